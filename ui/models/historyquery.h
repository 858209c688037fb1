#pragma once

#include "core/plate/labelset.h"
#include "core/store/labelevent.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

class ReviewStore;

/// Which events of a review are listed.
struct HistoryFilter {
    std::string sampleId;                 ///< empty: of the whole review
    std::string reviewer;                 ///< empty: of everybody
    std::optional<EventCause> cause;
    std::optional<ClassIndex> labelClass; ///< present before or after
    QString text;                         ///< part of the sample's id, the reviewer's name or the note, ignoring case
    std::string only = {};                ///< reviewer; what others did is hidden. Empty: nothing is
    bool hidesNames = false;              ///< `text` does not tell of names
    std::vector<std::string> blindOn = {}; ///< samples of which nothing imported is shown, sorted
    friend bool operator==(const HistoryFilter&, const HistoryFilter&) = default;
};

bool passes(const LabelEvent& event, const HistoryFilter& filter);

struct HistoryQuery {
    HistoryFilter filter;
    std::int64_t before = 0; ///< events older than this one; 0: from the newest on
    std::int64_t after = 0;  ///< and newer than this one
};

struct HistoryPage {
    std::vector<LabelEvent> events;     ///< the newest first; may be none although older ones match
    std::int64_t readTo = 0;            ///< all from `before` down to this one were looked at
    bool isComplete = false;            ///< nothing older matches
    std::vector<std::string> reviewers; ///< of the review; with the newest page only
};

/// Looks at some thousand events at most, on the store's thread: it does not hold up a decision that is to be saved. Throws as the store does.
HistoryPage readHistoryPage(const ReviewStore& review, const HistoryQuery& query);

} // namespace locascope
