#pragma once

#include "core/imaging/composite.h"

#include <QColor>
#include <QFont>
#include <QString>
#include <QStringList>

namespace locascope {

/// The font of figures: DejaVu Sans, which comes with the program, else what stands in for it. `size` in units of a layout.
QFont figureFont(int size, bool bold);

double figureTextWidth(const QString& text, int size, bool bold);

/// Broken at spaces where it is wider than `width`; a word that is wider by itself is broken where it must be.
QStringList wrappedFigureText(const QString& text, double width, int size);

/// A stain's colour as ink on white paper: the same hue, dark enough to be read (contrast 4.5 to 1, WCAG 2.1, 1.4.3).
QColor inkOnPaper(const Colour& colour);

} // namespace locascope
