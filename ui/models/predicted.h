#pragma once

#include <string>
#include <vector>

namespace locascope {

/// What the current model says of one sample.
struct Predicted {
    std::vector<float> probabilities; ///< one per class; empty: none
    std::string contentDigest;        ///< of the images that were classified; empty where it is not known
};

} // namespace locascope
