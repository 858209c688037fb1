#pragma once

#include <cstddef>

namespace locascope {

/// From now on LibTorch keeps some of the large blocks that tensors on the processor give back, for the next tensor of about that size: a pass asks for the same blocks as the one before, and
/// each time the kernel would have to clear them page by page, which took a quarter of the time of MobileNetV3-small and more in batches. Once, before the first tensor; for the whole process.
/// What it hands out is as aligned as LibTorch's own; what cannot be had is LibTorch's own error, after all that was kept was let go.
void keepTensorMemory();

/// What is kept now, in bytes. Any thread.
std::size_t keptTensorBytes();
inline constexpr std::size_t mostKeptTensorBytes = std::size_t{128} << 20;

} // namespace locascope
