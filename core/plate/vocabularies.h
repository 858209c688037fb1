#pragma once

#include "core/plate/vocabulary.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locascope {

/// Those that come with the program (resources/vocabularies): the 28 classes of the Human Protein Atlas image challenge (hpa-28, the default), and the 19 of its
/// single-cell challenge (hpa-19).
const std::vector<Vocabulary>& knownVocabularies();

/// The known one of that id, else what the CSV file of that name says; its id is the file's name without the extension. Errors: readFile's; Invalid names the line.
Vocabulary readVocabulary(const std::filesystem::path& idOrFile);

/// CSV that parseVocabulary reads back to an equal vocabulary.
std::string formatVocabulary(const Vocabulary& vocabulary);

} // namespace locascope
