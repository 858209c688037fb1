#include "core/imaging/projection.h"

#include <algorithm>

namespace locascope {

namespace {

template <class T>
void raiseRows(Plane& plane, const Plane& other) {
    for (int y = 0; y < plane.height(); ++y) {
        T* const to = plane.row<T>(y);
        const T* const from = other.row<T>(y);
        for (int x = 0; x < plane.width(); ++x)
            to[x] = std::max(to[x], from[x]);
    }
}

} // namespace

void raiseToMaximum(Plane& plane, const Plane& other) {
    if (plane.bits() == 16)
        raiseRows<std::uint16_t>(plane, other);
    else
        raiseRows<std::uint8_t>(plane, other);
}

} // namespace locascope
