#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace locascope {

/// What every command may need to know of its surroundings.
struct CommandContext {
    std::filesystem::path program;        ///< this executable, absolute
    std::filesystem::path dataDirectory;  ///< reviews, models, trial records
    std::filesystem::path cacheDirectory;
};

// Each adds one subcommand, whose callback does the work on the main thread: results to standard output, progress to standard error only
// when that is a terminal. It throws Error (or CLI::ParseError for wrong usage); main() prints one line and returns 1 (or 2).
// One file per subcommand, named after it.
void addAuditCommand(CLI::App& app, const CommandContext& context);
void addCheckCommand(CLI::App& app, const CommandContext& context);
void addExportCommand(CLI::App& app, const CommandContext& context);
void addImportCommand(CLI::App& app, const CommandContext& context);
void addIndexCommand(CLI::App& app, const CommandContext& context);
void addModelCommand(CLI::App& app, const CommandContext& context);
void addPackCommand(CLI::App& app, const CommandContext& context);
void addPredictCommand(CLI::App& app, const CommandContext& context);
void addReviewCommand(CLI::App& app, const CommandContext& context);
void addSimulateCommand(CLI::App& app, const CommandContext& context);
void addSnapshotCommand(CLI::App& app, const CommandContext& context);
void addTrainCommand(CLI::App& app, const CommandContext& context);

} // namespace locascope
