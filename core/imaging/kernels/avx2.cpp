#include <cstdint>
#include <immintrin.h>

namespace {

struct Lanes {
    using Floats = __m256;
    static constexpr bool drawsCurves = true;
    static constexpr bool multipliesAndAddsAtOnce = true;
    static constexpr int width = 8;

    static Floats all(float value) { return _mm256_set1_ps(value); }
    static Floats load(const std::uint8_t* values) {
        return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values))));
    }
    static Floats load(const std::uint16_t* values) {
        return _mm256_cvtepi32_ps(_mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(values))));
    }
    static Floats load(const std::uint32_t* values) {
        return _mm256_cvtepi32_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(values)));
    }
    static Floats add(Floats a, Floats b) { return _mm256_add_ps(a, b); }
    static Floats subtract(Floats a, Floats b) { return _mm256_sub_ps(a, b); }
    static Floats multiply(Floats a, Floats b) { return _mm256_mul_ps(a, b); }
    static Floats multiplyAdd(Floats a, Floats b, Floats c) { return _mm256_fmadd_ps(a, b, c); }
    static Floats smaller(Floats a, Floats b) { return _mm256_min_ps(a, b); }
    static Floats larger(Floats a, Floats b) { return _mm256_max_ps(a, b); }
    static Floats rounded(Floats a) { return _mm256_round_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
    static Floats exponent(Floats a) {
        const __m256i biased = _mm256_srli_epi32(_mm256_castps_si256(a), 23);
        return _mm256_cvtepi32_ps(_mm256_sub_epi32(biased, _mm256_set1_epi32(127)));
    }
    static Floats mantissa(Floats a) {
        const __m256i bits = _mm256_and_si256(_mm256_castps_si256(a), _mm256_set1_epi32(0x007FFFFF));
        return _mm256_castsi256_ps(_mm256_or_si256(bits, _mm256_set1_epi32(0x3F800000)));
    }
    static Floats timesPowerOfTwo(Floats a, Floats whole) {
        const __m256i biased = _mm256_add_epi32(_mm256_cvtps_epi32(whole), _mm256_set1_epi32(127));
        return _mm256_mul_ps(a, _mm256_castsi256_ps(_mm256_slli_epi32(biased, 23)));
    }
    static Floats whereAboveZero(Floats condition, Floats a) {
        return _mm256_and_ps(_mm256_cmp_ps(condition, _mm256_setzero_ps(), _CMP_GT_OQ), a);
    }
    static void store(Floats red, Floats green, Floats blue, std::uint32_t* pixels) {
        const __m256i upper = _mm256_slli_epi32(_mm256_castps_si256(red), 16);
        const __m256i middle = _mm256_slli_epi32(_mm256_castps_si256(green), 8);
        const __m256i lower = _mm256_or_si256(_mm256_castps_si256(blue), _mm256_set1_epi32(static_cast<int>(0xFF000000u)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(pixels), _mm256_or_si256(_mm256_or_si256(upper, middle), lower));
    }
};

} // namespace

#include "core/imaging/kernels/rowkernel.h"

const locascope::CompositeKernel locascope::avx2Kernel = kernelNamed("avx2");
