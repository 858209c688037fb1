#pragma once

#include "core/similarity/dotkernels.h"
#include "core/similarity/featuretable.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace locascope {

struct SpreadPick {
    int sample = -1;
    int nearest = -1;     ///< the pick before it that it is most like; −1: it is the first
    float similarity = 0; ///< cosine with that one
    friend bool operator==(const SpreadPick&, const SpreadPick&) = default;
};

/// Farthest-point traversal (Gonzalez, Theoretical Computer Science 38, 1985): at most `count` of
/// `candidates`, each as unlike those before it as can be; of two as unlike the lower sample. The first is
/// the lowest candidate that the table has. Candidates without features, and samples named twice, are passed
/// over. Cost: one pass over the table a pick. Any thread. Worth nothing once `stop` is requested.
std::vector<SpreadPick> spreadOver(const FeatureTable& table, std::vector<int> candidates, std::size_t count,
                                   const std::stop_token& stop = {},
                                   const DotKernel& kernel = *availableDotKernels().front());

} // namespace locascope
