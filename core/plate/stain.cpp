#include "core/plate/stain.h"

#include <algorithm>
#include <cctype>

namespace locascope {

namespace {

constexpr PerStain<std::string_view> words{{"blue", "green", "red", "yellow"}};
constexpr PerStain<std::string_view> keys{{"nucleus", "protein", "microtubules", "reticulum"}};

bool equalIgnoringCase(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    });
}

std::optional<Stain> stainNamed(const PerStain<std::string_view>& names, std::string_view name) {
    for (const Stain stain : allStains)
        if (equalIgnoringCase(names[stain], name))
            return stain;
    return {};
}

} // namespace

std::string_view colourWord(Stain stain) { return words[stain]; }
std::optional<Stain> stainOfColourWord(std::string_view word) { return stainNamed(words, word); }
std::string_view stainKey(Stain stain) { return keys[stain]; }
std::optional<Stain> stainOfKey(std::string_view key) { return stainNamed(keys, key); }

} // namespace locascope
