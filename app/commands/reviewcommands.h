#pragma once

#include "app/commands/commands.h"

namespace locascope {

// Subcommands of `review` with a file of their own.

/// `locascope review agreement`
void addReviewAgreement(CLI::App& review, const CommandContext& context);

} // namespace locascope
