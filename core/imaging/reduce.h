#pragma once

#include "core/imaging/plane.h"

#include <cstdint>
#include <vector>

namespace locascope {

/// Mean of blocks of `factor` × `factor` pixels (2, 4 or 8; 1 gives the plane itself), rounded half up; sizes
/// round up, and a block at the right or lower edge is the mean of the pixels it has.
Plane reducedPlane(const Plane& plane, int factor);

/// Values of a plane from one row of interleaved pixels of `samples` samples: sample `first`, or, where `second` is another one, the mean of
/// both, rounded down.
template <class T>
void takeSamples(const T* pixels, int samples, int width, int first, int second, T* grey) {
    if (first != second) {
        for (int x = 0; x < width; ++x, pixels += samples)
            grey[x] = static_cast<T>((pixels[first] + pixels[second]) / 2);
        return;
    }
    pixels += first;
    for (int x = 0; x < width; ++x, pixels += samples)
        grey[x] = *pixels;
}

/// The same for 8-bit colour in four bytes a pixel (red, green, blue, anything), several pixels at a time.
void takeSamplesOfFour(const std::uint8_t* pixels, int width, int first, int second, std::uint8_t* grey);

/// Makes a reduced plane from rows handed over one by one, so that the whole one is never held.
class RowReducer final {
public:
    /// Of the plane that is reduced; `factor` 1, 2, 4 or 8.
    RowReducer(int width, int height, int bits, int factor);
    /// The next row from the top, of width × bits / 8 bytes.
    void add(const std::byte* row);
    /// As reducedPlane, once every row has been added.
    Plane plane() const { return m_plane; }

private:
    template <class T>
    void addRow(const T* row);

    int m_width;
    int m_height;
    int m_factor;
    int m_rows = 0; ///< added so far
    Plane m_plane;
    std::vector<std::uint32_t> m_sums; ///< of the rows of the block that is not complete yet
};

} // namespace locascope
