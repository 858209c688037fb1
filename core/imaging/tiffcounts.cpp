#include "core/imaging/tiffcounts.h"

#include "core/imaging/reduce.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <sstream>
#include <type_traits>

namespace locascope {

namespace {

// Below this, rounding to whole numbers costs more than one hundredth of the largest value.
constexpr int leastLargestWhenRounded = 50;

template <class T>
T sampleAt(const std::byte* row, std::ptrdiff_t index) {
    T sample;
    std::memcpy(&sample, row + index * static_cast<std::ptrdiff_t>(sizeof(T)), sizeof sample);
    return sample;
}

template <class T>
[[noreturn]] void throwNoCount(T sample, const std::filesystem::path& path) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << "holds the value " << +sample << ", which is no count from 0 to 65535; save it as 16-bit counts";
    throw Error(ErrorKind::Unsupported, path, text.str());
}

std::uint32_t packedAt(const std::byte* row, std::size_t index, int bits) {
    const std::size_t bit = index * static_cast<std::size_t>(bits);
    const std::byte* at = row + bit / 8;
    const auto window = std::to_integer<std::uint32_t>(at[0]) << 16U | std::to_integer<std::uint32_t>(at[1]) << 8U |
                        std::to_integer<std::uint32_t>(at[2]);
    return window >> (24 - bit % 8 - static_cast<std::size_t>(bits)) & ((1U << static_cast<unsigned>(bits)) - 1);
}

} // namespace

TiffCounts::TiffCounts(const TiffLayout& layout, const SampleChoice& choice, const std::filesystem::path& path)
    : m_path(path)
    , m_layout(layout)
    , m_choice(layout.arePlanesSeparate ? SampleChoice{} : choice)
    , m_samples(layout.samplesInBlock()) {}

std::size_t TiffCounts::bytesOf(int pixels) const {
    return (static_cast<std::size_t>(pixels) * static_cast<std::size_t>(m_samples * m_layout.header.bits) + 7) / 8;
}

void TiffCounts::take(const std::byte* row, int count, std::byte* values) {
    if (m_layout.isPlain())
        return takePlain(row, count, values);
    auto* counts = reinterpret_cast<std::uint16_t*>(values);
    const int bits = m_layout.header.bits;
    if (bits < 16)
        return takePacked(row, count, counts);
    switch (m_layout.kind) {
    case SampleKind::Float:
        return bits == 32 ? takeWide<float>(row, count, counts) : takeWide<double>(row, count, counts);
    case SampleKind::Signed:
        return bits == 16 ? takeWide<std::int16_t>(row, count, counts) : takeWide<std::int32_t>(row, count, counts);
    case SampleKind::Unsigned:
        return takeWide<std::uint32_t>(row, count, counts);
    }
}

void TiffCounts::takePlain(const std::byte* row, int count, std::byte* values) const {
    if (m_samples == 1)
        std::memcpy(values, row, bytesOf(count));
    else if (m_layout.header.bits == 16)
        takeSamples(reinterpret_cast<const std::uint16_t*>(row), m_samples, count, m_choice.first, m_choice.second,
                    reinterpret_cast<std::uint16_t*>(values));
    else
        takeSamples(reinterpret_cast<const std::uint8_t*>(row), m_samples, count, m_choice.first, m_choice.second,
                    reinterpret_cast<std::uint8_t*>(values));
}

void TiffCounts::takePacked(const std::byte* row, int count, std::uint16_t* values) const {
    const int bits = m_layout.header.bits;
    for (int x = 0; x < count; ++x) {
        const auto pixel = static_cast<std::size_t>(x) * static_cast<std::size_t>(m_samples);
        const std::uint32_t one = packedAt(row, pixel + static_cast<std::size_t>(m_choice.first), bits);
        const std::uint32_t other = m_choice.isMean() ? packedAt(row, pixel + static_cast<std::size_t>(m_choice.second), bits) : one;
        values[x] = static_cast<std::uint16_t>((one + other) / 2);
    }
}

template <class T>
void TiffCounts::takeWide(const std::byte* row, int count, std::uint16_t* values) {
    for (int x = 0; x < count; ++x) {
        const std::ptrdiff_t pixel = static_cast<std::ptrdiff_t>(x) * m_samples;
        const std::uint16_t one = countOf(sampleAt<T>(row, pixel + m_choice.first));
        const std::uint16_t other = m_choice.isMean() ? countOf(sampleAt<T>(row, pixel + m_choice.second)) : one;
        values[x] = static_cast<std::uint16_t>((one + other) / 2);
    }
}

template <class T>
std::uint16_t TiffCounts::countOf(T sample) {
    std::uint16_t count = 0;
    if constexpr (std::is_floating_point_v<T>) {
        if (!(sample > T(-0.5) && sample < T(65535.5))) // also what is no number
            throwNoCount(sample, m_path);
        const T rounded = std::nearbyint(sample);
        m_isRounded = m_isRounded || rounded != sample;
        count = static_cast<std::uint16_t>(rounded);
    } else {
        const auto number = static_cast<std::int64_t>(sample);
        if (number < 0 || number > 65535)
            throwNoCount(sample, m_path);
        count = static_cast<std::uint16_t>(sample);
    }
    m_largest = std::max(m_largest, count);
    return count;
}

void TiffCounts::requirePrecision() const {
    if (m_isRounded && m_largest < leastLargestWhenRounded)
        throw Error(ErrorKind::Unsupported, m_path,
                    "holds fractions below " + std::to_string(m_largest + 1) + ", which would be lost as counts; save it as 16-bit counts");
}

} // namespace locascope
