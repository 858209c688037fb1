#include "core/model/saliencygrid.h"

#include <algorithm>

namespace locascope {

float sampledAt(const SaliencyMap& map, double x, double y) {
    const double column = std::clamp(x, 0.0, map.width - 1.0);
    const double row = std::clamp(y, 0.0, map.height - 1.0);
    const int left = static_cast<int>(column);
    const int top = static_cast<int>(row);
    const auto at = [&](int atX, int atY) {
        const int inside = std::min(atY, map.height - 1) * map.width + std::min(atX, map.width - 1);
        return map.values[static_cast<std::size_t>(inside)];
    };
    const auto right = static_cast<float>(column - left);
    const auto down = static_cast<float>(row - top);
    return (at(left, top) * (1 - right) + at(left + 1, top) * right) * (1 - down) + (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right) * down;
}

SaliencyMap resizedMap(const SaliencyMap& map, int width, int height) {
    if (map.width == width && map.height == height)
        return map;
    SaliencyMap resized{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            resized.values.push_back(sampledAt(map, (x + 0.5) * map.width / width - 0.5, (y + 0.5) * map.height / height - 0.5));
    return resized;
}

void scaleToOne(std::vector<float>& values) {
    const float highest = values.empty() ? 0.0F : *std::max_element(values.begin(), values.end());
    if (highest > 0)
        std::transform(values.begin(), values.end(), values.begin(), [=](float value) { return value / highest; });
}

} // namespace locascope
