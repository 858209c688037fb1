#pragma once

#include "ui/figure/figurelayout.h"

#include <algorithm>

namespace locascope::testing {

/// A field of 16-bit counts, 60 × 40 pixels, without a reticulum; each stain of another pattern.
inline FigureField madeField(int seed = 1) {
    FigureField field;
    field.stack.width = field.stack.fullWidth = 60;
    field.stack.height = field.stack.fullHeight = 40;
    field.stack.bits = 16;
    for (const Stain stain : {Stain::Nucleus, Stain::Protein, Stain::Microtubules}) {
        Plane plane(60, 40, 16);
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 60; ++x)
                plane.row<std::uint16_t>(y)[x] = static_cast<std::uint16_t>((x * 37 * seed + y * 113 + int(stain) * 500) % 2000);
        field.stack.planes[stain] = plane;
    }
    field.crop = {.x = 0, .y = 0, .width = 60, .height = 40};
    field.pixelSize = PixelSize{0.1, false};
    field.captions = {QStringLiteral("B03"), QStringLiteral("site 4")};
    return field;
}

inline FigureDescription madeFigure() {
    FigureDescription figure;
    figure.title = QStringLiteral("made");
    figure.fields = {madeField()};
    figure.display = defaultDisplay();
    for (const Stain stain : allStains)
        figure.display.stains[stain].window = {.minimum = 12, .maximum = 1830, .gamma = 1};
    return figure;
}

inline FigureDescription madePanel() {
    FigureDescription figure = madeFigure();
    figure.fields.push_back(madeField(2));
    figure.panes = {{FigurePane::Kind::Stain, Stain::Nucleus}, {FigurePane::Kind::Stain, Stain::Protein}, {FigurePane::Kind::View, {}}};
    return figure;
}

inline bool says(const FigureLayout& layout, const QString& text) {
    return std::any_of(layout.texts.begin(), layout.texts.end(), [&](const FigureText& one) { return one.text.contains(text); });
}

} // namespace locascope::testing
