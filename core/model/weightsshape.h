#pragma once

#include <filesystem>

namespace locascope {

/// What weights tell of their model without a card, as far as running them on zeros shows it; 0 where it does not.
struct WeightsShape {
    int channels = 0; ///< of the images it takes
    int side = 0;     ///< in pixels, of a square image that it accepts: the first that works of some usual sizes
    int outputs = 0;  ///< numbers it gives for an image
    friend bool operator==(const WeightsShape&, const WeightsShape&) = default;
};

/// By the learning module: operators against the allow-list, then zeros of usual sizes. Runs strangers' programs: see tryanswer.h. Errors: readFile's; Invalid (not TorchScript, or an operator that a classifier has no
/// need of), ModuleMissing.
WeightsShape shapeOfWeights(const std::filesystem::path& weights);

} // namespace locascope
