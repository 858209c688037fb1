#include "ui/widgets/historytext.h"

#include "core/plate/plate.h"
#include "ui/models/platesnapshot.h"
#include "ui/widgets/decisiontext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("History", text); }

QString counted(int count) { return QLocale().toString(count); }

} // namespace

QString causeText(EventCause cause) {
    constexpr std::array texts{QT_TRANSLATE_NOOP("History", "reviewed"), QT_TRANSLATE_NOOP("History", "undone"), QT_TRANSLATE_NOOP("History", "imported"),
                               QT_TRANSLATE_NOOP("History", "in bulk"), QT_TRANSLATE_NOOP("History", "ruling"), QT_TRANSLATE_NOOP("History", "classes changed"),
                               QT_TRANSLATE_NOOP("History", "assigned")};
    return said(texts[static_cast<std::size_t>(cause)]);
}

QString sampleOfEvent(const LabelEvent& event, const Session& session) {
    if (event.sampleId == wholePlate)
        return said(QT_TRANSLATE_NOOP("History", "the whole review"));
    const auto plate = session.snapshot();
    const int sample = plate ? plate->indexOf(event.sampleId) : -1;
    if (sample < 0 && session.blinding().hides(Hidden::Names))
        return said(QT_TRANSLATE_NOOP("History", "a sample that is not here"));
    return sample < 0 ? QString::fromUtf8(QByteArray::fromStdString(event.sampleId)) : sampleText(session, sample);
}

QString undoText(const Session& session) {
    const auto act = session.nextUndo();
    if (!act)
        return {};
    const QString where = act->samples > 1   ? said(QT_TRANSLATE_NOOP("History", "%1 samples")).arg(counted(act->samples))
                          : act->sample >= 0 ? sampleText(session, act->sample)
                                             : said(QT_TRANSLATE_NOOP("History", "a sample that is not here"));
    return said(QT_TRANSLATE_NOOP("History", "Undo: %1, %2")).arg(where, decisionSummary(act->after, session.vocabulary()));
}

QString bulkText(const BulkPlan& plan, const Vocabulary& vocabulary) {
    const int samples = static_cast<int>(plan.samples.size());
    const QString labels = decisionSummary(plan.decision, vocabulary);
    QString text = samples == 1 ? said(QT_TRANSLATE_NOOP("History", "Label 1 sample: %1.")).arg(labels)
                                : said(QT_TRANSLATE_NOOP("History", "Label %1 samples: %2.")).arg(counted(samples), labels);
    if (plan.reviewedBefore == 1)
        text += u' ' + said(QT_TRANSLATE_NOOP("History", "1 was reviewed before: it changes."));
    else if (plan.reviewedBefore > 1)
        text += u' ' + said(QT_TRANSLATE_NOOP("History", "%1 were reviewed before: they change.")).arg(counted(plan.reviewedBefore));
    if (plan.unchanged == 1)
        text += u' ' + said(QT_TRANSLATE_NOOP("History", "1 more says so already."));
    else if (plan.unchanged > 1)
        text += u' ' + said(QT_TRANSLATE_NOOP("History", "%1 more say so already.")).arg(counted(plan.unchanged));
    return text;
}

} // namespace locascope
