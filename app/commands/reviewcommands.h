#pragma once

#include "app/commands/commands.h"

namespace locascope {

// Subcommands of `review` with a file of their own.

/// The file or address of a review that is named itself, or by its plate. Error NotFound where a plate has none.
std::filesystem::path reviewNamed(const CommandContext& context, const std::filesystem::path& target);

/// `locascope review agreement`
void addReviewAgreement(CLI::App& review, const CommandContext& context);
/// `locascope review assign`
void addReviewAssign(CLI::App& review, const CommandContext& context);
/// `locascope review merge`
void addReviewMerge(CLI::App& review, const CommandContext& context);
/// `locascope review copy`
void addReviewCopy(CLI::App& review, const CommandContext& context);
/// `locascope review send`
void addReviewSend(CLI::App& review, const CommandContext& context);
/// `locascope review server`
void addReviewServer(CLI::App& review);
/// `locascope review vocabulary`
void addReviewVocabulary(CLI::App& review, const CommandContext& context);

} // namespace locascope
