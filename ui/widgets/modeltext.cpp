#include "ui/widgets/modeltext.h"

#include "ui/models/session.h"

#include <QCoreApplication>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("ModelState", text); }

} // namespace

QString modelStateText(const Session& session) {
    const QString name = session.model() ? QString::fromStdString(session.model()->name) : QString();
    const QString detail = session.modelStateDetail();
    switch (session.modelState()) {
    case ModelState::None:
        return !name.isEmpty() ? said(QT_TRANSLATE_NOOP("ModelState", "Predictions made elsewhere: %1")).arg(name) : said(QT_TRANSLATE_NOOP("ModelState", "No model: labels are blind"));
    case ModelState::Loading: return said(QT_TRANSLATE_NOOP("ModelState", "Loading the model…"));
    case ModelState::OnTrial: return said(QT_TRANSLATE_NOOP("ModelState", "Trying the model in safety…"));
    case ModelState::Ready: return QStringLiteral("%1 · %2").arg(name, detail);
    case ModelState::Failed: return said(QT_TRANSLATE_NOOP("ModelState", "⚠ Model not in use: %1")).arg(detail);
    case ModelState::ModuleMissing: return said(QT_TRANSLATE_NOOP("ModelState", "⚠ Learning module not installed: no predictions"));
    }
    return {};
}

} // namespace locascope
