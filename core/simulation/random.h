#pragma once

#include <cstdint>

namespace locascope {

/// Mixes a 64-bit value (finaliser of SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
constexpr std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/// One key from several numbers, so that every purpose has its own stream.
template <class... Rest>
constexpr std::uint64_t mixed(std::uint64_t first, std::uint64_t second, Rest... rest) {
    return mixed(mixed(first + 0x9e3779b97f4a7c15ULL) ^
                     (second * 0xd1342543de82ef95ULL + 0x632be59bd9b4e019ULL),
                 static_cast<std::uint64_t>(rest)...);
}

/// SplitMix64 with distributions of its own: only exact IEEE operations, so the same numbers on every
/// machine.
class Random {
public:
    explicit Random(std::uint64_t key)
        : m_state(key) {}

    std::uint64_t bits() { return mixed(m_state += 0x9e3779b97f4a7c15ULL); }
    /// In [0, 1), a multiple of 2^-24.
    float uniform() { return static_cast<float>(bits() >> 40) * 0x1p-24F; }
    float uniform(float lowest, float highest) { return lowest + (highest - lowest) * uniform(); }
    bool chance(float probability) { return uniform() < probability; }
    /// In [lowest, highest].
    int integer(int lowest, int highest) {
        const auto span = static_cast<std::uint64_t>(highest - lowest + 1);
        return lowest + static_cast<int>(((bits() >> 32) * span) >> 32);
    }
    /// Mean 0, variance 1, within ±3.5: the sum of four uniforms.
    float normal() {
        const std::uint64_t word = bits();
        const auto sum = static_cast<float>((word & 0xffff) + ((word >> 16) & 0xffff) +
                                            ((word >> 32) & 0xffff) + (word >> 48));
        return (sum * 0x1p-16F - 2.0F) * 1.7320508F;
    }

private:
    std::uint64_t m_state;
};

} // namespace locascope
