#include "ui/widgets/vocabularytext.h"

#include "ui/widgets/classname.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("VocabularyText", text); }

QString shown(const std::string& text) { return QString::fromStdString(text); }

QString nameOf(const VocabularyState& state, ClassIndex index) {
    return toIndex(index) < state.vocabulary.size() ? className(shown(state.vocabulary.at(index).name)) : QString::number(toIndex(index));
}

QString namesOf(const VocabularyState& state, const std::vector<ClassIndex>& classes) {
    QStringList names;
    for (const ClassIndex index : classes)
        names.append(nameOf(state, index));
    return names.join(QStringLiteral(", "));
}

QString joined(const std::vector<std::string>& names) {
    QStringList all;
    for (const std::string& name : names)
        all.append(shown(name));
    return all.join(QStringLiteral(", "));
}

QString counted(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

std::optional<VocabularyChange> changeIn(const LabelEvent& event) {
    try {
        return parseVocabularyChange(event.vocabularyDigest);
    } catch (const Error&) {
        return {};
    }
}

} // namespace

QString classStateText(const VocabularyState& state, ClassIndex index) {
    const ClassState& one = state.classes[toIndex(index)];
    if (one.mergedInto)
        return said(QT_TRANSLATE_NOOP("VocabularyText", "read as %1")).arg(nameOf(state, *one.mergedInto));
    if (!one.splitInto.empty())
        return said(QT_TRANSLATE_NOOP("VocabularyText", "split into %1")).arg(namesOf(state, one.splitInto));
    return one.isRetired ? said(QT_TRANSLATE_NOOP("VocabularyText", "retired")) : QString();
}

QString changeText(const VocabularyState& state, const VocabularyChange& change) {
    const QString classes = namesOf(state, change.classes), names = joined(change.names);
    switch (change.kind) {
    case ChangeKind::Rename: return said(QT_TRANSLATE_NOOP("VocabularyText", "Class %1 renamed to %2")).arg(toIndex(change.classes.empty() ? ClassIndex{} : change.classes.front())).arg(names);
    case ChangeKind::Merge: return said(QT_TRANSLATE_NOOP("VocabularyText", "%1 merged into %2")).arg(classes, change.into ? nameOf(state, *change.into) : QString());
    case ChangeKind::Split: return said(QT_TRANSLATE_NOOP("VocabularyText", "%1 split into %2")).arg(classes, names);
    case ChangeKind::Add: return said(QT_TRANSLATE_NOOP("VocabularyText", "%1 added")).arg(names);
    case ChangeKind::Retire: return said(QT_TRANSLATE_NOOP("VocabularyText", "%1 retired")).arg(classes);
    case ChangeKind::Restore: return said(QT_TRANSLATE_NOOP("VocabularyText", "%1 restored")).arg(classes);
    case ChangeKind::Describe: return said(QT_TRANSLATE_NOOP("VocabularyText", "%1 described")).arg(classes);
    }
    return {};
}

QString changeText(const LabelEvent& event, const Session& session) {
    const auto change = changeIn(event);
    return change ? changeText(session.vocabularyState(), *change) : said(QT_TRANSLATE_NOOP("VocabularyText", "a change that cannot be read"));
}

QString changeReason(const LabelEvent& event) {
    const auto change = changeIn(event);
    return change ? shown(change->reason).simplified() : QString();
}

QString previewText(const ChangePreview& preview) {
    if (preview.samples == 0)
        return said(QT_TRANSLATE_NOOP("VocabularyText", "No decision names it; no sample will read otherwise."));
    QStringList sentences{said(QT_TRANSLATE_NOOP("VocabularyText", "Samples with decisions that name it: %1; to be read otherwise: %2; to be looked at again: %3."))
                              .arg(counted(preview.samples), counted(preview.samplesReading), counted(preview.samplesToLookAt))};
    for (const ChangeEffect& one : preview.reviewers)
        sentences.append(said(QT_TRANSLATE_NOOP("VocabularyText", "%1: decisions %2, read otherwise %3, to be looked at again %4.")).arg(shown(one.reviewer), counted(one.decisions), counted(one.reading), counted(one.toLookAt)));
    return sentences.join(u'\n');
}

} // namespace locascope
