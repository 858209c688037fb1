#pragma once

#include "core/review/stainingcheck.h"

#include <QString>

namespace locascope {

/// "Foreground, median", …
QString figureText(StainingFigure figure);
/// What it is, in a sentence.
QString figureTip(StainingFigure figure);

/// "12.3 %", "1,204", "0.0312"; a dash where it is not known.
QString figureValueText(double value, StainingFigure figure);
/// Two places after the point; a dash where it is not known.
QString ratioText(double ratio);

/// "out of focus, saturated"; empty without any.
QString flagsText(StainingFlags flags);

/// "A01", "Plate7 · A01", a folder, a group, or a field.
QString unitText(const StainingUnit& unit);

} // namespace locascope
