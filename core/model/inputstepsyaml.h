#pragma once

#include "core/model/inputsteps.h"

#include <yaml-cpp/yaml.h>

#include <filesystem>

namespace locascope {

/// The steps of a card, a list of maps such as `{do: linear, factor: [255], addend: [0]}`. Error Invalid names the line.
std::vector<InputStep> readInputSteps(const YAML::Node& list, std::size_t channels, const std::filesystem::path& file);
/// Writes the list that readInputSteps reads back to the same.
void emitInputSteps(YAML::Emitter& out, const std::vector<InputStep>& steps);

} // namespace locascope
