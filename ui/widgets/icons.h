#pragma once

#include <QIcon>
#include <QString>

namespace locascope {

/// One of the program's own drawings (resources/icons/<name>.svg), in the text colour of the current theme, sharp at any scale.
/// An unknown name gives a null icon.
QIcon themedIcon(const QString& name);

/// The program's emblem, in its own colours.
QIcon programIcon();

} // namespace locascope
