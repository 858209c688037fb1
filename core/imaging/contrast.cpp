#include "core/imaging/contrast.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace locascope {

namespace {

constexpr std::size_t binCount = 65536;

template <class T>
void countValues(const Plane& plane, std::vector<std::uint64_t>& counts) {
    // Several tables: neighbours are often equal, and adding twice to one place waits for the first addition. More of them where they are small.
    constexpr std::size_t bins = std::size_t{1} << (8 * sizeof(T));
    constexpr int tables = sizeof(T) == 1 ? 4 : 2;
    std::array<std::vector<std::uint32_t>, tables> counted;
    counted.fill(std::vector<std::uint32_t>(bins));
    std::array<std::uint32_t*, tables> table{};
    for (std::size_t i = 0; i < tables; ++i)
        table[i] = counted[i].data();
    for (int y = 0; y < plane.height(); ++y) {
        const T* row = plane.row<T>(y);
        int x = 0;
        for (; x + tables <= plane.width(); x += tables)
            for (int i = 0; i < tables; ++i)
                ++table[static_cast<std::size_t>(i)][row[x + i]];
        for (; x < plane.width(); ++x)
            ++table[0][row[x]];
    }
    for (std::size_t value = 0; value < bins; ++value)
        for (const std::uint32_t* one : table)
            counts[value] += one[value];
}

} // namespace

double displayFraction(const ContrastWindow& window, double value) {
    if (!(value > window.minimum))
        return 0;
    if (value >= window.maximum)
        return 1;
    const double linear = (value - window.minimum) / (window.maximum - window.minimum);
    return window.gamma == 1 ? linear : std::pow(linear, 1 / window.gamma);
}

Histogram::Histogram()
    : m_counts(binCount) {}

void Histogram::add(const Plane& plane) {
    if (plane.isEmpty())
        return;
    if (plane.bits() == 16)
        countValues<std::uint16_t>(plane, m_counts);
    else
        countValues<std::uint8_t>(plane, m_counts);
    m_total += static_cast<std::uint64_t>(plane.width()) * static_cast<std::uint64_t>(plane.height());
}

void Histogram::add(const Histogram& other) {
    for (std::size_t value = 0; value < binCount; ++value)
        m_counts[value] += other.m_counts[value];
    m_total += other.m_total;
}

int Histogram::backgroundMode() const {
    std::size_t mode = 0;
    std::uint64_t below = 0;
    for (std::size_t value = 0; value < binCount && 2 * below < m_total; ++value) {
        if (m_counts[value] > m_counts[mode])
            mode = value;
        below += m_counts[value];
    }
    return static_cast<int>(mode);
}

int Histogram::percentileAbove(int above, double fraction) const {
    const std::size_t first = static_cast<std::size_t>(std::max(above + 1, 0));
    std::uint64_t foreground = 0;
    for (std::size_t value = first; value < binCount; ++value)
        foreground += m_counts[value];
    const double wanted = fraction * static_cast<double>(foreground);
    std::uint64_t reached = 0;
    for (std::size_t value = first; value < binCount && foreground > 0; ++value) {
        reached += m_counts[value];
        if (m_counts[value] > 0 && static_cast<double>(reached) >= wanted)
            return static_cast<int>(value);
    }
    return above;
}

int Histogram::highestValue() const {
    for (std::size_t value = binCount; value-- > 0;)
        if (m_counts[value] > 0)
            return static_cast<int>(value);
    return 0;
}

PerStain<double> defaultClip() { return {{0.99, 0.98, 0.99, 0.99}}; }

ContrastWindow plateWindow(const Histogram& pooled, double clip) {
    const int background = pooled.backgroundMode();
    const int maximum = pooled.percentileAbove(background, clip);
    return {static_cast<double>(background), static_cast<double>(std::max(maximum, background + 1)), 1};
}

} // namespace locascope
