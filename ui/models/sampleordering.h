#pragma once

#include "core/review/decision.h"
#include "core/review/sheet.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessiontypes.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace locascope {

/// What ordering and filtering need to know of one sample. Kept up to date sample by sample, so that ordering reads no labels.
struct SampleFacts {
    std::optional<Outcome> outcome; ///< empty: not reviewed
    bool borderline = false;
    bool disagrees = false;
    float uncertainty = std::numeric_limits<float>::infinity(); ///< smallest distance of a class from its threshold, logits
    float disagreement = 0; ///< summed distance of the classes on which decision and prediction differ, logits
    std::int64_t reviewedMs = 0;
    friend bool operator==(const SampleFacts&, const SampleFacts&) = default;
};

struct PredictionView {
    std::span<const float> probabilities; ///< empty: none
    std::span<const double> thresholds;
    bool atLeastOne = false;
    bool proposes = true; ///< false: nothing is compared with it
};

/// `decision` may be null.
SampleFacts factsOf(const Decision* decision, std::int64_t reviewedMs, const PredictionView& prediction);

/// The classes at or above their threshold. `prediction` must not be empty.
LabelSet predictedLabels(const PredictionView& prediction);

struct OrderingInput {
    const PlateSnapshot* plate = nullptr;
    std::span<const SampleFacts> facts;                   ///< one per sample
    std::function<bool(int, ClassIndex)> decidedPresent;
    std::function<bool(int, ClassIndex)> predictedPresent;
    const JoinedSheet* sheet = nullptr;                   ///< null: nobody passes a filter by one
};

/// Indices of the samples that pass `filter`, in `order`; ties keep the plate's own order. 31,072 samples take a few milliseconds.
std::vector<int> orderSamples(const OrderingInput& input, const SampleFilter& filter, SampleOrder order);

bool passesFilter(const OrderingInput& input, const SampleFilter& filter, int sample);

/// Whether a decision can change which samples pass, or their order.
bool dependsOnDecisions(const SampleFilter& filter, SampleOrder order);
bool dependsOnPredictions(const SampleFilter& filter, SampleOrder order);

} // namespace locascope
