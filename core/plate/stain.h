#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace locascope {

/// The four stains, in the order in which the window lists them.
enum class Stain : std::uint8_t { Nucleus, Protein, Microtubules, Reticulum };

inline constexpr std::size_t stainCount = 4;
inline constexpr std::array<Stain, stainCount> allStains = {Stain::Nucleus, Stain::Protein, Stain::Microtubules,
                                                            Stain::Reticulum};

/// The colour word of the Human Protein Atlas that file names carry: blue, green, red, yellow.
std::string_view colourWord(Stain stain);
/// Case-insensitive inverse of colourWord.
std::optional<Stain> stainOfColourWord(std::string_view word);
/// Stable English key for JSON and settings: nucleus, protein, microtubules, reticulum.
std::string_view stainKey(Stain stain);
std::optional<Stain> stainOfKey(std::string_view key);

/// One value per stain, indexed by Stain.
template <class T>
struct PerStain {
    std::array<T, stainCount> values{};

    constexpr T& operator[](Stain stain) { return values[static_cast<std::size_t>(stain)]; }
    constexpr const T& operator[](Stain stain) const { return values[static_cast<std::size_t>(stain)]; }
    friend bool operator==(const PerStain&, const PerStain&) = default;
};

} // namespace locascope
