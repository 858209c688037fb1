#include "core/imaging/sampling.h"

#include <algorithm>
#include <array>
#include <cmath>

// Compiled several times over and chosen at run time, so that a program built for the oldest processors uses what this one has.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LOCASCOPE_DISPATCHED __attribute__((target_clones("avx2", "default")))
#else
#define LOCASCOPE_DISPATCHED
#endif

namespace locascope {

namespace {

constexpr int maxTaps = 4;

int tapsFor(double step) {
    return step <= 1.25 ? 1 : std::min(static_cast<int>(std::lround(std::min(step, 4.0) + 0.25)), maxTaps);
}

template <class T, class Sum>
inline __attribute__((always_inline)) void addUp(const T* __restrict in, std::ptrdiff_t apart, int taps, int count,
                                                 Sum* __restrict out) {
    const T *second = in + apart, *third = in + 2 * apart, *fourth = in + 3 * apart;
    switch (taps) {
    case 1:
        for (int i = 0; i < count; ++i)
            out[i] = in[i];
        return;
    case 2:
        for (int i = 0; i < count; ++i)
            out[i] = static_cast<Sum>(in[i] + second[i]);
        return;
    case 3:
        for (int i = 0; i < count; ++i)
            out[i] = static_cast<Sum>(in[i] + second[i] + third[i]);
        return;
    default:
        for (int i = 0; i < count; ++i)
            out[i] = static_cast<Sum>(in[i] + second[i] + third[i] + fourth[i]);
        return;
    }
}

// out[i] = the sum of `taps` values in[i + t * apart].
LOCASCOPE_DISPATCHED void sumTaps(const std::uint8_t* in, std::ptrdiff_t apart, int taps, int count, std::uint16_t* out) {
    addUp(in, apart, taps, count, out);
}
LOCASCOPE_DISPATCHED void sumTaps(const std::uint16_t* in, std::ptrdiff_t apart, int taps, int count, std::uint32_t* out) {
    addUp(in, apart, taps, count, out);
}
LOCASCOPE_DISPATCHED void sumTaps(const std::uint16_t* in, std::ptrdiff_t apart, int taps, int count, std::uint16_t* out) {
    addUp(in, apart, taps, count, out);
}
LOCASCOPE_DISPATCHED void sumTaps(const std::uint32_t* in, std::ptrdiff_t apart, int taps, int count, std::uint32_t* out) {
    addUp(in, apart, taps, count, out);
}

/// Divides by a small number through a multiplication; exact for dividends below 2^20 and divisors to 16.
struct Divider {
    explicit Divider(int divisor)
        : half(static_cast<std::uint64_t>(divisor) / 2)
        , factor(((std::uint64_t{1} << 40) + static_cast<std::uint64_t>(divisor) - 1) / static_cast<std::uint64_t>(divisor)) {}
    std::size_t rounded(std::uint64_t sum) const { return static_cast<std::size_t>((sum + half) * factor >> 40); }
    std::uint64_t half, factor;
};

/// sums[i] = the sum over `count` layers of entry(layer, first[i]). All layers at once: a sum is written once and never read.
template <int count, class Entry>
void sumEntries(const std::vector<int>& first, std::uint32_t* __restrict sums, const Entry& entry) {
    for (std::size_t i = 0; i < first.size(); ++i) {
        const int place = first[i];
        std::uint32_t sum = 0;
        for (int layer = 0; layer < count; ++layer)
            sum += entry(layer, place);
        sums[i] = sum;
    }
}

template <class Entry>
void sumLayers(std::size_t count, const std::vector<int>& first, std::uint32_t* sums, const Entry& entry) {
    switch (count) {
    case 0: return sumEntries<0>(first, sums, entry);
    case 1: return sumEntries<1>(first, sums, entry);
    case 2: return sumEntries<2>(first, sums, entry);
    case 3: return sumEntries<3>(first, sums, entry);
    default: return sumEntries<4>(first, sums, entry);
    }
}

template <class T>
void sumPixels(std::span<const SampledLayer> layers, int top, const std::vector<int>& first, std::uint32_t* sums) {
    std::array<const T*, maxLayers> rows{};
    std::array<const std::uint32_t*, maxLayers> tables{};
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        rows[layer] = layers[layer].plane->row<T>(top);
        tables[layer] = layers[layer].table;
    }
    sumLayers(layers.size(), first, sums, [rows, tables](int layer, int place) {
        const auto at = static_cast<std::size_t>(layer);
        return tables[at][rows[at][place]];
    });
}

} // namespace

AxisSampling::AxisSampling(double start, double scale, int viewLength, int fullLength, int stackLength, int reduction) {
    if (!(scale > 0) || stackLength <= 0)
        return;
    const double ratio = 1.0 / std::max(reduction, 1);
    const double step = ratio / scale;
    taps = std::min(tapsFor(step), stackLength);
    stride = taps < maxTaps ? 1 : static_cast<int>(std::clamp(step / maxTaps, 1.0, static_cast<double>(stackLength)));
    stride = std::max(1, std::min(stride, taps > 1 ? (stackLength - 1) / (taps - 1) : 1));
    const double last = stackLength - span();
    for (int x = 0; x < viewLength; ++x) {
        const double centre = start + (x + 0.5) / scale;
        if (!(centre >= 0) || !(centre < fullLength))
            continue;
        if (first.empty())
            begin = x;
        end = x + 1;
        const double tap = std::floor(centre * ratio - (span() - 1) / 2.0);
        first.push_back(static_cast<int>(std::clamp(tap, 0.0, last)));
    }
}

RowSampler::RowSampler(const AxisSampling& columns, const AxisSampling& rows)
    : m_columns(columns)
    , m_rows(rows) {
    if (columns.first.empty() || columns.taps * rows.taps == 1)
        return;
    m_left = columns.first.front();
    m_width = columns.first.back() + columns.span() - m_left;
    const auto width = static_cast<std::size_t>(m_width);
    m_narrowDown.resize(width);
    m_narrowAcross.resize(width * maxLayers);
    m_wideDown.resize(width);
    m_wideAcross.resize(width * maxLayers);
}

void RowSampler::sumRow(std::span<const SampledLayer> layers, int viewRow, std::uint32_t* sums) {
    layers = layers.first(std::min(layers.size(), maxLayers));
    const int top = m_rows.firstOf(viewRow);
    const bool single = m_columns.taps * m_rows.taps == 1, deep = !layers.empty() && layers.front().plane->bits() == 16;
    if (single && deep)
        sumPixels<std::uint16_t>(layers, top, m_columns.first, sums);
    else if (single)
        sumPixels<std::uint8_t>(layers, top, m_columns.first, sums);
    else if (deep)
        sumMeans<std::uint16_t>(layers, top, m_wideDown, m_wideAcross, sums);
    else
        sumMeans<std::uint8_t>(layers, top, m_narrowDown, m_narrowAcross, sums);
}

template <class T, class Sum>
void RowSampler::sumMeans(std::span<const SampledLayer> layers, int top, std::vector<Sum>& down, std::vector<Sum>& across,
                          std::uint32_t* sums) {
    const std::ptrdiff_t rowsApart = static_cast<std::ptrdiff_t>(m_rows.stride) * (layers.empty() ? 0 : layers.front().plane->width());
    std::array<const Sum*, maxLayers> rows{};
    std::array<const std::uint32_t*, maxLayers> tables{};
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        Sum* row = across.data() + layer * static_cast<std::size_t>(m_width);
        sumTaps(layers[layer].plane->row<T>(top) + m_left, rowsApart, m_rows.taps, m_width, down.data());
        sumTaps(down.data(), m_columns.stride, m_columns.taps, m_width - m_columns.span() + 1, row);
        rows[layer] = row;
        tables[layer] = layers[layer].table;
    }
    const Divider divider(m_columns.taps * m_rows.taps);
    sumLayers(layers.size(), m_columns.first, sums, [rows, tables, divider, left = m_left](int layer, int place) {
        const auto at = static_cast<std::size_t>(layer);
        return tables[at][divider.rounded(rows[at][place - left])];
    });
}

LOCASCOPE_DISPATCHED void packPixels(const std::uint32_t* __restrict sums, int count, std::uint32_t* __restrict pixels) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t red = std::min(sums[i] >> 20, 255u), green = std::min(sums[i] >> 10 & 1023u, 255u);
        const std::uint32_t blue = std::min(sums[i] & 1023u, 255u);
        pixels[i] = 0xFF000000u | red << 16 | green << 8 | blue;
    }
}

} // namespace locascope
