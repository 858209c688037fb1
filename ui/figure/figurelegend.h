#pragma once

#include "ui/figure/figure.h"

#include <QColor>
#include <QString>
#include <QStringList>

#include <vector>

namespace locascope {

/// A name with the colour it stands for.
struct FigureEntry {
    QString text;
    QColor ink;    ///< of the text, on white
    QColor swatch; ///< as in the picture
};

/// The head of a column.
FigureEntry headOf(const FigurePane& pane, const FigureDescription& figure);

/// Every stain that some pane shows, with its range: "nucleus 12–1,830, γ 0.8".
std::vector<FigureEntry> legendOf(const FigureDescription& figure);

/// What else must be said below: of the ranges, of saliency, that images were simulated, and FigureDescription::notes. One paragraph each.
QStringList notesOf(const FigureDescription& figure);

} // namespace locascope
