#include "ui/widgets/summarytext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace locascope {

namespace {

QString counted(const char* text, std::size_t count) { return QCoreApplication::translate("Summary", text, nullptr, int(count)); }

QString said(const char* text) { return QCoreApplication::translate("Summary", text); }

const char* refusalText(RefusedSummary::Why why) {
    switch (why) {
    case RefusedSummary::Why::Reviewer: return QT_TRANSLATE_NOOP("Summary", "The server does not let you write in the name of %1, who decided on samples: %2. Ask an owner of the server for that (locascope review server grant).");
    case RefusedSummary::Why::Ruling: return QT_TRANSLATE_NOOP("Summary", "The server does not let you rule, as %1 did on samples: %2. Ask an owner of the server to make your login an adjudicator (locascope review server grant).");
    case RefusedSummary::Why::Content: return QT_TRANSLATE_NOOP("Summary", "The server does not take what %1 decided on samples: %2 (%3). Decide these anew, and tell who keeps the server.");
    case RefusedSummary::Why::Earlier: return QT_TRANSLATE_NOOP("Summary", "What %1 decided later on these samples waits with it: %2.");
    }
    return "";
}

QString refusedSamples(const RefusedSummary::Group& group) {
    const QString count = QString::number(group.samples);
    if (group.names.isEmpty())
        return count;
    const bool isMore = group.samples > static_cast<std::size_t>(group.names.size());
    return QStringLiteral("%1 (%2%3)").arg(count, group.names.join(QStringLiteral(", ")), isMore ? QStringLiteral(", …") : QString());
}

QString refusalSentence(const RefusedSummary::Group& group) {
    const QString sentence = said(refusalText(group.why));
    return group.why == RefusedSummary::Why::Content ? sentence.arg(group.reviewer, refusedSamples(group), group.reason) : sentence.arg(group.reviewer, refusedSamples(group));
}

} // namespace

QString summaryText(const ExportSummary& summary, const QString& file) {
    QStringList leftOut;
    const auto add = [&](const char* text, std::size_t count) {
        if (count > 0)
            leftOut.append(counted(text, count));
    };
    add(QT_TRANSLATE_N_NOOP("Summary", "%n not reviewed"), summary.unreviewed);
    add(QT_TRANSLATE_N_NOOP("Summary", "%n unsure"), summary.unsure);
    add(QT_TRANSLATE_N_NOOP("Summary", "%n unusable"), summary.unusable);
    add(QT_TRANSLATE_N_NOOP("Summary", "%n with nothing that this format can say"), summary.notExpressible);
    add(QT_TRANSLATE_N_NOOP("Summary", "%n on which reviewers disagree"), summary.conflicts);
    const QString written = counted(QT_TRANSLATE_N_NOOP("Summary", "Samples written to %1: %n."), summary.written).arg(file);
    if (leftOut.isEmpty())
        return written;
    return written + u' ' + QCoreApplication::translate("Summary", "Left out: %1.").arg(leftOut.join(QStringLiteral(", ")));
}

QString summaryText(const PackSummary& summary, const QString& folder) {
    return counted(QT_TRANSLATE_N_NOOP("Summary", "Samples packed into %1: %n (%2 image files, %3)."), summary.samples)
        .arg(folder, QLocale().toString(qulonglong(summary.files)), QLocale().formattedDataSize(qint64(summary.bytes)));
}

QString summaryText(const ImportSummary& summary, const QString& file) {
    if (summary.kind == ImportSummary::Kind::Predictions)
        return counted(QT_TRANSLATE_N_NOOP("Summary", "Predictions imported from %1: %n. They are shown from now on; “Use the bundled model” goes back."), summary.taken)
            .arg(file);
    QString text = counted(QT_TRANSLATE_N_NOOP("Summary", "Decisions imported from %1: %n."), summary.taken).arg(file);
    if (summary.unchanged > 0)
        text += u' ' + counted(QT_TRANSLATE_N_NOOP("Summary", "There already: %n."), summary.unchanged);
    if (summary.ofOthers > 0)
        text += u' ' + counted(QT_TRANSLATE_N_NOOP("Summary", "Of other reviewers, shown in the history: %n."), summary.ofOthers);
    return text;
}

QString summaryText(const OvertakenSummary& summary) {
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(summary.timeMs), QLocale::ShortFormat);
    const QString where = summary.name.isEmpty() ? counted(QT_TRANSLATE_N_NOOP("Summary", "%n samples"), summary.samples)
                          : summary.samples == 1 ? summary.name
                                                 : QCoreApplication::translate("Summary", "%1 and others (%2)").arg(summary.name).arg(summary.samples);
    const QString what = summary.isOwn ? QCoreApplication::translate("Summary", "Meanwhile %1 was decided on otherwise in your name, elsewhere (%2).").arg(where, when)
                                       : QCoreApplication::translate("Summary", "Meanwhile %1 was ruled on by %2 (%3).").arg(where, summary.reviewer, when);
    return what + u' ' + QCoreApplication::translate("Summary", "What you decided is the later one and counts; both are in the history (H).");
}

QString summaryText(const RefusedSummary& summary) {
    QStringList parts;
    for (const RefusedSummary::Group& group : summary.groups)
        parts.append(refusalSentence(group));
    parts.append(said(QT_TRANSLATE_NOOP("Summary", "It is kept on this computer; the rest was sent.")));
    return parts.join(u' ');
}

} // namespace locascope
