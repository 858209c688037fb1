#pragma once

#include "core/review/queue.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace locascope {

/// A class is judged from that many labels on: below, the mean of its probabilities is a matter of luck.
inline constexpr std::size_t leastPositives = 20;

/// Missing: not labelled, though the model believes in it as in those labelled with it. Surplus: labelled,
/// though the model doubts it as it doubts it where it is not labelled.
enum class Doubt { Missing, Surplus };

/// One label that is perhaps wrong.
struct LabelDoubt {
    ClassIndex index{};
    Doubt doubt = Doubt::Missing;
    float probability = 0; ///< that the class is present, as the model says
    float usual = 0;       ///< mean of that among the samples that are labelled as this one perhaps should be
    float margin = 0; ///< probability of what the label does not say minus that of what it says, in [−1, 1];
                      ///< large is probably a wrong label
    friend bool operator==(const LabelDoubt&, const LabelDoubt&) = default;
};

/// What is known of the labels of one class.
struct ClassConfidence {
    ClassIndex index{};
    std::size_t positives = 0, negatives = 0; ///< samples judged by a person, and with a prediction
    double meanPresent =
        0; ///< mean probability of the class among positives: the threshold of being confidently present
    double meanAbsent =
        0; ///< mean of 1 − probability among negatives: the threshold of being confidently absent
    std::size_t missing = 0, surplus = 0; ///< off the diagonal of the confident joint
    friend bool operator==(const ClassConfidence&, const ClassConfidence&) = default;
};

struct DoubtedSample {
    std::size_t sample = 0;         ///< position in what was given
    std::vector<LabelDoubt> doubts; ///< the largest margin first, at least one
    friend bool operator==(const DoubtedSample&, const DoubtedSample&) = default;
};

struct SecondLook {
    std::vector<DoubtedSample> samples;  ///< the largest margin first; equal ones in the order given
    std::vector<ClassConfidence> judged; ///< by class
    std::vector<ClassConfidence>
        passedOver; ///< by class: fewer than leastPositives positives, or no negative
};

/// Confident learning (Northcutt, Jiang and Chuang, Journal of Artificial Intelligence Research 70, 2021),
/// each class against its absence. A sample counts as confidently present (absent) where its probability
/// reaches the mean among those labelled so, as what is more probable where it reaches both; where that is
/// not the label, the label is in doubt. Doubts are ranked by the normalised margin. Probabilities should be
/// of models that did not see the labels of the sample (out-of-fold). Only what a person judged counts:
/// labelled or negative, not inherited, and no class that was not judged or whose probability is NaN. Any
/// thread. Worth nothing once `stop` is requested.
SecondLook secondLook(std::span<const QueueSample> samples, std::size_t classes,
                      const std::stop_token& stop = {});

} // namespace locascope
