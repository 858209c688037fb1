#pragma once

#include "core/plate/labelset.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

enum class Outcome { Labelled, Negative, Unusable, Unsure };

/// Stable English keys for files: labelled, negative, unusable, unsure.
std::string_view outcomeKey(Outcome outcome);
std::optional<Outcome> outcomeOfKey(std::string_view key);

/// What was on screen when the reviewer decided. `modelDigest` empty: the decision was blind.
struct Proposal {
    std::string modelDigest;
    std::vector<float> probabilities; ///< one per class, in [0, 1]; NaN where an imported table does not say
    std::vector<float> thresholds;    ///< one per class
    friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// What a reviewer said of a sample. Per class: in `present`, in `notJudged`, or else absent. Value.
struct Decision {
    Outcome outcome = Outcome::Labelled;
    LabelSet present;   ///< empty unless Labelled or Unsure
    LabelSet notJudged; ///< disjoint from present
    LabelSet touched;   ///< classes the reviewer pressed or clicked
    bool other = false; ///< something was seen that the vocabulary has no class for
    bool inherited = false; ///< imported for a whole antibody, not judged on this field
    Proposal proposal;
    double secondsOnScreen = 0;
    std::string note;   ///< UTF-8
    std::uint16_t classes = 0; ///< how many the vocabulary had: of those added later, nothing was said. 0: those that the review began with
    friend bool operator==(const Decision&, const Decision&) = default;
};

} // namespace locascope
