#pragma once

#include <span>
#include <vector>

namespace locascope {

/// One validated field: what a model gave, what is true, and which classes count.
struct ValidatedField {
    std::vector<float> probabilities;
    std::vector<float> labels;
    std::vector<float> judged;
};

struct ChosenThresholds {
    std::vector<double> thresholds; ///< per class; 0.5 where nothing can be chosen from
    std::vector<double> f1;         ///< at them, on the same fields; 0 for a class without a positive
    double macroF1 = 0;             ///< over the classes that have a positive
};

/// Per class the threshold with the highest F1, each halfway (in logit) between two neighbouring probabilities, the middle of those that are
/// equally good, kept within [0.05, 0.95].
ChosenThresholds chooseThresholds(std::span<const ValidatedField> fields);

} // namespace locascope
