#pragma once

#include "core/review/decision.h"
#include "core/review/secondlook.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace locascope {

/// By what the next sample to look at is chosen.
enum class QueueStrategy {
    InOrder,    ///< all, as they were given
    Unreviewed, ///< all that nobody judged, as they were given
    Entropy,    ///< unreviewed: the most uncertain over all classes first
    Margin,     ///< unreviewed: the one with a class nearest to its threshold first
    SecondLook, ///< reviewed: labels that are perhaps wrong, by confident learning
    Borderline, ///< reviewed: with classes left not judged, the most of them first
    Differ,     ///< reviewed: where human and model differ, the heaviest difference first
    RareFirst,  ///< unreviewed: in which the model sees a class, the rarest class of the plate first
    Diverse,    ///< unreviewed: each as unlike those before as can be
    Near,       ///< unreviewed: the most like a chosen sample first
    Audit,      ///< drawn by lot
    Assigned,   ///< assigned to the reviewer and not judged by them yet, as they were given
    Conflict,   ///< reviewers disagree on it and nobody has ruled, as they were given
    LookAgain,  ///< a change of the classes left its labels unclear and nobody has judged it since, as they were given
    AskedMe,    ///< others are unsure of it and ask the reviewer, as they were given
    Answered,   ///< the reviewer was unsure of it and another has decided since, as they were given
};

/// Stable English keys: in-order, unreviewed, entropy, margin, second-look, borderline, differ, rare-first,
/// diverse, near, audit, assigned, conflict, look-again, asked-me, answered.
std::string_view strategyKey(QueueStrategy strategy);
std::optional<QueueStrategy> strategyOfKey(std::string_view key);
/// In the order of the enumeration.
std::span<const QueueStrategy> allStrategies();
/// Whether its order, or what it holds, tells what a model said.
bool revealsPredictions(QueueStrategy strategy);

// Why a sample is in a queue, as values: sentences are the window's.
struct PlainReason { ///< it is its turn
    friend bool operator==(const PlainReason&, const PlainReason&) = default;
};
struct UncertainReason {
    ClassIndex index{}; ///< the least certain class
    float probability = 0;
    double threshold = 0;
    double bits =
        0; ///< entropy, summed over classes each against its absence; 0 where only the margin was asked for
    friend bool operator==(const UncertainReason&, const UncertainReason&) = default;
};
struct DoubtReason {
    std::vector<LabelDoubt> doubts; ///< the largest first
    friend bool operator==(const DoubtReason&, const DoubtReason&) = default;
};
struct BorderlineReason {
    LabelSet notJudged;
    friend bool operator==(const BorderlineReason&, const BorderlineReason&) = default;
};
struct DifferenceReason {
    LabelSet human; ///< labelled, and below the threshold
    LabelSet model; ///< proposed, and not labelled
    friend bool operator==(const DifferenceReason&, const DifferenceReason&) = default;
};
struct RarityReason {
    ClassIndex index{};
    float probability = 0;
    std::size_t samples = 0; ///< of the plate that have it: by decision, else by proposal
    friend bool operator==(const RarityReason&, const RarityReason&) = default;
};
struct SpreadReason {
    int nearest = -1;     ///< the one before it that it is most like; −1: it is the first
    float similarity = 0; ///< cosine
    friend bool operator==(const SpreadReason&, const SpreadReason&) = default;
};
struct LikenessReason {
    int to = -1;
    float similarity = 0; ///< cosine
    friend bool operator==(const LikenessReason&, const LikenessReason&) = default;
};
struct DrawnReason {
    double inclusion = 0; ///< probability with which the draw takes this sample
    friend bool operator==(const DrawnReason&, const DrawnReason&) = default;
};
struct ConflictReason {
    std::vector<std::string> reviewers; ///< who judged it, UTF-8
    LabelSet classes;                   ///< on which they differ; empty where only their outcomes do
    bool isOutvoted = false;            ///< more agree on one decision than on any other
    friend bool operator==(const ConflictReason&, const ConflictReason&) = default;
};
struct UnclearReason {
    std::vector<std::string> reviewers; ///< whose labels they are, UTF-8
    LabelSet split;                     ///< classes that were split after they were labelled
    LabelSet blurred;                   ///< classes that were judged, and are not since others were merged into them
    friend bool operator==(const UnclearReason&, const UnclearReason&) = default;
};
struct QuestionReason {
    struct Asked {
        std::string reviewer, note; ///< UTF-8; the note may be empty
        friend bool operator==(const Asked&, const Asked&) = default;
    };
    std::vector<Asked> questions;
    Asked answer;                   ///< of Answered: by whom
    std::optional<Decision> decision; ///< of Answered
    friend bool operator==(const QuestionReason&, const QuestionReason&) = default;
};
using QueueReason = std::variant<PlainReason, UncertainReason, DoubtReason, BorderlineReason,
                                 DifferenceReason, RarityReason, SpreadReason, LikenessReason, DrawnReason, ConflictReason, UnclearReason, QuestionReason>;

struct QueueEntry {
    int sample = -1;  ///< position in what was given
    double score = 0; ///< larger comes first; of equal ones the lower position
    QueueReason reason;
    friend bool operator==(const QueueEntry&, const QueueEntry&) = default;
};

struct ReviewQueue {
    QueueStrategy strategy = QueueStrategy::InOrder;
    std::vector<QueueEntry> entries;         ///< in order
    std::vector<ClassConfidence> passedOver; ///< of SecondLook: classes with too few labels to judge
    std::uint64_t seed = 0;                  ///< of Audit
};

/// A plate at one moment. Predictions that may not be shown must not be given.
struct QueueInput {
    std::span<const QueueSample> samples;
    std::span<const double> thresholds; ///< one per class
    bool atLeastOne = false;            ///< as ThresholdOptions
};

/// Every strategy but Diverse and Near, which need features, and Audit, Assigned, Conflict and those after it, which are of
/// what the review keeps: of those the queue is empty. A decision that is inherited is none. 31,072 samples of 28 classes: under 0.1 s on one
/// core. Any thread. Worth nothing once `stop` is requested.
ReviewQueue reviewQueue(QueueStrategy strategy, const QueueInput& input, const std::stop_token& stop = {});

struct AuditDraw {
    std::size_t count = 100;
    std::uint64_t seed = 0;
};
/// A simple random sample without replacement of `population` samples, in the order of the draw. The same
/// seed draws the same on every machine.
ReviewQueue drawForAudit(std::size_t population, const AuditDraw& draw);

} // namespace locascope
