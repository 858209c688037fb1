#pragma once

#include <QLocale>
#include <QString>

class QApplication;

namespace locascope {

/// "" follows the system, else "en" or "sv".
QString savedLanguage();
void saveLanguage(const QString& key);

/// The language that `key` means on this machine: one of those the program has, English where it has none.
QLocale languageOf(const QString& key);

/// Loads the translators of `key` into `application`, instead of those loaded before. Widgets that exist get QEvent::LanguageChange.
void useLanguage(QApplication& application, const QString& key);

} // namespace locascope
