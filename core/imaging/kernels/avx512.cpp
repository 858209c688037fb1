#include <cstdint>
#include <immintrin.h>

namespace {

struct Lanes {
    using Floats = __m512;
    static constexpr bool drawsCurves = true;
    static constexpr bool multipliesAndAddsAtOnce = true;
    static constexpr int width = 16;

    static Floats all(float value) { return _mm512_set1_ps(value); }
    static Floats load(const std::uint8_t* values) {
        return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values))));
    }
    static Floats load(const std::uint16_t* values) {
        return _mm512_cvtepi32_ps(_mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(values))));
    }
    static Floats load(const std::uint32_t* values) { return _mm512_cvtepi32_ps(_mm512_loadu_si512(values)); }
    static Floats add(Floats a, Floats b) { return _mm512_add_ps(a, b); }
    static Floats subtract(Floats a, Floats b) { return _mm512_sub_ps(a, b); }
    static Floats multiply(Floats a, Floats b) { return _mm512_mul_ps(a, b); }
    static Floats multiplyAdd(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }
    static Floats smaller(Floats a, Floats b) { return _mm512_min_ps(a, b); }
    static Floats larger(Floats a, Floats b) { return _mm512_max_ps(a, b); }
    static Floats rounded(Floats a) { return _mm512_roundscale_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
    static Floats exponent(Floats a) { return _mm512_getexp_ps(a); }
    static Floats mantissa(Floats a) { return _mm512_getmant_ps(a, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_zero); }
    static Floats timesPowerOfTwo(Floats a, Floats whole) { return _mm512_scalef_ps(a, whole); }
    static Floats whereAboveZero(Floats condition, Floats a) {
        return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(condition, _mm512_setzero_ps(), _CMP_GT_OQ), a);
    }
    static void store(Floats red, Floats green, Floats blue, std::uint32_t* pixels) {
        const __m512i upper = _mm512_slli_epi32(_mm512_castps_si512(red), 16);
        const __m512i middle = _mm512_slli_epi32(_mm512_castps_si512(green), 8);
        const __m512i lower = _mm512_or_si512(_mm512_castps_si512(blue), _mm512_set1_epi32(static_cast<int>(0xFF000000u)));
        _mm512_storeu_si512(pixels, _mm512_or_si512(_mm512_or_si512(upper, middle), lower));
    }
};

} // namespace

#include "core/imaging/kernels/rowkernel.h"

const locascope::CompositeKernel locascope::avx512Kernel = kernelNamed("avx512");
