#include "core/similarity/kernels/dotkernel.h"

#include <bit>

namespace {

constexpr std::size_t lanes = 16;

// Of a finite half. The product makes a normal number of it, whichever it was.
inline float valueOf(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const float magnitude = std::bit_cast<float>((half & 0x7FFFU) << 13U) * 0x1p112F;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | sign);
}

float dot(const float* query, const std::uint16_t* row, std::size_t length) {
    float sums[lanes] = {};
    std::size_t k = 0;
    for (; k + lanes <= length; k += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sums[lane] += query[k + lane] * valueOf(row[k + lane]);
    float sum = 0;
    for (const float one : sums)
        sum += one;
    for (; k < length; ++k)
        sum += query[k] * valueOf(row[k]);
    return sum;
}

void dots(const float* query, const std::uint16_t* rows, std::size_t length, std::size_t count, float* sums) {
    for (std::size_t i = 0; i < count; ++i)
        sums[i] = dot(query, rows + i * length, length);
}

} // namespace

const locascope::DotKernel locascope::portableDotKernel{"portable", dots};
