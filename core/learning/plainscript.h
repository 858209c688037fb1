#pragma once

#include <torch/script.h>

namespace locascope {

/// Changes what exporters leave in TorchScript and what would be in the way here, in all methods of the module and of its parts and in what they call, before its first run; the numbers stay the same but for rounding:
/// attention computed in one step (aten::_native_multi_head_attention: transformers that were traced without gradients, or scripted) is written out as operators that have gradients;
/// convolutions that were traced where TF32 was allowed are computed in float32 on CUDA, too (aten::_convolution); warnings to the console (aten::warn) are taken out; of a tuple that `forward` gives (a scripted Inception: logits and nothing) the first part is given, where that is a tensor.
void makePlain(torch::jit::Module& module);

} // namespace locascope
