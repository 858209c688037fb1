#pragma once

#include "core/model/engine.h"

namespace locascope {

/// Probabilities of any number of inputs, `batch` (at least 1) at a time. A batch that asks for more memory than there is (TooLarge) is halved, for these inputs
/// and those after them; one input alone that does is that error. Fewer rows where `stop` was requested. Errors of Engine::predict.
/// `features`, where given: what Engine::takeFeatures says of these rows, as many of them, or none.
std::vector<std::vector<float>> predictInBatches(Engine& engine, std::span<const InputTensor> inputs, std::size_t& batch, std::stop_token stop = {},
                                                 std::vector<std::vector<float>>* features = nullptr);

} // namespace locascope
