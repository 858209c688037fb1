#include "ui/widgets/queuetext.h"

#include "core/review/vocabularystate.h"
#include "ui/models/session.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace locascope {

namespace {

using S = QueueStrategy;
using H = QueueHindrance;

constexpr qsizetype doubtsNamed = 2;

QString said(const char* text, int count = -1) { return QCoreApplication::translate("Queue", text, nullptr, count); } // where a text has no %n, any count does
QString number(double value) { return QLocale().toString(value, 'f', 2); }

struct Sentences {
    const Session& session;
    QueueStrategy strategy;

    QString nameOf(ClassIndex index) const {
        const auto& classes = session.vocabulary().classes();
        return toIndex(index) < classes.size() ? className(QString::fromStdString(classes[toIndex(index)].name)) : QString();
    }
    QString namesOf(const LabelSet& labels) const {
        QStringList names;
        for (const ClassIndex index : labels.classes())
            names.append(nameOf(index));
        return names.join(QStringLiteral(", "));
    }
    QString sampleOf(int sample) const {
        const auto& samples = session.plate().samples;
        return sample >= 0 && static_cast<std::size_t>(sample) < samples.size() ? sampleText(session, sample) : QString();
    }
    /// What heads say out of fold stands nowhere else in the window, and is another figure than the model's beside it.
    QString doubt(const LabelDoubt& one) const {
        constexpr const char* texts[2][2] = {{QT_TRANSLATE_NOOP("Queue", "%1 is not labelled, but the model says %2 (where it is labelled, %3 on average)"),
                                              QT_TRANSLATE_NOOP("Queue", "%1 is labelled, but the model says %2 (where it is not labelled, %3 on average)")},
                                             {QT_TRANSLATE_NOOP("Queue", "%1 is not labelled, but has %2 by what the other labels teach (where it is labelled, %3 on average)"),
                                              QT_TRANSLATE_NOOP("Queue", "%1 is labelled, but has %2 by what the other labels teach (where it is not labelled, %3 on average)")}};
        const char* text = texts[session.queue().folds() > 0 ? 1 : 0][one.doubt == Doubt::Missing ? 0 : 1];
        return said(text).arg(nameOf(one.index), number(static_cast<double>(one.probability)), number(static_cast<double>(one.usual)));
    }

    QString operator()(const ConflictReason& reason) const {
        QStringList names;
        for (const std::string& name : reason.reviewers)
            names.append(QString::fromStdString(name));
        const QString classes = namesOf(reason.classes);
        const QString text = classes.isEmpty() ? said(QT_TRANSLATE_NOOP("Queue", "%1 disagree")).arg(names.join(QStringLiteral(", ")))
                                               : said(QT_TRANSLATE_NOOP("Queue", "%1 disagree on %2")).arg(names.join(QStringLiteral(", ")), classes);
        return reason.isOutvoted ? text + said(QT_TRANSLATE_NOOP("Queue", "; most agree")) : text;
    }
    QString operator()(const UnclearReason& reason) const {
        QStringList parts, names;
        for (const ClassIndex index : reason.split.classes()) {
            LabelSet into;
            for (const ClassIndex one : session.vocabularyState().classes[toIndex(index)].splitInto)
                into.insert(one);
            parts.append(said(QT_TRANSLATE_NOOP("Queue", "labelled with %1, which was split into %2 since")).arg(nameOf(index), namesOf(into)));
        }
        if (!reason.blurred.isEmpty())
            parts.append(said(QT_TRANSLATE_NOOP("Queue", "not judged any more, since other classes were merged into it: %1")).arg(namesOf(reason.blurred)));
        for (const std::string& name : reason.reviewers)
            names.append(QString::fromStdString(name));
        return names.join(QStringLiteral(", ")) + QStringLiteral(": ") + parts.join(QStringLiteral("; "));
    }
    QString operator()(const QuestionReason& reason) const {
        const auto shown = [](const std::string& text) { return QString::fromStdString(text).simplified(); };
        QStringList parts;
        for (const QuestionReason::Asked& one : reason.questions)
            if (strategy != S::Answered)
                parts.append(one.note.empty() ? said(QT_TRANSLATE_NOOP("Queue", "%1 is unsure")).arg(shown(one.reviewer))
                                              : said(QT_TRANSLATE_NOOP("Queue", "%1 asks: “%2”")).arg(shown(one.reviewer), shown(one.note)));
            else if (!one.note.empty())
                parts.append(said(QT_TRANSLATE_NOOP("Queue", "You asked: “%1”")).arg(shown(one.note)));
        if (strategy != S::Answered)
            return parts.join(QStringLiteral("; "));
        const QString decision = decisionSummary(reason.decision, session.vocabulary());
        parts.append(reason.answer.note.empty() ? said(QT_TRANSLATE_NOOP("Queue", "%1 says: %2")).arg(shown(reason.answer.reviewer), decision)
                                                : said(QT_TRANSLATE_NOOP("Queue", "%1 says: %2, “%3”")).arg(shown(reason.answer.reviewer), decision, shown(reason.answer.note)));
        return parts.join(QStringLiteral("; "));
    }
    QString operator()(const PlainReason&) const {
        if (strategy == S::Assigned)
            return said(QT_TRANSLATE_NOOP("Queue", "Assigned to you, and not judged by you yet"));
        return plain();
    }
    QString plain() const { return strategy == S::InOrder ? said(QT_TRANSLATE_NOOP("Queue", "In the order of the plate")) : said(QT_TRANSLATE_NOOP("Queue", "Nobody has judged it yet")); }
    QString operator()(const UncertainReason& reason) const {
        const QString probability = number(static_cast<double>(reason.probability));
        if (strategy == S::Entropy)
            return said(QT_TRANSLATE_NOOP("Queue", "%1 bits of doubt over all classes; most in doubt is %2, with %3")).arg(number(reason.bits), nameOf(reason.index), probability);
        return said(QT_TRANSLATE_NOOP("Queue", "%1 has %2, next to its threshold of %3")).arg(nameOf(reason.index), probability, number(reason.threshold));
    }
    QString operator()(const DoubtReason& reason) const {
        QStringList parts;
        for (const LabelDoubt& one : reason.doubts)
            if (parts.size() < doubtsNamed)
                parts.append(doubt(one));
        if (const auto more = static_cast<int>(reason.doubts.size()) - static_cast<int>(parts.size()); more > 0)
            parts.append(said(QT_TRANSLATE_N_NOOP("Queue", "%n more in doubt"), more));
        return parts.join(QStringLiteral("; "));
    }
    QString operator()(const BorderlineReason& reason) const { return said(QT_TRANSLATE_NOOP("Queue", "Not judged when it was decided: %1")).arg(namesOf(reason.notJudged)); }
    QString operator()(const DifferenceReason& reason) const {
        QStringList parts;
        if (!reason.human.isEmpty())
            parts.append(said(QT_TRANSLATE_NOOP("Queue", "labelled, but not proposed: %1")).arg(namesOf(reason.human)));
        if (!reason.model.isEmpty())
            parts.append(said(QT_TRANSLATE_NOOP("Queue", "proposed, but not labelled: %1")).arg(namesOf(reason.model)));
        const QString text = parts.join(QStringLiteral("; "));
        return text.isEmpty() ? text : text.front().toUpper() + text.mid(1);
    }
    QString operator()(const RarityReason& reason) const {
        return said(QT_TRANSLATE_NOOP("Queue", "%1 is proposed (%2); number of samples of the plate that show it: %3"))
            .arg(nameOf(reason.index), number(static_cast<double>(reason.probability)), QLocale().toString(qulonglong(reason.samples)));
    }
    QString operator()(const SpreadReason& reason) const {
        if (reason.nearest < 0)
            return said(QT_TRANSLATE_NOOP("Queue", "The first; those that follow are as unlike all before as can be"));
        return said(QT_TRANSLATE_NOOP("Queue", "Unlike all before it: the nearest is %1, with a likeness of %2")).arg(sampleOf(reason.nearest), number(static_cast<double>(reason.similarity)));
    }
    QString operator()(const LikenessReason& reason) const { return said(QT_TRANSLATE_NOOP("Queue", "Likeness to %1: %2")).arg(sampleOf(reason.to), number(static_cast<double>(reason.similarity))); }
    QString operator()(const DrawnReason& reason) const { return said(QT_TRANSLATE_NOOP("Queue", "Drawn by lot; each sample with a probability of %1")).arg(number(reason.inclusion)); }
};

} // namespace

QString queueName(QueueStrategy strategy) {
    switch (strategy) {
    case S::InOrder: return said(QT_TRANSLATE_NOOP("Queue", "In order"));
    case S::Unreviewed: return said(QT_TRANSLATE_NOOP("Queue", "Unreviewed"));
    case S::Entropy: return said(QT_TRANSLATE_NOOP("Queue", "Most uncertain over all"));
    case S::Margin: return said(QT_TRANSLATE_NOOP("Queue", "Nearest to a threshold"));
    case S::SecondLook: return said(QT_TRANSLATE_NOOP("Queue", "Worth a second look"));
    case S::Borderline: return said(QT_TRANSLATE_NOOP("Queue", "Borderline"));
    case S::Differ: return said(QT_TRANSLATE_NOOP("Queue", "Human and model differ"));
    case S::RareFirst: return said(QT_TRANSLATE_NOOP("Queue", "Rare classes first"));
    case S::Diverse: return said(QT_TRANSLATE_NOOP("Queue", "Diverse"));
    case S::Near: return said(QT_TRANSLATE_NOOP("Queue", "Near a sample"));
    case S::Audit: return said(QT_TRANSLATE_NOOP("Queue", "Drawn by lot"));
    case S::Assigned: return said(QT_TRANSLATE_NOOP("Queue", "Assigned to me"));
    case S::Conflict: return said(QT_TRANSLATE_NOOP("Queue", "In conflict"));
    case S::LookAgain: return said(QT_TRANSLATE_NOOP("Queue", "To be looked at again"));
    case S::AskedMe: return said(QT_TRANSLATE_NOOP("Queue", "Asked of me"));
    case S::Answered: return said(QT_TRANSLATE_NOOP("Queue", "Answered"));
    }
    return {};
}

QString reasonText(const QueueReason& reason, QueueStrategy strategy, const Session& session) { return std::visit(Sentences{session, strategy}, reason); }

QString hindranceText(QueueHindrance hindrance) {
    switch (hindrance) {
    case H::None: return {};
    case H::NoPlate: return said(QT_TRANSLATE_NOOP("Queue", "Open a plate first."));
    case H::Hidden: return said(QT_TRANSLATE_NOOP("Queue", "It would tell what is hidden in this review (Review, Blinding)."));
    case H::NotDrawn: return said(QT_TRANSLATE_NOOP("Queue", "Nothing was drawn yet."));
    case H::NotAssigned: return said(QT_TRANSLATE_NOOP("Queue", "Nothing is assigned to you: Review, Assign samples shares them out."));
    case H::SameClasses: return said(QT_TRANSLATE_NOOP("Queue", "No class of this review was split or merged."));
    case H::NoModel: return said(QT_TRANSLATE_NOOP("Queue", "It needs the predictions of a model, and none is ready."));
    case H::MayNotPropose: return said(QT_TRANSLATE_NOOP("Queue", "It would tell what a model says that may not propose on this plate yet."));
    case H::LearntLabels: return said(QT_TRANSLATE_NOOP("Queue", "The model in use was trained on the labels of this plate and would find them right: use one that has not seen it."));
    case H::NoFeatures: return said(QT_TRANSLATE_NOOP("Queue", "It needs the model's features, and there are none of this sample or plate: Model, Classify the whole plate."));
    }
    return {};
}

QString emptyQueueText(QueueStrategy strategy) {
    switch (strategy) {
    case S::InOrder:
    case S::Audit: break;
    case S::Assigned: return said(QT_TRANSLATE_NOOP("Queue", "You have judged all that is assigned to you."));
    case S::Conflict: return said(QT_TRANSLATE_NOOP("Queue", "Nobody disagrees, or all of it is ruled on."));
    case S::LookAgain: return said(QT_TRANSLATE_NOOP("Queue", "Every sample whose labels a change of the classes left unclear was decided since."));
    case S::AskedMe: return said(QT_TRANSLATE_NOOP("Queue", "Nobody asks anything of you."));
    case S::Answered: return said(QT_TRANSLATE_NOOP("Queue", "Nobody has answered what you were unsure of, or you have decided it since."));
    case S::Unreviewed: return said(QT_TRANSLATE_NOOP("Queue", "Every sample is reviewed."));
    case S::Entropy:
    case S::Margin:
    case S::RareFirst: return said(QT_TRANSLATE_NOOP("Queue", "No unreviewed sample is classified yet: Model, Classify the whole plate."));
    case S::SecondLook: return said(QT_TRANSLATE_NOOP("Queue", "No label is in doubt; classes with fewer than 20 labels are not judged."));
    case S::Borderline: return said(QT_TRANSLATE_NOOP("Queue", "No decision left a class not judged."));
    case S::Differ: return said(QT_TRANSLATE_NOOP("Queue", "Human and model agree wherever both have judged."));
    case S::Diverse:
    case S::Near: return said(QT_TRANSLATE_NOOP("Queue", "No unreviewed sample has features yet: Model, Classify the whole plate."));
    }
    return said(QT_TRANSLATE_NOOP("Queue", "There is no sample."));
}

QString queueSummary(const Session& session) {
    const SampleQueue& queue = session.queue();
    if (!queue.strategy())
        return {};
    QString text = said(QT_TRANSLATE_NOOP("Queue", "%1: %2.")).arg(queueName(*queue.strategy()), QLocale().toString(qulonglong(queue.size())));
    const bool needsPredictions = revealsPredictions(*queue.strategy()) || *queue.strategy() == S::Diverse || *queue.strategy() == S::Near;
    if (queue.folds() > 0)
        text += u' ' + said(QT_TRANSLATE_NOOP("Queue", "Each label is judged by what the labels of other antibodies or wells teach of the model's features."));
    else if (needsPredictions && queue.predicted() < session.plate().samples.size())
        text += u' ' + said(QT_TRANSLATE_NOOP("Queue", "Only the %1 that are classified so far were considered.")).arg(QLocale().toString(qulonglong(queue.predicted())));
    QStringList passedOver;
    for (const ClassConfidence& one : queue.passedOver())
        passedOver.append(Sentences{session, *queue.strategy()}.nameOf(one.index));
    if (!passedOver.isEmpty())
        text += u' ' + said(QT_TRANSLATE_NOOP("Queue", "Not judged, for fewer than 20 labels: %1.")).arg(passedOver.join(QStringLiteral(", ")));
    return text;
}

} // namespace locascope
