#pragma once

class QApplication;

namespace locascope {

/// Gives a program its resources, name, icon, language and theme. Call once, after the QApplication and before the first widget; organisation and
/// application name for QSettings are set here.
void prepareApplication(QApplication& application);

} // namespace locascope
