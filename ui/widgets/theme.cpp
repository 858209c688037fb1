#include "ui/widgets/theme.h"

#include "ui/widgets/windowstyle.h"

#include <QApplication>
#include <QSettings>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace locascope {

namespace {

constexpr std::array<std::pair<ThemeChoice, const char*>, 3> themeKeys{{
    {ThemeChoice::System, "system"}, {ThemeChoice::Dark, "dark"}, {ThemeChoice::Light, "light"}}};

const ThemeColours darkColours{
    .window = {0x26, 0x27, 0x29}, .base = {0x1c, 0x1d, 0x1f}, .raised = {0x36, 0x38, 0x3b}, .border = {0x4a, 0x4d, 0x51},
    .text = {0xe6, 0xe6, 0xe6}, .mutedText = {0xae, 0xb2, 0xb7}, .accent = {0x6c, 0xb4, 0xee}, .accentText = {0x0d, 0x1a, 0x26},
    .proposal = {0xb9, 0xbd, 0xc2}, .warning = {0xf0, 0xb4, 0x4d}, .error = {0xff, 0x8f, 0x80}, .good = {0x84, 0xd0, 0x8f},
    .field = {0x12, 0x12, 0x13}};

const ThemeColours lightColours{
    .window = {0xf1, 0xf1, 0xf0}, .base = {0xff, 0xff, 0xff}, .raised = {0xe4, 0xe4, 0xe2}, .border = {0xb4, 0xb4, 0xb0},
    .text = {0x1c, 0x1c, 0x1c}, .mutedText = {0x52, 0x55, 0x58}, .accent = {0x0b, 0x5a, 0x9e}, .accentText = {0xff, 0xff, 0xff},
    .proposal = {0x55, 0x59, 0x5e}, .warning = {0x7a, 0x4b, 0x00}, .error = {0xa8, 0x1e, 0x12}, .good = {0x1d, 0x66, 0x2b},
    .field = {0x2a, 0x2a, 0x2b}};

double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// The palette before ours decides; remembered because ours replaces it.
bool platformIsDark(QApplication& application) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return application.styleHints()->colorScheme() != Qt::ColorScheme::Light;
#else
    const QVariant known = application.property("locascope_platform_dark");
    if (known.isValid())
        return known.toBool();
    const bool asked = !qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP");
    const bool dark = !asked || application.palette().color(QPalette::Window).lightness() < 128;
    application.setProperty("locascope_platform_dark", dark);
    return dark;
#endif
}

} // namespace

QString themeKey(ThemeChoice choice) {
    for (const auto& [known, key] : themeKeys)
        if (known == choice)
            return QString::fromLatin1(key);
    return {};
}

std::optional<ThemeChoice> themeOfKey(const QString& key) {
    for (const auto& [choice, known] : themeKeys)
        if (key == QLatin1String(known))
            return choice;
    return std::nullopt;
}

const ThemeColours& themeColours(bool dark) { return dark ? darkColours : lightColours; }

const ThemeColours& themeColours(const QPalette& palette) {
    return themeColours(palette.color(QPalette::Window).lightness() < 128);
}

QPalette themePalette(bool dark) {
    const ThemeColours& c = themeColours(dark);
    QPalette palette(c.text, c.raised, c.raised.lighter(130), c.border.darker(130), c.border, c.text, c.text, c.base, c.window);
    palette.setColor(QPalette::AlternateBase, dark ? c.base.lighter(115) : c.base.darker(103));
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.mutedText);
    palette.setColor(QPalette::BrightText, c.error);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.accentText);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    const QColor disabled = dark ? QColor(0x85, 0x88, 0x8c) : QColor(0x80, 0x82, 0x85);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    return palette;
}

double contrastRatio(const QColor& first, const QColor& second) {
    const auto [darker, lighter] = std::minmax({luminance(first), luminance(second)});
    return (lighter + 0.05) / (darker + 0.05);
}

void applyTheme(QApplication& application, ThemeChoice choice) {
    const bool platformDark = platformIsDark(application);
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && platformDark);
    if (!qobject_cast<WindowStyle*>(QApplication::style()))
        QApplication::setStyle(new WindowStyle);
    QApplication::setPalette(themePalette(dark));
    QToolTip::setPalette(themePalette(dark));
}

ThemeChoice savedTheme() {
    return themeOfKey(QSettings().value(QStringLiteral("view/theme")).toString()).value_or(ThemeChoice::Dark);
}

void saveTheme(ThemeChoice choice) { QSettings().setValue(QStringLiteral("view/theme"), themeKey(choice)); }

} // namespace locascope
