#pragma once

#include "core/model/training.h"

#include <cstdint>
#include <span>
#include <vector>

namespace locascope {

/// Channel means and deviations in units of full scale, over the given fields of a set (each pixel counts once). Deviations are at least 1/255.
struct ChannelFigures {
    std::vector<double> mean;
    std::vector<double> deviation;
};
ChannelFigures channelFigures(const TrainingSet& set, std::span<const std::size_t> fields);

enum class Augmentation { None, Full };

/// Fields made ready for one step. All arrays are row-major.
struct TrainingBatch {
    std::vector<std::size_t> fields;
    std::vector<float> inputs;      ///< fields × height × width × channels, normalised
    std::vector<float> labels;      ///< fields × classes, 0 or 1
    std::vector<float> judged;      ///< fields × classes, 1 where the class counts
    std::vector<float> masks;       ///< fields × classes × maskSide × maskSide, in [0, 1]; 0 where the field has none
    std::vector<float> maskWeights; ///< fields: 1 where it has masks
};

/// Deterministic in its arguments. Full: one of eight symmetries, a cyclic shift by whole mask cells, and per stain another gain, gamma and background, at times noise and blur,
/// each drawn from (seed, epoch, field).
TrainingBatch makeBatch(const TrainingSet& set, const ChannelFigures& figures, std::span<const std::size_t> fields,
                        Augmentation augmentation, std::uint64_t seed, int epoch);

} // namespace locascope
