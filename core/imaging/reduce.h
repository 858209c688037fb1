#pragma once

#include "core/imaging/plane.h"

#include <cstdint>

namespace locascope {

/// Mean of blocks of `factor` × `factor` pixels (2, 4 or 8; 1 gives the plane itself), rounded half up; sizes
/// round up, and a block at the right or lower edge is the mean of the pixels it has.
Plane reducedPlane(const Plane& plane, int factor);

/// The plane of a stain from one row of interleaved colour, `samples` (3 or 4) a pixel in the order red,
/// green, blue: blue for nucleus, green for protein, red for microtubules, (red + green) / 2 rounded down for
/// reticulum.
template <class T>
void takeStain(const T* colours, int samples, int width, Stain stain, T* grey) {
    if (stain == Stain::Reticulum) {
        for (int x = 0; x < width; ++x, colours += samples)
            grey[x] = static_cast<T>((colours[0] + colours[1]) / 2);
        return;
    }
    const T* component = colours + (stain == Stain::Microtubules ? 0 : stain == Stain::Protein ? 1 : 2);
    for (int x = 0; x < width; ++x, component += samples)
        grey[x] = *component;
}

/// The same for 8-bit colour in four bytes a pixel (red, green, blue, anything), several pixels at a time.
void takeStainOfFour(const std::uint8_t* colours, int width, Stain stain, std::uint8_t* grey);

} // namespace locascope
