#pragma once

#include "core/similarity/dotkernels.h"
#include "core/similarity/featuretable.h"

#include <cstddef>
#include <vector>

namespace locascope {

struct Neighbour {
    int sample = -1;
    float similarity = 0; ///< cosine, in [−1, 1]; 0 beside a vector of zeros
    friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

/// The cosine of one row's vector with that of every row, itself included. All are compared: 31,072 of 1,024 numbers in some 10 ms on one core; of so many another thread takes half. Any thread.
std::vector<float> cosinesOf(const FeatureTable& table, std::size_t row, const DotKernel& kernel = *availableDotKernels().front());

/// The `count` most similar samples, itself included, the most similar first; of two as similar the lower sample. `sample` comes first. Empty where the table has no vector of it.
std::vector<Neighbour> neighboursOf(const FeatureTable& table, int sample, std::size_t count, const DotKernel& kernel = *availableDotKernels().front());

} // namespace locascope
