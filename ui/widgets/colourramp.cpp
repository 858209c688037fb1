#include "ui/widgets/colourramp.h"

#include "ui/widgets/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace locascope {

namespace {

/// Entries 0, 16, …, 240 and 255 of the published table of 256, in eight bits. Straight lines between them stay within 3 of it.
constexpr std::array<std::array<int, 3>, 17> cividis{{{0, 34, 78},     {0, 46, 106},    {26, 56, 111},   {50, 67, 109},   {67, 78, 108},  {83, 90, 109},
                                                      {97, 101, 111},  {111, 112, 115}, {125, 124, 120}, {140, 136, 120}, {155, 148, 118}, {171, 160, 114},
                                                      {188, 174, 108}, {205, 187, 99},  {222, 201, 88},  {240, 216, 70},  {254, 232, 56}}};

} // namespace

QColor rampColour(double share) {
    const double entry = std::clamp(share, 0.0, 1.0) * 255;
    const std::size_t left = std::min<std::size_t>(static_cast<std::size_t>(entry / 16), cividis.size() - 2);
    const double distance = left == cividis.size() - 2 ? 15 : 16;
    const double part = (entry - 16.0 * static_cast<double>(left)) / distance;
    const auto channel = [&](std::size_t c) {
        return static_cast<int>(std::lround(cividis[left][c] + part * (cividis[left + 1][c] - cividis[left][c])));
    };
    return QColor(channel(0), channel(1), channel(2));
}

QColor readableOn(const QColor& ground) {
    const QColor black(Qt::black), white(Qt::white);
    return contrastRatio(black, ground) >= contrastRatio(white, ground) ? black : white;
}

} // namespace locascope
