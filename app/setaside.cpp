#include "app/setaside.h"

#include "app/counted.h"

#include <algorithm>
#include <iostream>

namespace locascope {

SetAside setAsideOf(const ReviewStore& review, const Plate& plate, const JoinedSheet* sheet) {
    SetAside aside{parseDrawnSamples(review.setting(drawnSetting).value_or("")), {}, {}};
    if (!aside.drawn) {
        return aside;
    }
    const std::set<std::string> drawn(aside.drawn->samples.begin(), aside.drawn->samples.end());
    const std::vector<std::string> ids = csvIds(plate);
    const SiblingIndex index(plate, sheet);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!drawn.contains(plate.samples[i].id)) {
            continue;
        }
        aside.drawnIds.insert(ids[i]);
        const Siblings siblings = index.of(static_cast<int>(i));
        for (const auto* group : {&siblings.sameWell, &siblings.sameAntibody}) {
            for (const int sibling : *group) {
                aside.siblings.insert(ids[static_cast<std::size_t>(sibling)]);
            }
        }
    }
    for (const std::string& id : aside.drawnIds) {
        aside.siblings.erase(id);
    }
    return aside;
}

void leaveOut(const SetAside& aside, std::vector<LabelRow>& rows) {
    const auto takeOff = [&](const std::set<std::string>& ids) {
        std::size_t count = 0;
        for (LabelRow& row : rows) {
            if (row.decision && ids.contains(row.id)) {
                row.decision.reset();
                ++count;
            }
        }
        return count;
    };
    const std::size_t drawn = takeOff(aside.drawnIds), siblings = takeOff(aside.siblings);
    if (drawn + siblings > 0) {
        std::cerr << counted(drawn, "labelled sample") << " drawn by lot for audits, and " << counted(siblings, "labelled sample")
                  << " of their wells or antibodies, are set aside: nothing is learnt from them and no threshold is set by them\n";
    }
}

std::vector<LabelEvent> blindEvents(std::vector<LabelEvent> events, const DrawnSamples& drawn) {
    const std::set<std::string> ids(drawn.samples.begin(), drawn.samples.end());
    const auto isSeen = [](const LabelEvent& event) {
        const bool isOfProposal = event.after && !event.after->proposal.modelDigest.empty();
        return event.cause == EventCause::Imported || event.cause == EventCause::Bulk || isOfProposal;
    };
    std::erase_if(events, [&](const LabelEvent& event) { return ids.contains(event.sampleId) && isSeen(event); });
    return events;
}

} // namespace locascope
