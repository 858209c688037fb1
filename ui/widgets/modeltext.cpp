#include "ui/widgets/modeltext.h"

#include "ui/models/session.h"

#include <QCoreApplication>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("ModelState", text); }

QString numbersText(NumberFormat numbers) {
    switch (numbers) {
    case NumberFormat::Float32: return QStringLiteral("float32");
    case NumberFormat::BFloat16: return QStringLiteral("bfloat16");
    case NumberFormat::Float16: break;
    }
    return QStringLiteral("float16");
}

} // namespace

QString modelStateText(const Session& session) {
    const QString name = session.model() ? QString::fromStdString(session.model()->name) : QString();
    const QString detail = session.modelStateDetail();
    switch (session.modelState()) {
    case ModelState::None:
        return !name.isEmpty() ? said(QT_TRANSLATE_NOOP("ModelState", "Predictions made elsewhere: %1")).arg(name) : said(QT_TRANSLATE_NOOP("ModelState", "No model: labels are blind"));
    case ModelState::Loading: return said(QT_TRANSLATE_NOOP("ModelState", "Loading the model…"));
    case ModelState::OnTrial: return said(QT_TRANSLATE_NOOP("ModelState", "Trying the model in safety…"));
    case ModelState::Ready: return QStringLiteral("%1 · %2").arg(name, detail) + (session.modelPlan() ? QStringLiteral(" · ") + numbersText(session.modelPlan()->numbers) : QString());
    case ModelState::Failed: return said(QT_TRANSLATE_NOOP("ModelState", "⚠ Model not in use: %1")).arg(detail);
    case ModelState::ModuleMissing: return said(QT_TRANSLATE_NOOP("ModelState", "⚠ Learning module not installed: no predictions"));
    }
    return {};
}

QString modelPlanText(const Session& session) {
    const auto plan = session.modelPlan();
    if (!plan)
        return {};
    QStringList parts{plan->frozen ? said(QT_TRANSLATE_NOOP("ModelState", "frozen")) : said(QT_TRANSLATE_NOOP("ModelState", "as loaded"))};
    if (plan->channelsLast)
        parts << said(QT_TRANSLATE_NOOP("ModelState", "channels last"));
    if (plan->oneDnnLayout)
        parts << said(QT_TRANSLATE_NOOP("ModelState", "oneDNN's layout"));
    parts << (plan->lowPercent < 100 ? said(QT_TRANSLATE_NOOP("ModelState", "%1 in the first %2 % of the convolutions")).arg(numbersText(plan->numbers)).arg(plan->lowPercent) : numbersText(plan->numbers));
    if (plan->threads > 0)
        parts << said(QT_TRANSLATE_NOOP("ModelState", "threads: %1")).arg(plan->threads);
    parts << (plan->batch == 1 ? said(QT_TRANSLATE_NOOP("ModelState", "one by one")) : said(QT_TRANSLATE_NOOP("ModelState", "batches of %1")).arg(plan->batch));
    return said(QT_TRANSLATE_NOOP("ModelState", "Fastest on this machine with every probability within 0.001 of the plain way: %1")).arg(parts.join(QStringLiteral(", ")));
}

} // namespace locascope
