#include <cstdint>
#include <cstring>
#include <emmintrin.h>

namespace {

struct Lanes {
    using Floats = __m128;
    static constexpr bool drawsCurves = false;
    static constexpr bool multipliesAndAddsAtOnce = false;
    static constexpr int width = 4;

    static Floats all(float value) { return _mm_set1_ps(value); }
    static Floats load(const std::uint8_t* values) {
        int four;
        std::memcpy(&four, values, sizeof four);
        const __m128i eight = _mm_unpacklo_epi8(_mm_cvtsi32_si128(four), _mm_setzero_si128());
        return _mm_cvtepi32_ps(_mm_unpacklo_epi16(eight, _mm_setzero_si128()));
    }
    static Floats load(const std::uint16_t* values) {
        const __m128i four = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(values));
        return _mm_cvtepi32_ps(_mm_unpacklo_epi16(four, _mm_setzero_si128()));
    }
    static Floats load(const std::uint32_t* values) {
        return _mm_cvtepi32_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values)));
    }
    static Floats add(Floats a, Floats b) { return _mm_add_ps(a, b); }
    static Floats subtract(Floats a, Floats b) { return _mm_sub_ps(a, b); }
    static Floats multiplyAdd(Floats a, Floats b, Floats c) { return _mm_add_ps(_mm_mul_ps(a, b), c); }
    static Floats smaller(Floats a, Floats b) { return _mm_min_ps(a, b); }
    static Floats larger(Floats a, Floats b) { return _mm_max_ps(a, b); }
    static void store(Floats red, Floats green, Floats blue, std::uint32_t* pixels) {
        const __m128i upper = _mm_slli_epi32(_mm_castps_si128(red), 16), middle = _mm_slli_epi32(_mm_castps_si128(green), 8);
        const __m128i lower = _mm_or_si128(_mm_castps_si128(blue), _mm_set1_epi32(static_cast<int>(0xFF000000u)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels), _mm_or_si128(_mm_or_si128(upper, middle), lower));
    }
};

} // namespace

#include "core/imaging/kernels/rowkernel.h"

const locascope::CompositeKernel locascope::sse2Kernel = kernelNamed("sse2");
