#include "core/plate/vocabularies.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/utf8.h"

#include <algorithm>

namespace locascope {

namespace embedded {
std::string_view hpa19Vocabulary();
}

namespace {

constexpr std::uintmax_t maxVocabularyBytes = 1 << 20;

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"") == std::string::npos)
        return text;
    std::string field = "\"";
    for (const char letter : text)
        field += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return field + "\"";
}

Vocabulary ofFile(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxVocabularyBytes, .inside = {}, .prefixBytes = {}});
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!isUtf8Text(text))
        throw Error(ErrorKind::Invalid, file, "is not text in UTF-8; save the vocabulary as UTF-8");
    try {
        return parseVocabulary(file.stem().string(), text);
    } catch (const Error& error) {
        throw Error(error.kind(), file, error.detail());
    }
}

} // namespace

const std::vector<Vocabulary>& knownVocabularies() {
    static const std::vector<Vocabulary> known{humanProteinAtlasVocabulary(), parseVocabulary("hpa-19", embedded::hpa19Vocabulary())};
    return known;
}

Vocabulary readVocabulary(const std::filesystem::path& idOrFile) {
    const auto& known = knownVocabularies();
    const auto found = std::find_if(known.begin(), known.end(), [&](const Vocabulary& one) { return one.id() == idOrFile.string(); });
    return found != known.end() ? *found : ofFile(idOrFile);
}

std::string formatVocabulary(const Vocabulary& vocabulary) {
    std::string text = "index,name,go,go_term,group,key,training_images\n";
    for (const LabelClass& one : vocabulary.classes()) {
        text += std::to_string(toIndex(one.index));
        for (const std::string& field : {one.name, one.goAccession, one.goTerm, one.group, one.key})
            text += "," + quoted(field);
        text += "," + (one.trainingImages > 0 ? std::to_string(one.trainingImages) : std::string()) + "\n";
    }
    return text;
}

} // namespace locascope
