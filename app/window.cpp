#include "app/window.h"

#include "app/chosenvocabulary.h"
#include "app/timings.h"
#include "ui/models/session.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/startup.h"

#include <QApplication>
#include <QSettings>

namespace locascope {

namespace {

std::size_t megabytesSetting(const QString& key, std::size_t usualBytes) {
    return static_cast<std::size_t>(QSettings().value(key, static_cast<qulonglong>(usualBytes >> 20U)).toULongLong()) << 20U;
}

SessionOptions sessionOptions(const WindowRequest& request, const CommandContext& context) {
    SessionOptions options;
    options.dataDirectory = context.dataDirectory;
    options.cacheDirectory = context.cacheDirectory;
    options.program = context.program;
    options.reviewFile = request.review;
    options.modelCard = request.model;
    options.vocabulary = chosenVocabulary(request.vocabulary);
    options.device = request.device;
    options.reviewer = QString::fromLocal8Bit(request.reviewer);
    options.thumbnailCacheBytes = megabytesSetting(QStringLiteral("thumbnails/megabytes"), options.thumbnailCacheBytes);
    options.memoryBytes = megabytesSetting(QStringLiteral("memory/megabytes"), options.memoryBytes);
    return options;
}

} // namespace

int runWindow(int& argc, char* argv[], const WindowRequest& request, const CommandContext& context) {
    QApplication application(argc, argv);
    prepareApplication(application);
    Session session(sessionOptions(request, context));
    MainWindow window(session);
    if (const auto start = startToTimeFrom()) {
        reportTimings(*start, window, session);
    }
    if (!request.plate.empty()) {
        session.openPlate(request.plate);
    }
    window.show();
    return QApplication::exec();
}

} // namespace locascope
