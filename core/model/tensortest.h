#pragma once

#include "core/model/trial.h"

namespace locascope {

/// A model's own example: images as they go into its steps, and what must come out. Both .npy.
struct TensorTest {
    std::filesystem::path input;    ///< images × channels × height × width
    std::filesystem::path expected; ///< images × classes, or with axes of one value behind
    bool sigmoid = false;           ///< follows what the weights give
    double above = -1;              ///< at last 1 where greater, else 0; negative: not that
};

/// Two results are the same where they differ by no more than this, as a share of the larger ones beyond 1.
inline constexpr double testTensorTolerance = 1e-4;

/// The largest difference between what `weights` make of the input, after `card.input`'s steps (and nothing else of its recipe), and what is expected: |difference| / max(1, |expected|). Runs in a child
/// process with a trial's limits. Errors as putOnTrial; those of parseNpy; Mismatch where shapes are not those of the card.
double testTensorsConfined(const std::filesystem::path& program, const TensorTest& test, const std::filesystem::path& weights, const ModelCard& card, const TrialLimits& limits = {},
                           std::stop_token stop = {});

/// The child's side, as runTrialInChild; the line is "ok <difference>".
int runTensorTestInChild(const std::filesystem::path& weights, const TensorTest& test, const TrialLimits& limits);

class Learning;
/// The test itself, in this process.
double largestDifference(Learning& learning, const TensorTest& test, const std::filesystem::path& weights, const ModelCard& card);

} // namespace locascope
