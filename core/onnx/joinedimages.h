#pragma once

#include "core/onnx/scriptwriter.h"

namespace locascope {

/// Reshapes of attention in a model that was exported for one image, where the images' axis lies inside: joined with the axis before it, they become the outermost (their order in memory changes), and
/// where the rows are told apart again with an axis of one image behind, they go back there. True where a line was written; `wanted` is what the file says.
bool reshapeJoinedImages(ScriptWriter& writer, const OnnxShape& wanted);

} // namespace locascope
