#pragma once

#include "core/similarity/featuretable.h"

#include <random>
#include <string>
#include <vector>

namespace locascope::testing {

/// Non-negative, as what a model's last layer saw, a third of it nothing.
inline std::vector<float> randomFeatures(std::mt19937& random, std::size_t length) {
    std::normal_distribution<float> normal(0.3F, 1);
    std::vector<float> features(length);
    for (float& value : features)
        value = std::max(0.0F, normal(random));
    return features;
}

inline FeatureTable randomTable(int samples, std::size_t length, unsigned seed = 1) {
    std::mt19937 random(seed);
    FeatureTable table;
    for (int sample = 0; sample < samples; ++sample)
        table.put(sample, featureKey(std::to_string(sample)), randomFeatures(random, length));
    return table;
}

} // namespace locascope::testing
