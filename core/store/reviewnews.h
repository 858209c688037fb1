#pragma once

#include "core/store/overtaken.h"
#include "core/store/reviewstore.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace locascope {

/// What others append to a review while it is open here. Knows which events are known and which were made here; reads only what is new. One thread, that of the store.
class ReviewNews final {
public:
    /// From the newest event that the review shows now, or from `seen` where that is older: what was known in an earlier sitting. Only the first call counts.
    void begin(const ReviewStore& review, std::optional<std::int64_t> seen = {});
    bool hasBegun() const { return m_seen.has_value(); }
    std::int64_t seen() const { return m_seen.value_or(0); }
    bool hasUntold() const { return !m_untold.empty(); } ///< read, but not taken yet

    /// After append() returned `stored`: what of it met a decision that its author had not seen. Reads nothing where nobody else was there meanwhile.
    std::vector<Overtaken> afterAppending(const ReviewStore& review, std::span<const LabelEvent> stored);

    /// Others' events that came since, by sequence, each once.
    std::vector<LabelEvent> take(const ReviewStore& review);

private:
    std::vector<LabelEvent> readOn(const ReviewStore& review);

    std::optional<std::int64_t> m_seen;
    std::unordered_set<std::string> m_own; ///< uuids of events from here that are beyond m_seen
    std::vector<LabelEvent> m_untold;
};

} // namespace locascope
