#pragma once

#include "core/onnx/scriptwriter.h"

#include <array>

namespace locascope {

/// How a window moves over height and width (in this order).
struct SlidingWindow {
    std::array<std::int64_t, 2> size{};
    std::array<std::int64_t, 2> stride{1, 1};
    std::array<std::int64_t, 2> dilation{1, 1};
    std::array<std::int64_t, 2> before{}; ///< rows and columns added
    std::array<std::int64_t, 2> after{};
    bool roundsUp = false;

    bool isSymmetric() const { return before == after; }
};

/// The attributes of a convolution or pooling of an input of four axes. `size`: of the window where no attribute kernel_shape says it.
SlidingWindow windowOf(const ScriptWriter& writer, std::optional<std::array<std::int64_t, 2>> size);
/// Height and width of the result, by LibTorch's rule where it rounds up (no window begins beyond the input and what was added before it).
std::array<Extent, 2> slidOver(const ScriptWriter& writer, const SlidingWindow& window, const OnnxShape& input);
/// `code` with constant rows and columns around it.
std::string padded(const std::string& code, const SlidingWindow& window, double value);
std::string codeOf(const std::array<std::int64_t, 2>& pair);

} // namespace locascope
