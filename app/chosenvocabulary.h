#pragma once

#include "core/plate/vocabulary.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <optional>

namespace locascope {

/// --vocabulary. `otherwise` says which they are when it is left out.
void addVocabularyOption(CLI::App& command, std::filesystem::path& named, const char* otherwise);

/// What --vocabulary names; nothing where it was left out. Errors of readVocabulary.
std::optional<Vocabulary> chosenVocabulary(const std::filesystem::path& named);

} // namespace locascope
