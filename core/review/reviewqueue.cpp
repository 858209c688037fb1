#include "core/review/reviewqueue.h"

#include "core/review/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <utility>

namespace locascope {

namespace {

struct NamedStrategy {
    QueueStrategy strategy;
    std::string_view key;
};
using S = QueueStrategy;
constexpr std::array names{NamedStrategy{S::InOrder, "in-order"},
                           NamedStrategy{S::Unreviewed, "unreviewed"},
                           NamedStrategy{S::Entropy, "entropy"},
                           NamedStrategy{S::Margin, "margin"},
                           NamedStrategy{S::SecondLook, "second-look"},
                           NamedStrategy{S::Borderline, "borderline"},
                           NamedStrategy{S::Differ, "differ"},
                           NamedStrategy{S::RareFirst, "rare-first"},
                           NamedStrategy{S::Diverse, "diverse"},
                           NamedStrategy{S::Near, "near"},
                           NamedStrategy{S::Audit, "audit"},
                           NamedStrategy{S::Assigned, "assigned"},
                           NamedStrategy{S::Conflict, "conflict"},
                           NamedStrategy{S::LookAgain, "look-again"},
                           NamedStrategy{S::AskedMe, "asked-me"},
                           NamedStrategy{S::Answered, "answered"}};
constexpr std::array strategies{S::InOrder,    S::Unreviewed, S::Entropy, S::Margin,
                                S::SecondLook, S::Borderline, S::Differ,  S::RareFirst,
                                S::Diverse,    S::Near,       S::Audit,   S::Assigned,  S::Conflict, S::LookAgain,
                                S::AskedMe,    S::Answered};

using Scored = std::optional<std::pair<double, QueueReason>>; ///< none: not in the queue

const Decision* judgementOf(const QueueSample& sample) {
    return sample.decision && !sample.decision->inherited ? sample.decision : nullptr;
}

bool isLabelled(const Decision* decision) {
    return decision && decision->outcome == Outcome::Labelled;
}
bool saysWhatIsThere(const Decision* decision) {
    return isLabelled(decision) || (decision && decision->outcome == Outcome::Negative);
}

LabelSet proposed(const QueueSample& sample, const QueueInput& input) {
    return labelsAbove(sample.probabilities, input.thresholds, {.atLeastOne = input.atLeastOne});
}

std::size_t classCount(const QueueSample& sample, const QueueInput& input) {
    return std::min(sample.probabilities.size(), input.thresholds.size());
}

/// Entropy in bits of a class that is present with this probability.
double bitsOf(double probability) {
    const auto part = [](double share) { return share > 0 ? -share * std::log2(share) : 0; };
    return part(probability) + part(1 - probability);
}

Scored byEntropy(const QueueSample& sample, const QueueInput& input) {
    if (judgementOf(sample) || sample.probabilities.empty())
        return std::nullopt;
    UncertainReason reason;
    double most = -1;
    for (std::size_t i = 0; i < classCount(sample, input); ++i) {
        const double bits =
            std::isnan(sample.probabilities[i]) ? 0 : bitsOf(static_cast<double>(sample.probabilities[i]));
        reason.bits += bits;
        if (bits > most) {
            most = bits;
            reason.index = toClass(i);
        }
    }
    if (most < 0)
        return std::nullopt;
    reason.probability = sample.probabilities[toIndex(reason.index)];
    reason.threshold = input.thresholds[toIndex(reason.index)];
    return std::pair(reason.bits, reason);
}

Scored byMargin(const QueueSample& sample, const QueueInput& input) {
    if (judgementOf(sample))
        return std::nullopt;
    UncertainReason reason;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < classCount(sample, input); ++i)
        if (const double distance = std::abs(logitsAbove(sample.probabilities[i], input.thresholds[i]));
            distance < least) {
            least = distance;
            reason = {toClass(i), sample.probabilities[i], input.thresholds[i], 0};
        }
    return std::isinf(least) ? Scored() : std::pair(-least, reason);
}

Scored byDifference(const QueueSample& sample, const QueueInput& input) {
    const Decision* decision = judgementOf(sample);
    if (!saysWhatIsThere(decision) || sample.probabilities.empty())
        return std::nullopt;
    const LabelSet model = proposed(sample, input);
    const DifferenceReason reason{decision->present.without(model).without(decision->notJudged),
                                  model.without(decision->present).without(decision->notJudged)};
    double weight = 0;
    for (const ClassIndex index : reason.human.united(reason.model).classes())
        if (toIndex(index) < classCount(sample, input) && !std::isnan(sample.probabilities[toIndex(index)]))
            weight +=
                std::abs(logitsAbove(sample.probabilities[toIndex(index)], input.thresholds[toIndex(index)]));
    return reason.human.isEmpty() && reason.model.isEmpty() ? Scored() : std::pair(weight, reason);
}

Scored byBorderline(const QueueSample& sample, const QueueInput&) {
    const Decision* decision = judgementOf(sample);
    if (!isLabelled(decision) || decision->notJudged.isEmpty())
        return std::nullopt;
    return std::pair(static_cast<double>(decision->notJudged.size()), BorderlineReason{decision->notJudged});
}

/// In how many samples each class is: by decision where there is one, else by proposal.
std::vector<std::size_t> classSizes(const QueueInput& input, const std::stop_token& stop) {
    std::vector<std::size_t> sizes(input.thresholds.size());
    for (const QueueSample& sample : input.samples) {
        if (stop.stop_requested())
            break;
        const Decision* decision = judgementOf(sample);
        const LabelSet present =
            decision ? (isLabelled(decision) ? decision->present : LabelSet()) : proposed(sample, input);
        for (const ClassIndex index : present.classes())
            if (toIndex(index) < sizes.size())
                ++sizes[toIndex(index)];
    }
    return sizes;
}

Scored byRarity(const QueueSample& sample, const QueueInput& input, const std::vector<std::size_t>& sizes) {
    if (judgementOf(sample))
        return std::nullopt;
    std::optional<RarityReason> rarest;
    for (const ClassIndex index : proposed(sample, input).classes())
        if (const std::size_t size = sizes[toIndex(index)]; !rarest || size < rarest->samples)
            rarest = RarityReason{index, sample.probabilities[toIndex(index)], size};
    // the probability, at most 1, orders the samples of one class
    return rarest ? Scored(std::pair(static_cast<double>(rarest->probability) / 2 -
                                         static_cast<double>(rarest->samples),
                                     *rarest))
                  : std::nullopt;
}

/// What `scored` says of each sample, in order.
template <class Score>
std::vector<QueueEntry> ranked(const QueueInput& input, const std::stop_token& stop, const Score& scored) {
    std::vector<QueueEntry> entries;
    for (std::size_t i = 0; i < input.samples.size() && !stop.stop_requested(); ++i)
        if (Scored one = scored(input.samples[i]))
            entries.push_back({static_cast<int>(i), one->first, std::move(one->second)});
    std::stable_sort(entries.begin(), entries.end(), [](const QueueEntry& left, const QueueEntry& right) {
        return left.score > right.score;
    });
    return entries;
}

ReviewQueue secondLookQueue(const QueueInput& input, const std::stop_token& stop) {
    SecondLook look = secondLook(input.samples, input.thresholds.size(), stop);
    ReviewQueue queue{S::SecondLook, {}, std::move(look.passedOver), 0};
    for (DoubtedSample& one : look.samples) {
        const auto margin = static_cast<double>(one.doubts.front().margin);
        queue.entries.push_back({static_cast<int>(one.sample), margin, DoubtReason{std::move(one.doubts)}});
    }
    return queue;
}

std::vector<QueueEntry> rareFirst(const QueueInput& input, const std::stop_token& stop) {
    return ranked(input, stop, [&, sizes = classSizes(input, stop)](const QueueSample& sample) {
        return byRarity(sample, input, sizes);
    });
}

/// Below `bound`, each value as likely; std::uniform_int_distribution is another one with every library.
std::uint64_t drawn(std::mt19937_64& random, std::uint64_t bound) {
    const std::uint64_t rest = (std::numeric_limits<std::uint64_t>::max() - bound + 1) % bound;
    std::uint64_t value = random();
    while (value < rest)
        value = random();
    return value % bound;
}

} // namespace

std::string_view strategyKey(QueueStrategy strategy) {
    return names[static_cast<std::size_t>(strategy)].key;
}

std::optional<QueueStrategy> strategyOfKey(std::string_view key) {
    const auto found =
        std::find_if(names.begin(), names.end(), [key](const NamedStrategy& one) { return one.key == key; });
    return found == names.end() ? std::nullopt : std::optional(found->strategy);
}

std::span<const QueueStrategy> allStrategies() {
    return strategies;
}

bool revealsPredictions(QueueStrategy strategy) {
    switch (strategy) {
    case S::InOrder:
    case S::Unreviewed:
    case S::Borderline:
    case S::Diverse: // likeness tells no class
    case S::Near:
    case S::Audit:
    case S::Assigned:
    case S::Conflict:
    case S::LookAgain:
    case S::AskedMe:
    case S::Answered:
        return false;
    case S::Entropy:
    case S::Margin:
    case S::SecondLook:
    case S::Differ:
    case S::RareFirst:
        return true;
    }
    return true;
}

ReviewQueue reviewQueue(QueueStrategy strategy, const QueueInput& input, const std::stop_token& stop) {
    const auto by = [&](const auto& score) {
        return ranked(input, stop, [&](const QueueSample& sample) { return score(sample, input); });
    };
    const auto plain = [](bool isIn) { return isIn ? Scored(std::pair(0.0, PlainReason())) : std::nullopt; };
    switch (strategy) {
    case S::InOrder:
        return {strategy, by([&](const QueueSample&, const QueueInput&) { return plain(true); }), {}, 0};
    case S::Unreviewed:
        return {strategy,
                by([&](const QueueSample& sample, const QueueInput&) { return plain(!judgementOf(sample)); }),
                {},
                0};
    case S::Entropy:
        return {strategy, by(byEntropy), {}, 0};
    case S::Margin:
        return {strategy, by(byMargin), {}, 0};
    case S::SecondLook:
        return secondLookQueue(input, stop);
    case S::Borderline:
        return {strategy, by(byBorderline), {}, 0};
    case S::Differ:
        return {strategy, by(byDifference), {}, 0};
    case S::RareFirst:
        return {strategy, rareFirst(input, stop), {}, 0};
    case S::Diverse:
    case S::Near:
    case S::Audit:
    case S::Assigned:
    case S::Conflict:
    case S::LookAgain:
    case S::AskedMe:
    case S::Answered:
        break;
    }
    return {strategy, {}, {}, 0};
}

ReviewQueue drawForAudit(std::size_t population, const AuditDraw& draw) {
    std::vector<int> samples(population);
    std::iota(samples.begin(), samples.end(), 0);
    const std::size_t count = std::min(draw.count, population);
    const double inclusion =
        population == 0 ? 0 : static_cast<double>(count) / static_cast<double>(population);
    std::mt19937_64 random(draw.seed);
    ReviewQueue queue{S::Audit, {}, {}, draw.seed};
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(samples[i], samples[i + drawn(random, population - i)]);
        queue.entries.push_back({samples[i], 0, DrawnReason{inclusion}});
    }
    return queue;
}

} // namespace locascope
