#pragma once

#include "core/plate/plate.h"
#include "core/review/auditdraw.h"
#include "core/review/labelcsv.h"
#include "core/review/sheet.h"
#include "core/store/reviewstore.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace locascope {

/// The samples of a plate that were drawn by lot to judge models by, and those of the same well or antibody: no model learns from them, and no threshold is set by them.
struct SetAside {
    std::optional<DrawnSamples> drawn;
    std::set<std::string> drawnIds; ///< CSV ids
    std::set<std::string> siblings; ///< CSV ids; none of drawnIds
};

/// `sheet` may be null. Error Damaged where the review's draw cannot be read.
SetAside setAsideOf(const ReviewStore& review, const Plate& plate, const JoinedSheet* sheet);

/// Takes the labels of all that is set aside off `rows` and says on standard error how many they were.
void leaveOut(const SetAside& aside, std::vector<LabelRow>& rows);

/// The same events without what was said of drawn samples by table, in bulk, or with a proposal on screen.
std::vector<LabelEvent> blindEvents(std::vector<LabelEvent> events, const DrawnSamples& drawn);

} // namespace locascope
