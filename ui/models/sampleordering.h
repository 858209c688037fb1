#pragma once

#include "core/review/decision.h"
#include "core/review/sheet.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/predicted.h"
#include "ui/models/sessiontypes.h"
#include "ui/models/sharedcolumn.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace locascope {

/// What ordering and filtering need to know of one sample. Kept up to date sample by sample, so that ordering reads no labels.
struct SampleFacts {
    std::optional<Outcome> outcome; ///< empty: not reviewed, or only inherited
    std::optional<ClassIndex> leading; ///< the class it is grouped under
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

/// A plate at one moment, for another thread to put in order.
struct OrderingInput {
    PlateReference plate;
    SharedColumn<SampleFacts> facts;
    SharedColumn<Predicted> predictions;
    std::vector<double> thresholds;
    bool atLeastOne = false;
    std::vector<int> decided; ///< samples with SampleFilter::decidedClass decided present; read only where the filter names one
    std::shared_ptr<const JoinedSheet> sheet; ///< null: nobody passes a filter by one
    std::shared_ptr<const std::vector<int>> aliases = {}; ///< by sample: what stands for the name in every order; null: the name itself
};

struct ArrangedSamples {
    std::vector<int> samples;        ///< those that pass the filter, in order
    std::vector<int> rows;           ///< of each sample of the plate in `samples`, −1 when filtered away
    std::vector<SampleGroup> groups; ///< together they cover all rows; empty where nothing was grouped
};

/// 1,000,000 samples: 20 to 100 ms. Worth nothing once `stop` is requested. Any thread.
ArrangedSamples arrangeSamples(const OrderingInput& input, const SampleArrangement& arrangement, const std::stop_token& stop = {});

/// All samples of a plate, by name.
ArrangedSamples samplesByName(std::size_t count);

/// Whether a decision can change which samples pass, or their order.
bool dependsOnDecisions(const SampleArrangement& arrangement);
bool dependsOnPredictions(const SampleArrangement& arrangement);

} // namespace locascope
