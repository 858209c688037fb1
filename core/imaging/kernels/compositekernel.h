#pragma once

#include <cstddef>
#include <cstdint>

// Files compiled for one instruction set include this and nothing else of the project: an inline function or a template from a shared
// header would be compiled for that set too, and the linker may keep that copy for everybody.
namespace locascope {

/// One stain of one row, in the units that a kernel computes with. Every raw value v becomes clamp(v − first + start, 0, range) =: d,
/// with a curve (d × perRange) ^ power; that times red, green and blue is what it adds, each rounded to a whole step of 255.
struct LayerRow {
    const void* values = nullptr; ///< of the type that the kernel's function says; any alignment
    float perTap = 1;   ///< for sums: what makes them means, rounded half up to whole raw values
    float first = 0;    ///< smallest raw value above the window's minimum: an integer in [0, 65535]
    float start = 1;    ///< first − minimum, in (0, 1] unless the minimum is negative
    float range = 1;    ///< at least 1
    float perRange = 1; ///< 1 / range; used with a curve only
    float power = 1;    ///< 1 / gamma; 1 is no curve
    float red = 0, green = 0, blue = 0; ///< steps of 255 per unit of d, or at full brightness with a curve
};

inline constexpr int maxLayers = 4;

/// `layers` holds `layerCount` rows, 1 to maxLayers, of `width` ≥ 1 values each; `pixels` receives `width` opaque 0xAARRGGBB, sums cut at
/// 255, and must not overlap them. Reads and writes nothing beyond. Any thread.
using PaintRow = void (*)(const LayerRow* layers, int layerCount, int width, std::uint32_t* pixels);

/// sums[i] = the sum of `taps` (1 to 4) values in[i + t × apart], for i in [0, count). `sums` must not overlap what is read.
template <class T, class Sum>
using AddTaps = void (*)(const T* in, std::ptrdiff_t apart, int taps, int count, Sum* sums);

/// Composites rows with one instruction set.
struct CompositeKernel {
    const char* name;    ///< "avx512", "avx2", "sse2", "portable"
    bool drawsCurves;    ///< of 16-bit values; `power` is not looked at otherwise
    PaintRow paint8;     ///< std::uint8_t
    PaintRow paint16;    ///< std::uint16_t
    PaintRow paintSums8; ///< std::uint16_t, sums of up to 16 8-bit values
    PaintRow paintSums16; ///< std::uint32_t, sums of up to 16 16-bit values
    AddTaps<std::uint8_t, std::uint16_t> addRows8;
    AddTaps<std::uint16_t, std::uint32_t> addRows16;
    AddTaps<std::uint16_t, std::uint16_t> addColumns8;
    AddTaps<std::uint32_t, std::uint32_t> addColumns16;
    /// Three 10-bit lanes (red, green, blue from the top) to opaque 0xAARRGGBB, each lane cut at 255, in place.
    void (*packLanes)(std::uint32_t* pixels, int width);
};

extern const CompositeKernel portableKernel;
#if defined(__x86_64__)
extern const CompositeKernel sse2Kernel, avx2Kernel, avx512Kernel;
#endif

} // namespace locascope
