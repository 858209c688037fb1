#include "core/imaging/layerrow.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

/// Lifts what lies between two steps, half of the windows having such values, above the rounding errors of three operations on floats.
constexpr double halfUp = 1 + 1.5 / 8388608;

/// The first raw value above the minimum, and from there the way to the maximum. Raw values are whole, so a window that is narrower than one holds at
/// most one of them and may be stretched to one around it; a huge one is shrunk to what floats hold.
void setWindow(LayerRow& row, int first, double minimum, double maximum) {
    const bool isStep = first >= maximum;
    const double range = isStep ? 1 : std::clamp(maximum - minimum, 1.0, 1e30);
    row.first = static_cast<float>(first);
    row.start = static_cast<float>(isStep ? 1 : (first - minimum) / (maximum - minimum) * range);
    row.range = static_cast<float>(range);
    row.perRange = static_cast<float>(halfUp / range);
}

/// False where every value is black.
bool setWindow(LayerRow& row, const ContrastWindow& window, int highest) {
    if (!(window.minimum < highest))
        return false;
    const int first = window.minimum < 0 ? 0 : static_cast<int>(window.minimum) + 1;
    const bool isEndless = !std::isfinite(window.maximum - window.minimum) && !(first >= window.maximum);
    if (isEndless && !(window.maximum <= highest))
        return false;
    const double start = isEndless ? std::ceil(window.maximum) : first;
    setWindow(row, static_cast<int>(start), isEndless ? start - 1 : window.minimum, window.maximum);
    return true;
}

void setColour(LayerRow& row, const std::array<double, 3>& full) {
    const double share = halfUp / (row.power == 1 ? row.range : 1);
    row.red = static_cast<float>(full[0] * share);
    row.green = static_cast<float>(full[1] * share);
    row.blue = static_cast<float>(full[2] * share);
}

/// For a sum of taps: what lies between two raw values goes up.
float perTap(int taps) { return taps == 1 ? 1 : static_cast<float>((1 + 2.0 / 8388608) / taps); }

} // namespace

std::optional<LayerRow> layerRow(const ContrastWindow& window, const std::array<double, 3>& full, int highest, int taps) {
    LayerRow row;
    if (!setWindow(row, window, highest))
        return std::nullopt;
    row.power = static_cast<float>(1 / window.gamma);
    row.perTap = perTap(taps);
    setColour(row, full);
    return row;
}

} // namespace locascope
