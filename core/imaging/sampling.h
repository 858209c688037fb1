#pragma once

#include "core/imaging/plane.h"

#include <cstdint>
#include <span>
#include <vector>

namespace locascope {

/// Which pixels of a stack one axis of a view shows. A view pixel outside [begin, end) lies outside the image.
/// Enlarged, or reduced by no more than 1.25, a view pixel shows the pixel under its centre. Otherwise it shows the mean of two, three or
/// four evenly spaced ones, centred on it; they cover what it shows without a gap up to a reduction by 4.
struct AxisSampling {
    /// `start` and `scale` as in Viewport, `viewLength` in view pixels, `fullLength` in pixels of the file, `stackLength` in those
    /// of the stack, whose reduction is `reduction`.
    AxisSampling(double start, double scale, int viewLength, int fullLength, int stackLength, int reduction);

    bool sameSource(int left, int right) const { return firstOf(left) == firstOf(right); }
    /// Stack position of the first tap; the others follow every `stride`.
    int firstOf(int viewPixel) const { return first[static_cast<std::size_t>(viewPixel - begin)]; }
    int span() const { return (taps - 1) * stride + 1; }

    int begin = 0;
    int end = 0;
    int taps = 1;
    int stride = 1;
    std::vector<int> first; ///< one per view pixel of [begin, end), never descending
};

/// A plane and what each of its raw values contributes.
struct SampledLayer {
    const Plane* plane = nullptr;
    const std::uint32_t* table = nullptr; ///< one entry per raw value
};

inline constexpr std::size_t maxLayers = 4;

/// Adds up the rows of a view. Keeps scratch memory: one per thread, for one pair of axes, which must outlive it.
class RowSampler final {
public:
    RowSampler(const AxisSampling& columns, const AxisSampling& rows);

    /// For every view column of [begin, end): the sum, over at most maxLayers layers of one depth, of the table's entry for the mean of
    /// the plane's taps, rounded half up. Without layers, zeros.
    void sumRow(std::span<const SampledLayer> layers, int viewRow, std::uint32_t* sums);

private:
    template <class T, class Sum>
    void sumMeans(std::span<const SampledLayer> layers, int top, std::vector<Sum>& down, std::vector<Sum>& across, std::uint32_t* sums);

    const AxisSampling& m_columns;
    const AxisSampling& m_rows;
    int m_left = 0;  ///< first stack column that is read
    int m_width = 0; ///< stack columns that are read
    std::vector<std::uint16_t> m_narrowDown, m_narrowAcross; ///< sums over rows, then over columns, of 8-bit planes; the latter per layer
    std::vector<std::uint32_t> m_wideDown, m_wideAcross;     ///< the same of 16-bit planes
};

/// Three 10-bit lanes (red, green, blue from the top) to opaque 0xAARRGGBB, each lane cut at 255.
void packPixels(const std::uint32_t* sums, int count, std::uint32_t* pixels);

} // namespace locascope
