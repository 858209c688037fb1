#pragma once

#include <QStringList>

namespace locascope {

/// Directories of plates opened before, at most ten, the newest first. They may be gone; no disk is asked.
QStringList recentPlates();
void rememberPlate(const QString& directory);

} // namespace locascope
