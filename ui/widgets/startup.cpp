#include "ui/widgets/startup.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/language.h"
#include "ui/widgets/theme.h"

#include <QApplication>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// Outside any namespace, as the macro demands.
static void useEmbeddedResources() {
    Q_INIT_RESOURCE(locascope);
    Q_INIT_RESOURCE(translations);
}

namespace locascope {

namespace {

/// Planes of large fields are given back to the system when they are let go of. Without this glibc keeps them in its heaps once it has seen a few, a third of them as holes, and
/// no bound on what is cached bounds the program. Smaller blocks stay in the heaps, which is quicker.
void giveLargeBlocksBack() {
#ifdef __GLIBC__
    constexpr int largeBlock = 12 << 20, keptAtTop = 64 << 20;
    mallopt(M_MMAP_THRESHOLD, largeBlock);
    mallopt(M_TRIM_THRESHOLD, keptAtTop);
#endif
}

} // namespace

void prepareApplication(QApplication& application) {
    giveLargeBlocksBack();
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
