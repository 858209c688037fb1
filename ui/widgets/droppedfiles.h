#pragma once

#include <QList>
#include <QUrl>

class QMainWindow;

namespace locascope {

class Session;

/// Imports what can only be meant as models; else opens the plate that the first means: a directory, or that of an image. No disk is asked. At least one URL.
void takeDropped(QMainWindow& window, Session& session, const QList<QUrl>& urls);

} // namespace locascope
