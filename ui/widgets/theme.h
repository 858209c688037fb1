#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <optional>

class QApplication;

namespace locascope {

enum class ThemeChoice { System, Dark, Light };

/// Stable keys for settings: system, dark, light.
QString themeKey(ThemeChoice choice);
std::optional<ThemeChoice> themeOfKey(const QString& key);

/// Colours that a palette has no role for. Every text colour keeps a contrast of at least 4.5 to 1 on `window`, `base` and `raised`.
struct ThemeColours {
    QColor window;      ///< behind panels
    QColor base;        ///< lists and text fields
    QColor raised;      ///< buttons, chips
    QColor border;
    QColor text;
    QColor mutedText;
    QColor accent;      ///< marks of the reviewer
    QColor accentText;  ///< on accent
    QColor proposal;    ///< outlines and bars of the model
    QColor warning;
    QColor error;
    QColor good;
    QColor field;       ///< around the image
};

const ThemeColours& themeColours(bool dark);
/// Those of the palette a widget has now, so that painting follows a change of theme.
const ThemeColours& themeColours(const QPalette& palette);
QPalette themePalette(bool dark);

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
double contrastRatio(const QColor& first, const QColor& second);

/// Sets style and palette of the whole program. System asks the platform, and is dark where the platform has no opinion.
void applyTheme(QApplication& application, ThemeChoice choice);
ThemeChoice savedTheme();
void saveTheme(ThemeChoice choice);

} // namespace locascope
