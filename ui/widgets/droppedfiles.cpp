#include "ui/widgets/droppedfiles.h"

#include "ui/models/session.h"
#include "ui/widgets/wiring.h"

#include <QFileInfo>

namespace locascope {

namespace {

QString plateOfUrl(const QUrl& url) {
    const QFileInfo dropped(url.toLocalFile());
    static const QStringList imageSuffixes{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("tif"), QStringLiteral("tiff")};
    return imageSuffixes.contains(dropped.suffix().toLower()) ? dropped.path() : dropped.filePath();
}

bool isModel(const QUrl& url) {
    static const QStringList modelSuffixes{QStringLiteral("onnx"), QStringLiteral("pt"), QStringLiteral("pth"), QStringLiteral("zip"), QStringLiteral("yaml")};
    return modelSuffixes.contains(QFileInfo(url.toLocalFile()).suffix().toLower());
}

} // namespace

void takeDropped(QMainWindow& window, Session& session, const QList<QUrl>& urls) {
    QStringList models;
    for (const QUrl& url : urls)
        if (isModel(url))
            models.append(url.toLocalFile());
    if (models.isEmpty())
        session.openPlate(plateOfUrl(urls.first()).toStdString());
    else
        importModels(window, session, models, ThenUse::No);
}

} // namespace locascope
