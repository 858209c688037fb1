#pragma once

#include "core/model/bioimage.h"
#include "core/model/rdfvalue.h"

#include <string>
#include <vector>

namespace locascope {

/// One axis of a tensor that a description speaks of.
struct BioimageAxis {
    std::string kind; ///< batch, channel, index, y, x, or another word
    StatedSide side;
    bool isSaid = false; ///< side
    std::vector<std::string> names; ///< of channels
};

/// Format 0.4: letters, and a list of sizes, or two of smallest sizes and steps. A size that another tensor says is not said.
std::vector<BioimageAxis> axesOfFour(const RdfValue& tensor);
/// Format 0.5: one map an axis. Only an output's sizes may be those of another tensor.
std::vector<BioimageAxis> axesOfFive(const RdfValue& tensor, bool isOutput);

/// "batch × channel × y × x"
std::string axesText(const std::vector<BioimageAxis>& axes);

} // namespace locascope
