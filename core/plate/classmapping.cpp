#include "core/plate/classmapping.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/utf8.h"
#include "core/plate/csvfields.h"

#include <algorithm>
#include <optional>

namespace locascope {

namespace embedded {
std::string_view hpa28To19();
}

namespace {

constexpr std::uintmax_t maxMappingBytes = 1 << 20;

[[noreturn]] void refuse(const std::filesystem::path& file, std::size_t line, const std::string& cause) {
    throw Error(ErrorKind::Invalid, file, "line " + std::to_string(line) + ": " + cause);
}

// Calls `take` with every line and its number.
template <class Take>
void eachLine(std::string_view csv, const Take& take) {
    if (csv.starts_with("\xEF\xBB\xBF"))
        csv.remove_prefix(3);
    for (std::size_t line = 1; !csv.empty(); ++line) {
        const std::size_t end = std::min(csv.find('\n'), csv.size());
        std::string_view text = csv.substr(0, end);
        csv.remove_prefix(std::min(end + 1, csv.size()));
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        take(line, text);
    }
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".csv")
            files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<VocabularyMapping> mappingIn(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxMappingBytes, .inside = {}, .prefixBytes = {}});
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (csvFields(text.substr(0, text.find('\n'))).size() != 2)
        return std::nullopt;
    return parseVocabularyMapping(text, file);
}

std::size_t placeOf(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

} // namespace

VocabularyMapping parseVocabularyMapping(std::string_view csv, const std::filesystem::path& file) {
    if (!isUtf8Text(csv))
        throw Error(ErrorKind::Invalid, file, "is not text in UTF-8; save the mapping as UTF-8");
    VocabularyMapping mapping;
    mapping.file = file;
    eachLine(csv, [&](std::size_t line, std::string_view text) {
        if (text.empty())
            return;
        std::vector<std::string> fields = csvFields(text);
        if (fields.size() != 2 || fields[0].empty())
            refuse(file, line, "must be two fields, a class (in the header a vocabulary) and what it is called in the other one");
        if (line == 1) {
            mapping.from = std::move(fields[0]);
            mapping.to = std::move(fields[1]);
        } else if (!fields[1].empty()) {
            mapping.rows.push_back({line, std::move(fields[0]), std::move(fields[1])});
        }
    });
    if (mapping.from.empty() || mapping.to.empty() || mapping.from == mapping.to)
        refuse(file, 1, "the header must name two vocabularies");
    return mapping;
}

std::vector<VocabularyMapping> knownMappings(const std::filesystem::path& dataDirectory) {
    std::vector<VocabularyMapping> mappings;
    for (const std::filesystem::path& file : filesIn(dataDirectory / "vocabularies"))
        if (auto mapping = mappingIn(file))
            mappings.push_back(std::move(*mapping));
    mappings.push_back(parseVocabularyMapping(embedded::hpa28To19(), "resources/vocabularies/hpa-28-to-hpa-19.csv"));
    return mappings;
}

ClassMapping classMapping(const VocabularyMapping& mapping, const std::vector<std::string>& from, const Vocabulary& to) {
    ClassMapping classes{std::vector<std::vector<ClassIndex>>(to.size()), from.size(), {}};
    for (const VocabularyMapping::Row& row : mapping.rows) {
        const std::size_t source = placeOf(from, row.from);
        const auto target = to.find(row.to);
        if (source == from.size())
            refuse(mapping.file, row.line, "'" + row.from + "' is no class of " + mapping.from);
        if (!target)
            refuse(mapping.file, row.line, "'" + row.to + "' is no class of " + mapping.to);
        classes.sources[toIndex(*target)].push_back(toClass(source));
    }
    std::string text = std::to_string(from.size());
    for (auto& sources : classes.sources) {
        std::sort(sources.begin(), sources.end());
        sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
        text += '\n';
        for (const ClassIndex source : sources)
            text += std::to_string(toIndex(source)) + ' ';
    }
    classes.digest = sha256(std::string_view(text));
    return classes;
}

std::vector<float> mappedProbabilities(const std::vector<float>& row, const ClassMapping& mapping) {
    std::vector<float> mapped;
    for (const auto& sources : mapping.sources) {
        float largest = 0;
        for (const ClassIndex source : sources)
            largest = std::max(largest, row.at(toIndex(source)));
        mapped.push_back(largest);
    }
    return mapped;
}

std::vector<double> mappedThresholds(const std::vector<double>& thresholds, const ClassMapping& mapping) {
    std::vector<double> mapped;
    for (const auto& sources : mapping.sources) {
        double lowest = 1;
        for (const ClassIndex source : sources)
            lowest = std::min(lowest, thresholds.at(toIndex(source)));
        mapped.push_back(lowest);
    }
    return mapped;
}

} // namespace locascope
