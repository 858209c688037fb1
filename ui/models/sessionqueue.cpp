#include "ui/models/sessionprivate.h"

#include "core/model/learntplates.h"
#include "ui/models/teamwork.h"

namespace locascope {

QueueSnapshot Session::Private::queueSnapshot() const {
    QueueSnapshot known{facts.size(), {}, shownPredictions(), q.thresholds(), card && card->atLeastOne, {}, {}};
    if (siblingIndex) {
        known.groups = siblingIndex->groups();
        known.aside = setAside();
    }
    known.decisions.reserve(log.entries().size());
    for (const auto& [sample, entry] : log.entries()) {
        Decision decision;
        decision.outcome = entry.decision.outcome;
        decision.present = entry.decision.present;
        decision.notJudged = entry.decision.notJudged;
        decision.inherited = entry.decision.inherited;
        known.decisions.emplace_back(sample, std::move(decision));
    }
    return known;
}

std::vector<char> Session::Private::setAside() const {
    std::vector<char> aside(facts.size());
    const std::vector<int> drawn = team->drawnSamples();
    for (const int sample : drawn) {
        const Siblings siblings = siblingIndex->of(sample);
        for (const auto* group : {&siblings.sameWell, &siblings.sameAntibody})
            for (const int sibling : *group)
                aside[static_cast<std::size_t>(sibling)] = 1;
    }
    for (const int sample : drawn)
        aside[static_cast<std::size_t>(sample)] = 2;
    return aside;
}

SampleQueue& Session::queue() { return d->queue; }
const SampleQueue& Session::queue() const { return d->queue; }
const OthersDecisions& Session::others() const { return d->others; }
bool Session::hasModel() const { return d->card.has_value(); }

bool Session::hasModelLearntPlate() const { return d->card && hasLearntPlate(*d->card, d->fingerprint); }

} // namespace locascope
