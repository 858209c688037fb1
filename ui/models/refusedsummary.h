#pragma once

#include "core/store/outbox.h"
#include "ui/models/sessiontypes.h"

namespace locascope {

/// By reason and reviewer, in the order in which they first occur.
RefusedSummary summaryOf(const std::vector<RefusedEvent>& refused);

} // namespace locascope
