#include "core/imaging/sampling.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace locascope {

namespace {

constexpr int maxTaps = 4;

int tapsFor(double step) {
    return step <= 1.25 ? 1 : std::min(static_cast<int>(std::lround(std::min(step, 4.0) + 0.25)), maxTaps);
}

/// Whether every place follows the one before it, none skipped, none twice.
bool isConsecutive(const std::vector<int>& places) {
    return std::adjacent_find(places.begin(), places.end(), [](int left, int right) { return right != left + 1; }) == places.end();
}

} // namespace

AxisSampling::AxisSampling(double start, double scale, int viewLength, int fullLength, int stackLength, int reduction) {
    if (!(scale > 0) || stackLength <= 0)
        return;
    const double ratio = 1.0 / std::max(reduction, 1);
    const double step = ratio / scale;
    taps = std::min(tapsFor(step), stackLength);
    stride = taps < maxTaps ? 1 : static_cast<int>(std::clamp(step / maxTaps, 1.0, static_cast<double>(stackLength)));
    stride = std::max(1, std::min(stride, taps > 1 ? (stackLength - 1) / (taps - 1) : 1));
    const double last = stackLength - span();
    for (int x = 0; x < viewLength; ++x) {
        const double centre = start + (x + 0.5) / scale;
        if (!(centre >= 0) || !(centre < fullLength))
            continue;
        if (first.empty())
            begin = x;
        end = x + 1;
        const double tap = std::floor(centre * ratio - (span() - 1) / 2.0);
        first.push_back(static_cast<int>(std::clamp(tap, 0.0, last)));
    }
}

RowSampler::RowSampler(const AxisSampling& columns, const AxisSampling& rows, std::size_t layers, int bits, const CompositeKernel& kernel)
    : m_kernel(kernel)
    , m_columns(columns)
    , m_rows(rows)
    , m_places(columns.first) {
    if (columns.first.empty())
        return;
    m_left = columns.first.front();
    m_width = columns.first.back() + columns.span() - m_left;
    for (int& place : m_places)
        place -= m_left;
    m_isInOrder = taps() > 1 || isConsecutive(m_places);
    m_length = taps() > 1 ? columns.end - columns.begin : m_width;
    const std::size_t sums = taps() > 1 ? 2 * static_cast<std::size_t>(m_width) + layers * static_cast<std::size_t>(m_length) : 0;
    m_narrowSums.resize(bits == 8 ? sums : 0);
    m_wideSums.resize(bits == 16 ? sums : 0);
}

const void* RowSampler::row(const Plane& plane, std::size_t layer, int viewRow) {
    const int top = m_rows.firstOf(viewRow);
    const bool isDeep = plane.bits() == 16;
    if (taps() == 1)
        return isDeep ? static_cast<const void*>(plane.row<std::uint16_t>(top) + m_left) : plane.row<std::uint8_t>(top) + m_left;
    if (isDeep)
        return sumRow(plane.row<std::uint16_t>(top), plane.width(), layer, m_wideSums, m_kernel.addRows16, m_kernel.addColumns16);
    return sumRow(plane.row<std::uint8_t>(top), plane.width(), layer, m_narrowSums, m_kernel.addRows8, m_kernel.addColumns8);
}

template <class T, class Sum>
const Sum* RowSampler::sumRow(const T* top, int planeWidth, std::size_t layer, std::vector<Sum>& sums, AddTaps<T, Sum> addRows,
                              AddTaps<Sum, Sum> addColumns) const {
    Sum *down = sums.data(), *across = down + m_width;
    Sum* __restrict shown = across + m_width + layer * static_cast<std::size_t>(m_length);
    addRows(top + m_left, static_cast<std::ptrdiff_t>(m_rows.stride) * planeWidth, m_rows.taps, m_width, down);
    addColumns(down, m_columns.stride, m_columns.taps, m_width - m_columns.span() + 1, across);
    for (int x = 0; x < m_length; ++x)
        shown[x] = across[m_places[static_cast<std::size_t>(x)]];
    return shown;
}

void RowSampler::arrange(const std::uint32_t* __restrict painted, std::uint32_t* __restrict pixels) const {
    for (std::size_t x = 0; x < m_places.size(); ++x)
        pixels[x] = painted[m_places[x]];
}

} // namespace locascope
