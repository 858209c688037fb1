#include "ui/models/sampleordering.h"

#include "core/review/metrics.h"
#include "ui/models/reviewdraft.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace locascope {

namespace {

bool matchesState(SampleState state, const SampleFacts& facts, bool hasProblem) {
    switch (state) {
    case SampleState::Any: return true;
    case SampleState::Unreviewed: return !facts.outcome;
    case SampleState::Reviewed: return facts.outcome.has_value();
    case SampleState::Labelled: return facts.outcome == Outcome::Labelled;
    case SampleState::Negative: return facts.outcome == Outcome::Negative;
    case SampleState::Unusable: return facts.outcome == Outcome::Unusable;
    case SampleState::Unsure: return facts.outcome == Outcome::Unsure;
    case SampleState::Borderline: return facts.borderline;
    case SampleState::WithProblem: return hasProblem;
    }
    return true;
}

bool containsText(const std::string& id, const QString& text) {
    return text.isEmpty() || QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())).contains(text, Qt::CaseInsensitive);
}

bool matchesSheet(const OrderingInput& input, const SampleFilter& filter, int sample) {
    if (filter.sheetColumn.isEmpty())
        return true;
    const auto column = input.sheet ? input.sheet->table.columnIndex(filter.sheetColumn.toStdString()) : std::nullopt;
    return column && input.sheet->cell(sample, *column) == filter.sheetValue.toStdString();
}

bool isAt(const Places& places, const std::vector<Place>& chosen, int sample) {
    const int place = places.ofSample[static_cast<std::size_t>(sample)];
    return chosen.empty() || (place >= 0 && std::find(chosen.begin(), chosen.end(), places.places[static_cast<std::size_t>(place)]) != chosen.end());
}

/// In the plate's order.
std::vector<int> samplesOfPlaces(const PlateSnapshot& plate, const std::vector<Place>& chosen) {
    if (!chosen.empty())
        return samplesAt(plate.places, existing(plate.places, chosen));
    std::vector<int> samples(plate.plate.samples.size());
    std::iota(samples.begin(), samples.end(), 0);
    return samples;
}

bool isJudged(const Decision& decision) {
    return decision.outcome == Outcome::Labelled || decision.outcome == Outcome::Negative;
}

template <class Before>
void sortBy(std::vector<int>& order, Before before) {
    std::stable_sort(order.begin(), order.end(), before);
}

} // namespace

LabelSet predictedLabels(const PredictionView& prediction) {
    return labelsAbove(prediction.probabilities, prediction.thresholds, {.atLeastOne = prediction.atLeastOne});
}

SampleFacts factsOf(const Decision* decision, std::int64_t reviewedMs, const PredictionView& prediction) {
    SampleFacts facts;
    if (decision) {
        facts.outcome = decision->outcome;
        facts.borderline = isBorderline(*decision);
        facts.reviewedMs = reviewedMs;
    }
    const std::size_t classes = std::min(prediction.probabilities.size(), prediction.thresholds.size());
    if (classes == 0)
        return facts;
    const bool isCompared = prediction.proposes && decision && isJudged(*decision);
    const LabelSet predicted = isCompared ? predictedLabels(prediction) : LabelSet();
    for (std::size_t i = 0; i < classes; ++i) {
        const double distance = std::abs(logit(static_cast<double>(prediction.probabilities[i])) - logit(prediction.thresholds[i]));
        facts.uncertainty = std::min(facts.uncertainty, static_cast<float>(distance));
        const ClassIndex index = toClass(i);
        if (!isCompared || decision->notJudged.contains(index))
            continue;
        if (decision->present.contains(index) != predicted.contains(index)) {
            facts.disagrees = true;
            facts.disagreement += static_cast<float>(distance);
        }
    }
    return facts;
}

bool passesFilter(const OrderingInput& input, const SampleFilter& filter, int sample) {
    if (!isAt(input.plate->places, filter.places, sample))
        return false;
    const std::size_t i = static_cast<std::size_t>(sample);
    const SampleFacts& facts = input.facts[i];
    if (!matchesState(filter.state, facts, input.plate->hasProblem[i] != 0))
        return false;
    if (filter.disagreementOnly && !facts.disagrees)
        return false;
    if (filter.decidedClass && !input.decidedPresent(sample, *filter.decidedClass))
        return false;
    if (filter.predictedClass && !input.predictedPresent(sample, *filter.predictedClass))
        return false;
    return matchesSheet(input, filter, sample) && containsText(input.plate->plate.samples[i].id, filter.text);
}

std::vector<int> orderSamples(const OrderingInput& input, const SampleFilter& filter, SampleOrder order) {
    std::vector<int> samples = samplesOfPlaces(*input.plate, filter.places);
    SampleFilter rest = filter;
    rest.places.clear();
    if (rest != SampleFilter())
        std::erase_if(samples, [&](int sample) { return !passesFilter(input, rest, sample); });
    const auto facts = [&](int sample) -> const SampleFacts& { return input.facts[static_cast<std::size_t>(sample)]; };
    switch (order) {
    case SampleOrder::Name: break;
    case SampleOrder::Uncertainty:
        sortBy(samples, [&](int a, int b) { return facts(a).uncertainty < facts(b).uncertainty; });
        break;
    case SampleOrder::Disagreement:
        sortBy(samples, [&](int a, int b) { return facts(a).disagreement > facts(b).disagreement; });
        break;
    case SampleOrder::TimeOfReview:
        sortBy(samples, [&](int a, int b) { return facts(a).reviewedMs > facts(b).reviewedMs; });
        break;
    }
    return samples;
}

bool dependsOnDecisions(const SampleFilter& filter, SampleOrder order) {
    const bool byState = filter.state != SampleState::Any && filter.state != SampleState::WithProblem;
    return byState || filter.decidedClass || filter.disagreementOnly || order == SampleOrder::Disagreement
           || order == SampleOrder::TimeOfReview;
}

bool dependsOnPredictions(const SampleFilter& filter, SampleOrder order) {
    return filter.predictedClass || filter.disagreementOnly || order == SampleOrder::Uncertainty || order == SampleOrder::Disagreement;
}

} // namespace locascope
