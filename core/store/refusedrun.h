#pragma once

#include "core/store/eventsrefused.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// How an outbox keeps what the server does not take, among its settings: events in a row that were refused for one reason.
struct RefusedRun {
    std::int64_t first = 0, last = 0; ///< numbers of the outbox's own
    EventsRefused::Because because = EventsRefused::Because::Content;
    std::string reason;               ///< one English clause
    friend bool operator==(const RefusedRun&, const RefusedRun&) = default;
};

inline constexpr std::string_view refusedKeys = "outbox/refused/"; ///< what keys of runs begin with

std::string refusedKey(const RefusedRun& run);   ///< outbox/refused/FIRST-LAST
std::string refusedValue(const RefusedRun& run); ///< never empty: that is a run that is refused no more
/// Nothing where the value is empty, or the key is of no run. A cause that is not known is Content.
std::optional<RefusedRun> parseRefusedRun(std::string_view key, std::string_view value);

} // namespace locascope
