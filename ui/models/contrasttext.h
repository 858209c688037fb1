#pragma once

#include "core/imaging/composite.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace locascope {

/// How one stain is shown, as far as it makes sense on another plate.
struct StainContrast {
    ContrastWindow window; ///< raw counts of CopiedContrast::bits
    Colour colour;
    LookUpTable table = LookUpTable::Pure;
    bool visible = true;
    friend bool operator==(const StainContrast&, const StainContrast&) = default;
};

/// Contrast of one stain or of all, to be taken to another plate of the same depth.
struct CopiedContrast {
    int bits = 0; ///< 8 or 16
    PerStain<std::optional<StainContrast>> stains;
    friend bool operator==(const CopiedContrast&, const CopiedContrast&) = default;
};

/// `stains`: all, or one of them.
CopiedContrast contrastOf(const DisplaySettings& display, int bits, std::optional<Stain> only = {});
/// The stains that `contrast` names shown its way, the others as they were.
DisplaySettings withContrast(const DisplaySettings& display, const CopiedContrast& contrast);
/// One stain shown as the one that `contrast` names, but in its own colour, which tells it from the others.
CopiedContrast forStain(const CopiedContrast& contrast, Stain stain, const DisplaySettings& display);

/// JSON for people to read, mail and mend: `{"locascope": "contrast", "bits": 16, "stains": {"protein": {"minimum": 140, …}}}`.
QString formatContrast(const CopiedContrast& contrast);
/// Nothing where any of it is no contrast: text of something else, unknown stains, windows that are empty or beyond the depth.
std::optional<CopiedContrast> parseContrast(const QString& text);

QJsonObject contrastObject(const CopiedContrast& contrast);
std::optional<CopiedContrast> parseContrastObject(const QJsonObject& object);

} // namespace locascope
