#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Samples that were drawn by lot to judge a model by, as the review keeps them: frozen at the draw, whatever is added to the plate later. They are judged
/// without seeing what a model or an imported table says, and neither they nor their siblings train a model or set its thresholds.
struct DrawnSamples {
    std::uint64_t seed = 0;
    std::size_t population = 0;       ///< samples of the plate at the draw
    std::vector<std::string> samples; ///< ids as bytes, in the order of the draw
    std::string by;                   ///< reviewer
    std::int64_t timeMs = 0;          ///< UTC since 1970
    std::size_t uses = 0;             ///< how often figures were computed of them; each use makes the next one less independent
    /// Probability with which the draw takes a sample; 0 without a population.
    double inclusion() const { return population > 0 ? static_cast<double>(samples.size()) / static_cast<double>(population) : 0; }
    friend bool operator==(const DrawnSamples&, const DrawnSamples&) = default;
};

/// A review keeps it under this key.
inline constexpr const char* drawnSetting = "audit-draw";
std::string formatDrawnSamples(const DrawnSamples& drawn);
/// None where the text is empty. Error Damaged where it is something else: what cannot be read must not be taken for no draw.
std::optional<DrawnSamples> parseDrawnSamples(std::string_view text);

} // namespace locascope
