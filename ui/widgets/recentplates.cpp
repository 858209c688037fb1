#include "ui/widgets/recentplates.h"

#include <QDir>
#include <QSettings>

namespace locascope {

namespace {

const QString setting = QStringLiteral("plates/recent");
constexpr qsizetype mostPlates = 10;

} // namespace

QStringList recentPlates() { return QSettings().value(setting).toStringList(); }

void rememberPlate(const QString& directory) {
    QStringList plates = recentPlates();
    plates.removeAll(directory);
    plates.prepend(directory);
    QSettings().setValue(setting, plates.mid(0, mostPlates));
}

} // namespace locascope
