#include "ui/models/conflict.h"

#include "ui/models/platesnapshot.h"

#include <algorithm>

namespace locascope {

namespace {

Word wordOf(const LabelEvent& event) { return {event.reviewer, event.timeMs, event.after->note}; }

std::vector<Side> sidesOf(const Voices& voices) {
    std::vector<Side> sides;
    for (const auto& [reviewer, event] : voices) {
        const auto same = std::find_if(sides.begin(), sides.end(), [&](const Side& side) { return agree(side.decision, *event->after); });
        if (same == sides.end())
            sides.push_back({*event->after, {wordOf(*event)}});
        else
            same->words.push_back(wordOf(*event));
    }
    std::stable_sort(sides.begin(), sides.end(), [](const Side& left, const Side& right) { return left.words.size() > right.words.size(); });
    return sides;
}

} // namespace

std::vector<Conflict> conflictsIn(std::span<const LabelEvent> events, const PlateSnapshot& plate) {
    std::vector<Conflict> conflicts;
    for (const Dispute& dispute : disputesIn(events)) {
        const int sample = plate.indexOf(dispute.sampleId);
        if (sample < 0)
            continue;
        Conflict conflict{sample, dispute.state, sidesOf(dispute.voices), {}};
        if (dispute.ruling)
            conflict.ruling = Side{*dispute.ruling->after, {wordOf(*dispute.ruling)}};
        conflicts.push_back(std::move(conflict));
    }
    std::sort(conflicts.begin(), conflicts.end(), [](const Conflict& left, const Conflict& right) { return left.sample < right.sample; });
    return conflicts;
}

LabelSet disputedClasses(const Conflict& conflict) {
    LabelSet disputed;
    const auto addDifferences = [&](const LabelSet& left, const LabelSet& right) {
        for (const LabelSet& only : {left.without(right), right.without(left)})
            for (const ClassIndex index : only.classes())
                disputed.insert(index);
    };
    for (const Side& side : conflict.sides) {
        addDifferences(side.decision.present, conflict.sides.front().decision.present);
        addDifferences(side.decision.notJudged, conflict.sides.front().decision.notJudged);
    }
    return disputed;
}

} // namespace locascope
