#include "core/plate/vocabulary.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/plate/csvfields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

namespace locascope {

namespace embedded {
std::string_view hpa28Vocabulary();
}

namespace {

constexpr std::array<std::string_view, 7> columns = {"index", "name", "go", "go_term", "group", "key", "training_images"};

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

[[noreturn]] void refuse(const std::string& id, std::size_t line, const std::string& cause) {
    throw Error(ErrorKind::Invalid, id, "line " + std::to_string(line) + ": " + cause);
}

int numberOf(const std::string& id, std::size_t line, const std::string& text, std::string_view what) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0)
        refuse(id, line, std::string(what) + " is \"" + text + "\", not a number");
    return value;
}

LabelClass classOf(const std::string& id, std::size_t line, const std::vector<std::string>& fields, std::size_t expected) {
    if (fields.size() != columns.size())
        refuse(id, line, std::to_string(fields.size()) + " fields instead of " + std::to_string(columns.size()));
    if (static_cast<std::size_t>(numberOf(id, line, fields[0], "index")) != expected)
        refuse(id, line, "index " + fields[0] + " where " + std::to_string(expected) + " is due");
    return {toClass(expected), fields[1], fields[2], fields[3], fields[4], fields[5],
            fields[6].empty() ? 0 : numberOf(id, line, fields[6], "training_images")};
}

void requireHeader(const std::string& id, const std::vector<std::string>& fields) {
    if (!std::equal(fields.begin(), fields.end(), columns.begin(), columns.end()))
        refuse(id, 1, "the columns must be index,name,go,go_term,group,key,training_images");
}

} // namespace

Vocabulary::Vocabulary(std::string id, std::vector<LabelClass> classes)
    : m_id(std::move(id))
    , m_classes(std::move(classes)) {
    if (m_classes.size() > maxClasses)
        throw Error(ErrorKind::Invalid, m_id, "more than " + std::to_string(maxClasses) + " classes");
    std::unordered_set<std::string> names;
    for (std::size_t i = 0; i < m_classes.size(); ++i) {
        if (toIndex(m_classes[i].index) != i)
            throw Error(ErrorKind::Invalid, m_id, "classes are not numbered from 0 without a gap");
        if (m_classes[i].name.empty())
            throw Error(ErrorKind::Invalid, m_id, "class " + std::to_string(i) + " has no name");
        if (!names.insert(lowered(m_classes[i].name)).second)
            throw Error(ErrorKind::Invalid, m_id, "two classes are called \"" + m_classes[i].name + "\"");
    }
}

std::optional<ClassIndex> Vocabulary::find(std::string_view name) const {
    const std::string wanted = lowered(name);
    for (const LabelClass& labelClass : m_classes)
        if (lowered(labelClass.name) == wanted)
            return labelClass.index;
    return {};
}

std::string Vocabulary::digest() const {
    std::string text;
    for (const LabelClass& labelClass : m_classes)
        text += std::to_string(toIndex(labelClass.index)) + '\t' + labelClass.name + '\n';
    return sha256(text);
}

Vocabulary humanProteinAtlasVocabulary() { return parseVocabulary("hpa-28", embedded::hpa28Vocabulary()); }

Vocabulary parseVocabulary(std::string id, std::string_view csv) {
    if (csv.starts_with("\xEF\xBB\xBF"))
        csv.remove_prefix(3);
    std::vector<LabelClass> classes;
    for (std::size_t line = 1; !csv.empty(); ++line) {
        const std::size_t end = std::min(csv.find('\n'), csv.size());
        std::string_view text = csv.substr(0, end);
        csv.remove_prefix(std::min(end + 1, csv.size()));
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        if (line == 1)
            requireHeader(id, csvFields(text));
        else if (!text.empty())
            classes.push_back(classOf(id, line, csvFields(text), classes.size()));
    }
    if (classes.empty())
        refuse(id, 1, "no class in it");
    return Vocabulary(std::move(id), std::move(classes));
}

} // namespace locascope
