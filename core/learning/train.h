#pragma once

#include "core/model/training.h"

#include <stop_token>

namespace locascope {

/// As Learning::train. Uses `options.threads` threads of LibTorch and one of its own that makes the batches; they end before it returns.
/// `stop`: returns the best so far. A loss that is no finite number ends the training likewise, and the outcome says so.
/// Errors: Invalid (checkTrainingSet), WriteFailed and DiskFull (checkpoints; the last good one stays), those of loading `from`.
TrainedModel trainModel(const TrainingSet& set, const TrainingOptions& options, const TrainingProgress& progress, std::stop_token stop);

} // namespace locascope
