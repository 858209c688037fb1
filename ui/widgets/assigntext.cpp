#include "ui/widgets/assigntext.h"

#include "core/files/error.h"
#include "ui/models/session.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Assigning", text); }

QString shown(const std::string& text) { return QString::fromStdString(text); }

QString counted(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

} // namespace

std::optional<Assignment> assignmentIn(const LabelEvent& event) {
    try {
        return parseAssignment(event.vocabularyDigest);
    } catch (const Error&) {
        return {};
    }
}

QString loadsText(const Assignment& assignment) {
    QStringList loads;
    for (const auto& [name, samples] : assignment.samples)
        loads.append(QStringLiteral("%1 %2").arg(shown(name), counted(samples.size())));
    return loads.join(QStringLiteral(", "));
}

QString assignmentText(const LabelEvent& event, const std::string& sampleId) {
    const auto assignment = assignmentIn(event);
    if (!assignment)
        return said(QT_TRANSLATE_NOOP("Assigning", "an assignment that cannot be read"));
    if (sampleId.empty())
        return said(QT_TRANSLATE_NOOP("Assigning", "samples assigned: %1")).arg(loadsText(*assignment));
    QStringList names;
    for (const auto& [name, samples] : assignment->samples)
        if (std::find(samples.begin(), samples.end(), sampleId) != samples.end())
            names.append(shown(name));
    return said(QT_TRANSLATE_NOOP("Assigning", "assigned to %1")).arg(names.join(QStringLiteral(", ")));
}

QString planText(const Assignment& planned, std::size_t samples) {
    std::size_t judgements = 0;
    for (const auto& [name, ids] : planned.samples)
        judgements += ids.size();
    const std::size_t shared = planned.how.each > 1 ? (judgements - samples) / (planned.how.each - 1) : 0; // the others have one reviewer
    QString text = (samples == 1 ? said(QT_TRANSLATE_NOOP("Assigning", "1 sample: %1.")) : said(QT_TRANSLATE_NOOP("Assigning", "%1 samples: %2.")).arg(counted(samples))).arg(loadsText(planned));
    if (shared > 0)
        text += u' ' + said(QT_TRANSLATE_NOOP("Assigning", "%1 of them have %2 reviewers each.")).arg(counted(shared), counted(planned.how.each));
    return text;
}

QString replacedText(const Assignment& standing) {
    return said(QT_TRANSLATE_NOOP("Assigning", "In place of what %1 assigned on %2: %3. The history keeps it."))
        .arg(shown(standing.by), QLocale().toString(QDateTime::fromMSecsSinceEpoch(standing.timeMs), QLocale::ShortFormat), loadsText(standing));
}

} // namespace locascope
