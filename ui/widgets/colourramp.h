#pragma once

#include <QColor>

namespace locascope {

/// The colour of `share` in [0, 1] (clamped) on cividis, which grows evenly brighter and looks the same to readers with a red-green deficiency:
/// J. R. Nuñez, C. R. Anderton and R. S. Renslow, "Optimizing colormaps with consideration for color vision deficiency to enable accurate
/// interpretation of scientific data", PLoS ONE 13(7), 2018, e0199239.
QColor rampColour(double share);

/// Black or white, whichever reads better on `ground`; at least 4.5 to 1.
QColor readableOn(const QColor& ground);

} // namespace locascope
