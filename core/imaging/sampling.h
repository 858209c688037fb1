#pragma once

#include "core/imaging/kernels/compositekernel.h"
#include "core/imaging/plane.h"

#include <cstdint>
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

/// Reads the rows of a view, ready to be painted, and lays out what was painted. Keeps scratch memory: one per thread, for one pair of axes, which
/// must outlive it.
class RowSampler final {
public:
    /// For up to `layers` planes a row, all of `bits`, 8 or 16.
    RowSampler(const AxisSampling& columns, const AxisSampling& rows, std::size_t layers, int bits, const CompositeKernel& kernel);

    /// How many values a row has: one for every view column of [begin, end) if isInOrder(), else one for every column of the stack from the
    /// first that is shown to the last.
    int length() const { return m_length; }
    bool isInOrder() const { return m_isInOrder; }
    /// Pixels that a value is the sum of.
    int taps() const { return m_columns.taps * m_rows.taps; }

    /// `length()` values. With one tap the plane's own pixels, std::uint8_t or std::uint16_t; else sums of its taps, std::uint16_t of 8-bit planes and
    /// std::uint32_t of 16-bit ones. They last as long as the plane and until this layer's next row.
    const void* row(const Plane& plane, std::size_t layer, int viewRow);

    /// From one pixel per value to one per view column of [begin, end), where they are not in order.
    void arrange(const std::uint32_t* painted, std::uint32_t* pixels) const;

private:
    template <class T, class Sum>
    const Sum* sumRow(const T* top, int planeWidth, std::size_t layer, std::vector<Sum>& sums, AddTaps<T, Sum> addRows,
                      AddTaps<Sum, Sum> addColumns) const;

    const CompositeKernel& m_kernel;
    const AxisSampling& m_columns;
    const AxisSampling& m_rows;
    std::vector<int> m_places; ///< of what each view column shows, among the stack columns that are read
    int m_left = 0;            ///< first stack column that is read
    int m_width = 0;           ///< stack columns that are read
    int m_length = 0;
    bool m_isInOrder = true;
    std::vector<std::uint16_t> m_narrowSums; ///< of 8-bit planes: over rows, then over columns, then those that are shown, per layer
    std::vector<std::uint32_t> m_wideSums;   ///< the same of 16-bit planes
};

} // namespace locascope
