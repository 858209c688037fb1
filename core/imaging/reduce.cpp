#include "core/imaging/reduce.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace locascope {

namespace {

template <class T>
void addRow(const T* row, int width, std::uint32_t* sums) {
    for (int x = 0; x < width; ++x)
        sums[x] += row[x];
}

template <int factor, class T>
void meanOfBlocks(const std::uint32_t* sums, int width, int rows, T* out) {
    const auto count = static_cast<std::uint32_t>(factor * rows);
    const int whole = width / factor;
    for (int x = 0; x < whole; ++x) {
        std::uint32_t sum = count / 2;
        for (int i = 0; i < factor; ++i)
            sum += sums[x * factor + i];
        out[x] = static_cast<T>(sum / count);
    }
    const int rest = width - whole * factor;
    if (rest == 0)
        return;
    const auto restCount = static_cast<std::uint32_t>(rest * rows);
    std::uint32_t sum = restCount / 2;
    for (int i = 0; i < rest; ++i)
        sum += sums[whole * factor + i];
    out[whole] = static_cast<T>(sum / restCount);
}

template <int factor, class T>
Plane reduced(const Plane& plane) {
    Plane result((plane.width() + factor - 1) / factor, (plane.height() + factor - 1) / factor, plane.bits());
    std::vector<std::uint32_t> sums(static_cast<std::size_t>(plane.width()));
    for (int y = 0; y < result.height(); ++y) {
        std::fill(sums.begin(), sums.end(), 0U);
        const int rows = std::min(factor, plane.height() - y * factor);
        for (int i = 0; i < rows; ++i)
            addRow(plane.row<T>(y * factor + i), plane.width(), sums.data());
        meanOfBlocks<factor>(sums.data(), plane.width(), rows, result.row<T>(y));
    }
    return result;
}

template <int factor>
Plane reducedByDepth(const Plane& plane) {
    return plane.bits() == 16 ? reduced<factor, std::uint16_t>(plane) : reduced<factor, std::uint8_t>(plane);
}

} // namespace

void takeStainOfFour(const std::uint8_t* colours, int width, Stain stain, std::uint8_t* grey) {
    static_assert(std::endian::native == std::endian::little,
                  "a pixel's first byte is the lowest of its word");
    const auto pixelAt = [colours](int x) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, colours + std::ptrdiff_t{4} * x, sizeof pixel);
        return pixel;
    };
    if (stain == Stain::Reticulum) {
        for (int x = 0; x < width; ++x)
            grey[x] = static_cast<std::uint8_t>(((pixelAt(x) & 255U) + (pixelAt(x) >> 8U & 255U)) >> 1U);
        return;
    }
    const unsigned shift = stain == Stain::Microtubules ? 0 : stain == Stain::Protein ? 8 : 16;
    for (int x = 0; x < width; ++x)
        grey[x] = static_cast<std::uint8_t>(pixelAt(x) >> shift);
}

Plane reducedPlane(const Plane& plane, int factor) {
    switch (factor) {
    case 2:
        return reducedByDepth<2>(plane);
    case 4:
        return reducedByDepth<4>(plane);
    case 8:
        return reducedByDepth<8>(plane);
    default:
        return plane;
    }
}

} // namespace locascope
