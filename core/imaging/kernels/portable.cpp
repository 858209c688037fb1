#include <cfloat>
#include <cstdint>
#include <cstring>

// rowkernel.h rounds by adding to a large float.
static_assert(FLT_EVAL_METHOD == 0, "floats must not be kept with more digits than they have");

namespace {

/// Four floats in the compilers' own terms, for processors that no other file is for. Those without vectors get four single operations.
struct Lanes {
    typedef float Floats __attribute__((vector_size(16)));
    typedef std::uint32_t Words __attribute__((vector_size(16)));
    static constexpr bool drawsCurves = false;
    static constexpr bool multipliesAndAddsAtOnce = false;
    static constexpr int width = 4;

    static Floats all(float value) { return Floats{value, value, value, value}; }
    template <class T>
    static Floats load(const T* values) {
        return Floats{static_cast<float>(values[0]), static_cast<float>(values[1]), static_cast<float>(values[2]), static_cast<float>(values[3])};
    }
    static Floats add(Floats a, Floats b) { return a + b; }
    static Floats subtract(Floats a, Floats b) { return a - b; }
    static Floats multiplyAdd(Floats a, Floats b, Floats c) { return a * b + c; }
    static Floats smaller(Floats a, Floats b) { return a < b ? a : b; }
    static Floats larger(Floats a, Floats b) { return a > b ? a : b; }
    static Words bitsOf(Floats a) {
        Words bits;
        std::memcpy(&bits, &a, sizeof bits);
        return bits;
    }
    static void store(Floats red, Floats green, Floats blue, std::uint32_t* pixels) {
        const Words packed = bitsOf(red) << 16 | bitsOf(green) << 8 | bitsOf(blue) | 0xFF000000u;
        std::memcpy(pixels, &packed, sizeof packed);
    }
};

} // namespace

#include "core/imaging/kernels/rowkernel.h"

const locascope::CompositeKernel locascope::portableKernel = kernelNamed("portable");
