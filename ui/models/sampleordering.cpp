#include "ui/models/sampleordering.h"

#include "core/review/metrics.h"
#include "ui/models/reviewdraft.h"
#include "ui/models/sortbykey.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace locascope {

namespace {

constexpr std::uint64_t lastKey = std::numeric_limits<std::uint64_t>::max();

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

bool isJudged(const Decision& decision) {
    return decision.outcome == Outcome::Labelled || decision.outcome == Outcome::Negative;
}

bool reachesThreshold(const PredictionView& prediction, std::size_t index) {
    return prediction.probabilities[index] >= static_cast<float>(prediction.thresholds[index]);
}

std::size_t classCount(const PredictionView& prediction) { return std::min(prediction.probabilities.size(), prediction.thresholds.size()); }

/// As predictedLabels says, of one class and without making the set.
bool isPredicted(const PredictionView& prediction, std::size_t index) {
    const std::size_t classes = classCount(prediction);
    if (index >= classes)
        return false;
    if (reachesThreshold(prediction, index))
        return true;
    if (!prediction.atLeastOne)
        return false;
    for (std::size_t i = 0; i < classes; ++i)
        if (reachesThreshold(prediction, i))
            return false;
    const auto best = std::max_element(prediction.probabilities.begin(), prediction.probabilities.end());
    return static_cast<std::size_t>(best - prediction.probabilities.begin()) == index;
}

std::optional<ClassIndex> mostProbable(const LabelSet& labels, const PredictionView& prediction) {
    std::optional<ClassIndex> best;
    const auto probability = [&](ClassIndex index) {
        return toIndex(index) < prediction.probabilities.size() ? prediction.probabilities[toIndex(index)] : -1.0F;
    };
    for (const ClassIndex index : labels.classes())
        if (!best || probability(index) > probability(*best))
            best = index;
    return best;
}

std::optional<ClassIndex> leadingClass(const Decision* decision, const PredictionView& prediction) {
    if (decision)
        return decision->outcome == Outcome::Labelled ? mostProbable(decision->present, prediction) : std::nullopt;
    if (prediction.probabilities.empty())
        return std::nullopt;
    return mostProbable(predictedLabels(prediction), prediction);
}

PredictionView viewOf(const OrderingInput& input, int sample) {
    return {input.predictions[static_cast<std::size_t>(sample)].probabilities, input.thresholds, input.atLeastOne};
}

const SampleFacts& factsAt(const OrderingInput& input, int sample) { return input.facts[static_cast<std::size_t>(sample)]; }

std::optional<std::size_t> sheetColumn(const OrderingInput& input, const SampleFilter& filter) {
    return input.sheet ? input.sheet->table.columnIndex(filter.sheetColumn.toStdString()) : std::nullopt;
}

/// One entry per sample of the plate: 0 where the filter takes it away.
std::vector<char> passing(const OrderingInput& input, const SampleFilter& filter, const std::stop_token& stop) {
    const PlateSnapshot& plate = *input.plate;
    std::vector<char> passes = plate.tables->texts.containing(filter.text, stop);
    const auto keepWhere = [&](const auto& holds) {
        for (std::size_t i = 0; i < passes.size() && !stop.stop_requested(); ++i)
            if (passes[i] && !holds(static_cast<int>(i)))
                passes[i] = 0;
    };
    const auto keepOnly = [&](const std::vector<int>& samples) {
        std::vector<char> kept(passes.size(), 0);
        for (const int sample : samples)
            if (static_cast<std::size_t>(sample) < kept.size())
                kept[static_cast<std::size_t>(sample)] = 1;
        keepWhere([&](int i) { return kept[static_cast<std::size_t>(i)] != 0; });
    };
    if (!filter.places.empty())
        keepOnly(samplesAt(plate.places, existing(plate.places, filter.places)));
    if (filter.listed)
        keepOnly(filter.listed->samples);
    if (!filter.sheetColumn.isEmpty())
        keepWhere([&, column = sheetColumn(input, filter), value = filter.sheetValue.toStdString()](int i) { return column && input.sheet->cell(i, *column) == value; });
    if (filter.state != SampleState::Any)
        keepWhere([&](int i) { return matchesState(filter.state, factsAt(input, i), plate.hasProblem[static_cast<std::size_t>(i)] != 0); });
    if (filter.disagreementOnly)
        keepWhere([&](int i) { return factsAt(input, i).disagrees; });
    if (filter.predictedClass)
        keepWhere([&, index = toIndex(*filter.predictedClass)](int i) { return isPredicted(viewOf(input, i), index); });
    if (filter.decidedClass)
        keepOnly(input.decided);
    return passes;
}

std::uint64_t wellKey(const PlateSnapshot& plate, int sample) {
    const auto i = static_cast<std::size_t>(sample);
    const std::optional<int>& site = plate.plate.samples[i].site;
    const std::uint32_t siteKey = site ? static_cast<std::uint32_t>(std::max(*site, -1) + 1) : 0;
    return (std::uint64_t{plate.tables->wells.ranks[i]} << 32U) | siteKey;
}

std::uint64_t probabilityKey(const OrderingInput& input, int sample, std::size_t index) {
    const auto& probabilities = input.predictions[static_cast<std::size_t>(sample)].probabilities;
    const bool isKnown = index < probabilities.size() && !std::isnan(probabilities[index]);
    return isKnown ? descendingKey(probabilities[index]) : lastKey;
}

std::vector<std::uint64_t> ranksOf(const ListedSamples& listed, std::size_t count) {
    std::vector<std::uint64_t> ranks(count, lastKey);
    for (std::size_t rank = 0; rank < listed.samples.size(); ++rank)
        if (const auto i = static_cast<std::size_t>(listed.samples[rank]); i < count)
            ranks[i] = rank;
    return ranks;
}

void sortSamples(std::vector<int>& samples, const OrderingInput& input, const SampleArrangement& arrangement, const std::stop_token& stop) {
    const auto byKey = [&](const auto& keyOf) { sortByKey(samples, keyOf, stop); };
    switch (arrangement.order) {
    case SampleOrder::Name: break;
    case SampleOrder::Uncertainty: byKey([&](int i) { return ascendingKey(factsAt(input, i).uncertainty); }); break;
    case SampleOrder::Disagreement: byKey([&](int i) { return descendingKey(factsAt(input, i).disagreement); }); break;
    case SampleOrder::TimeOfReview: byKey([&](int i) { return ~static_cast<std::uint64_t>(factsAt(input, i).reviewedMs); }); break;
    case SampleOrder::Well: byKey([&](int i) { return wellKey(*input.plate, i); }); break;
    case SampleOrder::Listed:
        if (arrangement.filter.listed)
            byKey([ranks = ranksOf(*arrangement.filter.listed, input.plate->plate.samples.size())](int i) { return ranks[static_cast<std::size_t>(i)]; });
        break;
    case SampleOrder::Probability:
        byKey([&, index = toIndex(arrangement.probabilityOf)](int i) { return probabilityKey(input, i, index); });
        break;
    }
}

SampleGroup classGroup(const SampleFacts& facts) {
    using Kind = SampleGroup::Kind;
    SampleGroup group;
    if (facts.leading) {
        group.kind = Kind::Class;
        group.labelClass = *facts.leading;
    } else if (facts.outcome == Outcome::Negative) {
        group.kind = Kind::Negative;
    } else if (facts.outcome == Outcome::Unusable) {
        group.kind = Kind::Unusable;
    } else if (facts.outcome == Outcome::Unsure) {
        group.kind = Kind::Unsure;
    }
    return group;
}

SampleGroup wellGroup(const PlateSnapshot& plate, int sample) {
    const std::uint32_t rank = plate.tables->wells.ranks[static_cast<std::size_t>(sample)];
    SampleGroup group;
    group.kind = rank == WellOrder::none ? SampleGroup::Kind::NoWell : SampleGroup::Kind::Well;
    if (rank != WellOrder::none) {
        group.plateName = plate.tables->wells.wells[rank].plateName;
        group.well = plate.tables->wells.wells[rank].name;
    }
    return group;
}

std::uint64_t groupKey(const OrderingInput& input, SampleGrouping grouping, int sample) {
    if (grouping == SampleGrouping::Well)
        return input.plate->tables->wells.ranks[static_cast<std::size_t>(sample)];
    constexpr std::uint64_t behindClasses = std::uint64_t{1} << 16U;
    const SampleGroup group = classGroup(factsAt(input, sample));
    return group.kind == SampleGroup::Kind::Class ? toIndex(group.labelClass) : behindClasses + static_cast<std::uint64_t>(group.kind);
}

std::vector<SampleGroup> groupSamples(std::vector<int>& samples, const OrderingInput& input, SampleGrouping grouping, const std::stop_token& stop) {
    std::vector<SampleGroup> groups;
    if (grouping == SampleGrouping::None)
        return groups;
    const auto keyOf = [&](int sample) { return groupKey(input, grouping, sample); };
    sortByKey(samples, keyOf, stop);
    std::uint64_t last = lastKey;
    for (std::size_t row = 0; row < samples.size() && !stop.stop_requested(); ++row) {
        const std::uint64_t key = keyOf(samples[row]);
        if (groups.empty() || key != last) {
            groups.push_back(grouping == SampleGrouping::Well ? wellGroup(*input.plate, samples[row]) : classGroup(factsAt(input, samples[row])));
            groups.back().firstRow = static_cast<int>(row);
        }
        ++groups.back().count;
        last = key;
    }
    return groups;
}

std::vector<int> rowsOf(const std::vector<int>& samples, std::size_t count) {
    std::vector<int> rows(count, -1);
    for (std::size_t row = 0; row < samples.size(); ++row)
        rows[static_cast<std::size_t>(samples[row])] = static_cast<int>(row);
    return rows;
}

} // namespace

LabelSet predictedLabels(const PredictionView& prediction) {
    return labelsAbove(prediction.probabilities, prediction.thresholds, {.atLeastOne = prediction.atLeastOne});
}

SampleFacts factsOf(const Decision* decision, std::int64_t reviewedMs, const PredictionView& prediction) {
    SampleFacts facts;
    if (decision && !decision->inherited) {
        facts.outcome = decision->outcome;
        facts.borderline = isBorderline(*decision);
        facts.reviewedMs = reviewedMs;
    }
    facts.leading = leadingClass(decision, prediction);
    const std::size_t classes = classCount(prediction);
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

ArrangedSamples samplesByName(std::size_t count) {
    ArrangedSamples arranged;
    arranged.samples.resize(count);
    std::iota(arranged.samples.begin(), arranged.samples.end(), 0);
    arranged.rows = arranged.samples;
    return arranged;
}

ArrangedSamples arrangeSamples(const OrderingInput& input, const SampleArrangement& arrangement, const std::stop_token& stop) {
    const std::size_t count = input.plate->plate.samples.size();
    ArrangedSamples arranged;
    if (arrangement.filter == SampleFilter()) {
        arranged.samples.resize(count);
        std::iota(arranged.samples.begin(), arranged.samples.end(), 0);
    } else {
        const std::vector<char> passes = passing(input, arrangement.filter, stop);
        for (std::size_t i = 0; i < count; ++i)
            if (passes[i])
                arranged.samples.push_back(static_cast<int>(i));
    }
    if (input.aliases)
        sortByKey(arranged.samples, [&](int i) { return static_cast<std::uint64_t>((*input.aliases)[static_cast<std::size_t>(i)]); }, stop);
    sortSamples(arranged.samples, input, arrangement, stop);
    arranged.groups = groupSamples(arranged.samples, input, arrangement.grouping, stop);
    arranged.rows = rowsOf(arranged.samples, count);
    return arranged;
}

bool dependsOnDecisions(const SampleArrangement& arrangement) {
    const SampleFilter& filter = arrangement.filter;
    const bool byState = filter.state != SampleState::Any && filter.state != SampleState::WithProblem;
    return byState || filter.decidedClass || filter.disagreementOnly || arrangement.order == SampleOrder::Disagreement
           || arrangement.order == SampleOrder::TimeOfReview || arrangement.grouping == SampleGrouping::Class;
}

bool dependsOnPredictions(const SampleArrangement& arrangement) {
    const SampleFilter& filter = arrangement.filter;
    return filter.predictedClass || filter.disagreementOnly || arrangement.order == SampleOrder::Uncertainty
           || arrangement.order == SampleOrder::Disagreement || arrangement.order == SampleOrder::Probability
           || arrangement.grouping == SampleGrouping::Class;
}

} // namespace locascope
