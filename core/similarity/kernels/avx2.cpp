#include "core/similarity/kernels/dotkernel.h"

#include <immintrin.h>

namespace {

inline __m256 values(const std::uint16_t* halves) { return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves))); }

inline float sumOf(__m256 a) {
    __m128 sum = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
    return _mm_cvtss_f32(_mm_add_ss(sum, _mm_shuffle_ps(sum, sum, 1)));
}

float dot(const float* query, const std::uint16_t* row, std::size_t length) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    std::size_t k = 0;
    for (; k + 32 <= length; k += 32) {
        a = _mm256_fmadd_ps(_mm256_loadu_ps(query + k), values(row + k), a);
        b = _mm256_fmadd_ps(_mm256_loadu_ps(query + k + 8), values(row + k + 8), b);
        c = _mm256_fmadd_ps(_mm256_loadu_ps(query + k + 16), values(row + k + 16), c);
        d = _mm256_fmadd_ps(_mm256_loadu_ps(query + k + 24), values(row + k + 24), d);
    }
    for (; k + 8 <= length; k += 8)
        a = _mm256_fmadd_ps(_mm256_loadu_ps(query + k), values(row + k), a);
    float sum = sumOf(_mm256_add_ps(_mm256_add_ps(a, b), _mm256_add_ps(c, d)));
    for (; k < length; ++k)
        sum += query[k] * _cvtsh_ss(row[k]);
    return sum;
}

void dots(const float* query, const std::uint16_t* rows, std::size_t length, std::size_t count, float* sums) {
    for (std::size_t i = 0; i < count; ++i)
        sums[i] = dot(query, rows + i * length, length);
}

} // namespace

const locascope::DotKernel locascope::avx2DotKernel{"avx2", dots};
