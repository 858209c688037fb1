#include "core/review/blinding.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace locascope {

namespace {

constexpr std::array<std::string_view, allHidden.size()> hiddenKeys{"predictions", "saliency",    "other-reviewers", "similar", "queue-reasons",
                                                                   "map-colours", "sort-orders", "sheet-columns",   "names"};
constexpr std::array presets{BlindingPreset::None, BlindingPreset::Model, BlindingPreset::Reviewers, BlindingPreset::Everything};
constexpr std::array<std::string_view, presets.size()> presetKeys{"none", "model", "reviewers", "everything"};

std::uint16_t bitOf(Hidden what) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(what)); }

} // namespace

std::string_view hiddenKey(Hidden what) { return hiddenKeys[static_cast<std::size_t>(what)]; }

std::optional<Hidden> hiddenOfKey(std::string_view key) {
    const auto found = std::find(hiddenKeys.begin(), hiddenKeys.end(), key);
    return found == hiddenKeys.end() ? std::nullopt : std::optional(allHidden[static_cast<std::size_t>(found - hiddenKeys.begin())]);
}

bool Blinding::hides(Hidden what) const {
    const bool follows = what == Hidden::Saliency && (m_bits & bitOf(Hidden::Predictions)) != 0;
    return follows || (m_bits & bitOf(what)) != 0;
}

void Blinding::set(Hidden what, bool isHidden) { m_bits = static_cast<std::uint16_t>(isHidden ? m_bits | bitOf(what) : m_bits & ~bitOf(what)); }

Blinding blindingOf(BlindingPreset preset) {
    Blinding blinding;
    const auto hide = [&](std::initializer_list<Hidden> all) {
        for (const Hidden what : all) {
            blinding.set(what, true);
        }
    };
    switch (preset) {
    case BlindingPreset::None: break;
    case BlindingPreset::Model: hide({Hidden::Predictions, Hidden::Saliency, Hidden::Similar, Hidden::QueueReasons}); break;
    case BlindingPreset::Reviewers: hide({Hidden::OtherReviewers}); break;
    case BlindingPreset::Everything:
        for (const Hidden what : allHidden) {
            blinding.set(what, true);
        }
        break;
    }
    return blinding;
}

std::optional<BlindingPreset> presetOf(const Blinding& blinding) {
    const auto found = std::find_if(presets.begin(), presets.end(), [&](BlindingPreset preset) { return blindingOf(preset) == blinding; });
    return found == presets.end() ? std::nullopt : std::optional(*found);
}

std::string_view presetKey(BlindingPreset preset) { return presetKeys[static_cast<std::size_t>(preset)]; }

std::optional<BlindingPreset> presetOfKey(std::string_view key) {
    const auto found = std::find(presetKeys.begin(), presetKeys.end(), key);
    return found == presetKeys.end() ? std::nullopt : std::optional(presets[static_cast<std::size_t>(found - presetKeys.begin())]);
}

std::string formatBlinding(const Blinding& blinding) {
    std::string text;
    for (const Hidden what : allHidden) {
        if (blinding.hides(what)) {
            text += (text.empty() ? "" : " ") + std::string(hiddenKey(what));
        }
    }
    return text;
}

Blinding parseBlinding(std::string_view text) {
    Blinding blinding;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = std::exchange(text, text.substr(std::min(end + 1, text.size()))).substr(0, end);
        if (word.empty()) {
            continue;
        }
        const auto known = hiddenOfKey(word);
        if (!known) {
            return blindingOf(BlindingPreset::Everything);
        }
        blinding.set(*known, true);
    }
    return blinding;
}

} // namespace locascope
