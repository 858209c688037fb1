#pragma once

#include "core/plate/plate.h"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace locascope {

/// Samples that a command is to be about.
struct SampleChoice {
    std::filesystem::path file;   ///< --samples: a CSV with a column Id, or one Id a line
    std::vector<std::string> ids; ///< --ids
};

/// Adds --samples and --ids, which add to each other.
void addSampleChoice(CLI::App& command, SampleChoice& choice);

/// Their places in the plate; nothing where none was chosen: all. Error NotFound names the Id that the plate does not have, and its line; Empty for a file without any.
std::optional<std::set<std::size_t>> chosenSamples(const SampleChoice& choice, const Plate& plate);

} // namespace locascope
