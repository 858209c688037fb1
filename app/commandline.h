#pragma once

#include "app/commands/commands.h"

#include <filesystem>
#include <string>

namespace locascope {

/// What the window is opened with; everything may be empty.
struct WindowRequest {
    std::filesystem::path plate;
    std::filesystem::path review;
    std::filesystem::path model;
    std::filesystem::path vocabulary; ///< id or file; empty: the default
    std::string device = "auto";
    std::string reviewer;
};

/// Adds the window's own arguments and every subcommand of this build to `cli`.
void addArguments(CLI::App& cli, WindowRequest& request, const CommandContext& context);

/// Error where the request cannot be met and no window need be opened to know: a plate that is not there, a review on a server, a vocabulary
/// that cannot be read.
void requireUsable(const WindowRequest& request);

} // namespace locascope
