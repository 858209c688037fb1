#include "core/imaging/reduce.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace locascope {

namespace {

template <class T>
void addUp(const T* row, int width, std::uint32_t* sums) {
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

template <class T>
void meanOfBlocks(int factor, const std::uint32_t* sums, int width, int rows, T* out) {
    switch (factor) {
    case 2:
        return meanOfBlocks<2>(sums, width, rows, out);
    case 4:
        return meanOfBlocks<4>(sums, width, rows, out);
    case 8:
        return meanOfBlocks<8>(sums, width, rows, out);
    default:
        return meanOfBlocks<1>(sums, width, rows, out);
    }
}

} // namespace

void takeSamplesOfFour(const std::uint8_t* pixels, int width, int first, int second, std::uint8_t* grey) {
    static_assert(std::endian::native == std::endian::little,
                  "a pixel's first byte is the lowest of its word");
    const auto pixelAt = [pixels](int x) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, pixels + std::ptrdiff_t{4} * x, sizeof pixel);
        return pixel;
    };
    const auto one = static_cast<unsigned>(first) * 8, other = static_cast<unsigned>(second) * 8;
    if (one != other) {
        for (int x = 0; x < width; ++x)
            grey[x] = static_cast<std::uint8_t>(((pixelAt(x) >> one & 255U) + (pixelAt(x) >> other & 255U)) >> 1U);
        return;
    }
    for (int x = 0; x < width; ++x)
        grey[x] = static_cast<std::uint8_t>(pixelAt(x) >> one);
}

RowReducer::RowReducer(int width, int height, int bits, int factor)
    : m_width(width)
    , m_height(height)
    , m_factor(factor)
    , m_plane((width + factor - 1) / factor, (height + factor - 1) / factor, bits)
    , m_sums(static_cast<std::size_t>(width)) {}

void RowReducer::add(const std::byte* row) {
    if (m_plane.bits() == 16)
        addRow(reinterpret_cast<const std::uint16_t*>(row));
    else
        addRow(reinterpret_cast<const std::uint8_t*>(row));
}

template <class T>
void RowReducer::addRow(const T* row) {
    addUp(row, m_width, m_sums.data());
    const int block = m_rows / m_factor, rows = ++m_rows - block * m_factor;
    if (rows < m_factor && m_rows < m_height)
        return;
    meanOfBlocks(m_factor, m_sums.data(), m_width, rows, m_plane.row<T>(block));
    std::fill(m_sums.begin(), m_sums.end(), 0U);
}

Plane reducedPlane(const Plane& plane, int factor) {
    if (factor == 1)
        return plane;
    RowReducer reducer(plane.width(), plane.height(), plane.bits(), factor);
    for (int y = 0; y < plane.height(); ++y)
        reducer.add(plane.row<std::byte>(y));
    return reducer.plane();
}

} // namespace locascope
