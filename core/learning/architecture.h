#pragma once

#include <torch/script.h>

#include <cstdint>

namespace locascope {

/// The built-in architecture, 1.8 million parameters, as TorchScript text with initialised weights. Methods:
/// `forward(x)`: N × channels × H × W, H and W multiples of 32, normalised → N × classes logits;
/// `teach(x)` → (logits, N × classes × H/16 × W/16 evidence before its sigmoid), and `teach_bf16(x)`, the same with convolutions in bfloat16.
///
/// A residual network at strides 4, 8, 16 and 32, whose last level is added back to stride 16, says for each class and cell of 16 × 16 pixels whether it
/// is seen there (evidence). The means of evidence and of its sixth power over the field (how much, how surely) enter one linear layer by their logarithms.
/// So Grad-CAM at the last pooling is where the evidence lies.
torch::jit::Module makeClassifier(int channels, int classes, std::uint64_t seed);

} // namespace locascope
