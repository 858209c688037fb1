#pragma once

#include "core/plate/vocabulary.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// What classes of one vocabulary are called in another: a CSV whose header is the ids of the two, and whose rows are a class of the first and one of the second.
/// A class may stand in several rows; one that stands in none, or beside nothing, has no counterpart.
struct VocabularyMapping {
    struct Row {
        std::size_t line = 0;
        std::string from;
        std::string to;
    };
    std::string from;
    std::string to;
    std::vector<Row> rows;
    std::filesystem::path file; ///< for errors
};

/// Error Invalid names the line.
VocabularyMapping parseVocabularyMapping(std::string_view csv, const std::filesystem::path& file);

/// Those in `dataDirectory`/vocabularies, in order of their names, before those that come with the program. Other CSV files there (of more columns) are passed over.
/// Errors: readFile's; Invalid names file and line.
std::vector<VocabularyMapping> knownMappings(const std::filesystem::path& dataDirectory);

/// A mapping applied: for every class of the second vocabulary its classes of the first, ascending; possibly none.
struct ClassMapping {
    std::vector<std::vector<ClassIndex>> sources;
    std::size_t sourceClasses = 0;
    std::string digest; ///< SHA-256 over all of it
};

/// Error Invalid names the line of a class that `from` or `to` does not have.
ClassMapping classMapping(const VocabularyMapping& mapping, const std::vector<std::string>& from, const Vocabulary& to);

/// The probability of a class is the largest of its sources'; 0 where it has none.
std::vector<float> mappedProbabilities(const std::vector<float>& row, const ClassMapping& mapping);
/// The threshold of a class is the lowest of its sources', so that whatever the model proposes is proposed; 1 where it has none.
std::vector<double> mappedThresholds(const std::vector<double>& thresholds, const ClassMapping& mapping);

} // namespace locascope
