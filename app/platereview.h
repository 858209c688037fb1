#pragma once

#include "app/commands/commands.h"
#include "core/store/findreview.h"

#include <filesystem>

namespace locascope {

/// The plate in this directory: its canonical path, and its fingerprint, which needs a scan. Errors: those of scanPlate.
PlateIdentity identityOfPlate(const CommandContext& context, const std::filesystem::path& plate);

/// findReview among the user's reviews. The plate is scanned for its fingerprint only when its path is not known.
FoundReview reviewOfPlate(const CommandContext& context, const std::filesystem::path& plate);

} // namespace locascope
