#pragma once

#include "app/commands/commands.h"

namespace locascope {

/// `locascope model import`, as a subcommand of `model`.
void addModelImport(CLI::App& model, const CommandContext& context);

} // namespace locascope
