#include "core/review/vocabularychange.h"

#include "core/files/error.h"
#include "core/files/utf8.h"

#include <nlohmann/json.hpp>

#include <array>
#include <set>
#include <utility>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;
constexpr std::size_t maxChangeBytes = std::size_t{1} << 20;
constexpr std::string_view bytesMark = "\xEF\xBF\xBC"; // U+FFFC

constexpr std::array<std::pair<ChangeKind, std::string_view>, 7> kinds = {{
    {ChangeKind::Rename, "rename"},
    {ChangeKind::Merge, "merge"},
    {ChangeKind::Split, "split"},
    {ChangeKind::Add, "add"},
    {ChangeKind::Retire, "retire"},
    {ChangeKind::Restore, "restore"},
    {ChangeKind::Describe, "describe"},
}};

[[noreturn]] void refuse(const std::string& cause) { throw Error(ErrorKind::Damaged, {}, "a stored change of the classes " + cause); }

// Sample ids are bytes, and JSON is text: bytes that are no text are written as code points below 256, behind a mark.
std::string asText(const std::string& bytes) {
    if (isUtf8Text(bytes) && !bytes.starts_with(bytesMark))
        return bytes;
    std::string text(bytesMark);
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        if (code < 0x80) {
            text += byte;
        } else {
            text += static_cast<char>(0xC0 | code >> 6);
            text += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return text;
}

std::string asBytes(const std::string& text) {
    if (!text.starts_with(bytesMark))
        return text;
    std::string bytes;
    for (std::size_t i = bytesMark.size(); i < text.size(); ++i) {
        const auto code = static_cast<unsigned char>(text[i]);
        if (code >= 0xC4 || (code >= 0x80 && i + 1 == text.size()))
            refuse("names a sample that cannot be read");
        if (code < 0x80)
            bytes += text[i];
        else
            bytes += static_cast<char>((code & 0x03) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3F));
    }
    return bytes;
}

Json described(const ClassDescription& description) {
    Json json = Json::object();
    const std::pair<const char*, const std::optional<std::string>*> texts[] = {
        {"colour", &description.colour}, {"group", &description.group}, {"key", &description.key}, {"text", &description.text}};
    for (const auto& [key, value] : texts)
        if (*value)
            json[key] = **value;
    if (description.exemplars) {
        json["exemplars"] = Json::array();
        for (const std::string& sample : *description.exemplars)
            json["exemplars"].push_back(asText(sample));
    }
    return json;
}

// Reads an object whose keys are all known.
class Fields final {
public:
    Fields(const Json& json, const std::set<std::string>& known)
        : m_json(json) {
        if (!json.is_object())
            refuse("is no object");
        for (const auto& [key, value] : json.items())
            if (!known.contains(key))
                refuse("has an entry that is not known");
    }

    std::optional<std::string> text(const char* key) const {
        if (!m_json.contains(key))
            return {};
        if (!m_json[key].is_string())
            refuse(std::string("has no text as its ") + key);
        return m_json[key].get<std::string>();
    }
    std::optional<std::vector<std::string>> texts(const char* key) const {
        if (!m_json.contains(key))
            return {};
        std::vector<std::string> texts;
        if (!m_json[key].is_array())
            refuse(std::string("has no list as its ") + key);
        for (const Json& one : m_json[key]) {
            if (!one.is_string())
                refuse(std::string("has something that is no text among its ") + key);
            texts.push_back(one.get<std::string>());
        }
        return texts;
    }
    std::optional<ClassIndex> index(const char* key) const { return m_json.contains(key) ? std::optional(indexIn(m_json[key])) : std::nullopt; }
    std::vector<ClassIndex> indices(const char* key) const {
        std::vector<ClassIndex> indices;
        if (!m_json.contains(key))
            return indices;
        if (!m_json[key].is_array())
            refuse(std::string("has no list as its ") + key);
        for (const Json& one : m_json[key])
            indices.push_back(indexIn(one));
        return indices;
    }

private:
    static ClassIndex indexIn(const Json& json) {
        if (!json.is_number_unsigned() || json.get<std::uint64_t>() >= maxClasses)
            refuse("names a class that cannot be");
        return toClass(json.get<std::size_t>());
    }

    const Json& m_json;
};

ClassDescription descriptionIn(const Json& json) {
    const Fields fields(json, {"colour", "group", "key", "text", "exemplars"});
    ClassDescription description{fields.text("colour"), fields.text("group"), fields.text("key"), fields.text("text"), fields.texts("exemplars")};
    if (description.exemplars)
        for (std::string& sample : *description.exemplars)
            sample = asBytes(sample);
    return description;
}

ChangeKind kindOf(const std::string& key) {
    for (const auto& [kind, name] : kinds)
        if (name == key)
            return kind;
    throw Error(ErrorKind::Mismatch, {}, "the classes were changed by a newer Locascope; update this program");
}

} // namespace

std::string_view changeKindKey(ChangeKind kind) {
    for (const auto& [known, key] : kinds)
        if (known == kind)
            return key;
    return {};
}

std::string formatVocabularyChange(const VocabularyChange& change) {
    Json json{{"version", version}, {"kind", changeKindKey(change.kind)}};
    for (const ClassIndex index : change.classes)
        json["classes"].push_back(toIndex(index));
    if (change.into)
        json["into"] = toIndex(*change.into);
    for (const std::string& name : change.names)
        json["names"].push_back(name);
    if (change.description != ClassDescription{})
        json["description"] = described(change.description);
    if (!change.reason.empty())
        json["reason"] = change.reason;
    if (!change.follows.empty())
        json["follows"] = change.follows;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

VocabularyChange parseVocabularyChange(std::string_view text) {
    if (text.size() > maxChangeBytes)
        refuse("is larger than 1 MiB");
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        refuse("is no JSON");
    if (json.is_object() && json.contains("version") && json["version"] != version)
        throw Error(ErrorKind::Mismatch, {}, "the classes were changed by a newer Locascope; update this program");
    const Fields fields(json, {"version", "kind", "classes", "into", "names", "description", "reason", "follows"});
    const auto kind = fields.text("kind");
    if (!kind || !json.contains("version"))
        refuse("does not say of what kind or version it is");
    VocabularyChange change;
    change.kind = kindOf(*kind);
    change.classes = fields.indices("classes");
    change.into = fields.index("into");
    change.names = fields.texts("names").value_or(std::vector<std::string>());
    if (json.contains("description"))
        change.description = descriptionIn(json["description"]);
    change.reason = fields.text("reason").value_or(std::string());
    change.follows = fields.text("follows").value_or(std::string());
    return change;
}

} // namespace locascope
