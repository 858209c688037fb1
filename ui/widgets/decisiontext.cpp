#include "ui/widgets/decisiontext.h"

#include "ui/models/session.h"
#include "ui/widgets/classname.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Decision", text); }

} // namespace

QString outcomeText(Outcome outcome) {
    constexpr std::array texts{QT_TRANSLATE_NOOP("Decision", "labelled"), QT_TRANSLATE_NOOP("Decision", "negative"),
                               QT_TRANSLATE_NOOP("Decision", "unusable"), QT_TRANSLATE_NOOP("Decision", "unsure")};
    return said(texts[static_cast<std::size_t>(outcome)]);
}

QString savingText(SavingState state) {
    switch (state) {
    case SavingState::None: return {};
    case SavingState::Saving: return said(QT_TRANSLATE_NOOP("Decision", "saving"));
    case SavingState::Saved: return said(QT_TRANSLATE_NOOP("Decision", "saved"));
    case SavingState::Kept: return said(QT_TRANSLATE_NOOP("Decision", "kept here for the server"));
    case SavingState::Failed: return said(QT_TRANSLATE_NOOP("Decision", "⚠ not saved"));
    }
    return {};
}

QString decisionSummary(const Decision& decision, const Vocabulary& vocabulary) {
    QStringList parts;
    for (const ClassIndex index : decision.present.classes())
        if (toIndex(index) < vocabulary.size())
            parts.append(className(QString::fromStdString(vocabulary.at(index).name)));
    if (decision.other)
        parts.append(said(QT_TRANSLATE_NOOP("Decision", "other")));
    QString classes = parts.join(QStringLiteral(", "));
    if (decision.inherited)
        classes = classes.isEmpty() ? said(QT_TRANSLATE_NOOP("Decision", "inherited")) : said(QT_TRANSLATE_NOOP("Decision", "inherited: %1")).arg(classes);
    if (decision.outcome == Outcome::Labelled && !classes.isEmpty())
        return classes;
    return classes.isEmpty() ? outcomeText(decision.outcome) : QStringLiteral("%1: %2").arg(outcomeText(decision.outcome), classes);
}

QString decisionSummary(const std::optional<Decision>& decision, const Vocabulary& vocabulary) {
    return decision ? decisionSummary(*decision, vocabulary) : said(QT_TRANSLATE_NOOP("Decision", "no decision"));
}

QString sampleText(const Sample& sample) {
    if (sample.well.empty())
        return QString::fromUtf8(QByteArray::fromStdString(sample.shortId));
    const QString well = QString::fromStdString(sample.well);
    return sample.site ? said(QT_TRANSLATE_NOOP("Decision", "%1 · site %2")).arg(well).arg(*sample.site) : well;
}

QString sampleText(const Session& session, int sampleIndex) {
    if (const int alias = session.alias(sampleIndex); alias > 0)
        return said(QT_TRANSLATE_NOOP("Decision", "Sample %1")).arg(alias);
    return sampleText(session.plate().samples[static_cast<std::size_t>(sampleIndex)]);
}

QString sampleIdText(const Session& session, int sampleIndex) {
    if (session.alias(sampleIndex) > 0)
        return sampleText(session, sampleIndex);
    return QString::fromUtf8(QByteArray::fromStdString(session.plate().samples[static_cast<std::size_t>(sampleIndex)].id));
}

} // namespace locascope
