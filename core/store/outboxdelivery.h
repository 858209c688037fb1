#pragma once

#include "core/store/outbox.h"

#include <optional>
#include <vector>

namespace locascope {

struct DeliveryOptions {
    bool alsoRefused = false; ///< what was refused before is given again, in its place
};

struct Delivery {
    std::vector<LabelEvent> sent;      ///< in their order, as the server has stored them
    std::vector<RefusedEvent> refused; ///< all that are refused now, oldest first
    std::optional<Error> stoppedBy;    ///< the server is away, or takes nothing: what was not sent waits
};

/// Gives the server what waits in the outbox, in its order, each act whole, and marks what became of it. What the server refuses for what it says keeps nothing else from being sent but what builds
/// on it: what the same reviewer decided later on the same sample, and what takes it back. So the server gets each reviewer's decisions on a sample in their order, also where what was refused is taken
/// later. Errors of the outbox alone are thrown.
Delivery deliver(Outbox& outbox, ReviewStore& server, const DeliveryOptions& options);

} // namespace locascope
