#pragma once

#include "app/commands/commands.h"
#include "core/plate/scanplate.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// What the user may say of how a plate is named.
struct PlateNaming {
    std::string scheme;              ///< --scheme
    std::vector<std::string> stains; ///< --stains, "channel=stain"
    std::optional<int> plane;        ///< --plane; 0: the maximum of all
    std::optional<double> pixelSizeUm; ///< --pixel-size
};

/// Adds --scheme, --stains, --plane and --pixel-size, which every command that opens a plate has.
void addNamingOptions(CLI::App& command, PlateNaming& naming);

/// scanAsRemembered with the schemes of the program and of the user; what `naming` says goes before what is remembered of the plate. Schemes of the user that cannot be used are said on standard error. Throws what scanPlate throws,
/// CLI::ValidationError for a --stains that is not "channel=stain", and Error TimedOut where `stop` was requested: what was found by then is no plate.
Plate scanNamedPlate(const std::filesystem::path& root, const PlateNaming& naming, const CommandContext& context, std::stop_token stop = {});

} // namespace locascope
