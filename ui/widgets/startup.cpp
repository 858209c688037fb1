#include "ui/widgets/startup.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/language.h"
#include "ui/widgets/theme.h"

#include <QApplication>

// Outside any namespace, as the macro demands.
static void useEmbeddedResources() {
    Q_INIT_RESOURCE(locascope);
    Q_INIT_RESOURCE(translations);
}

namespace locascope {

void prepareApplication(QApplication& application) {
    useEmbeddedResources();
    QApplication::setOrganizationName(QStringLiteral("Locascope"));
    QApplication::setApplicationName(QStringLiteral("Locascope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Locascope"));
    QApplication::setDesktopFileName(QStringLiteral("locascope"));
    QApplication::setWindowIcon(programIcon());
    useLanguage(application, savedLanguage());
    applyTheme(application, savedTheme());
}

} // namespace locascope
