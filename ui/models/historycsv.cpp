#include "ui/models/historycsv.h"

#include "core/review/csv.h"

#include <QDateTime>

namespace locascope {

namespace {

std::string namesOf(const LabelSet& classes, const Vocabulary& vocabulary) {
    std::string names;
    for (const ClassIndex index : classes.classes())
        names += (names.empty() ? "" : "; ") + (toIndex(index) < vocabulary.size() ? vocabulary.at(index).name : std::to_string(toIndex(index)));
    return names;
}

std::string outcomeOf(const std::optional<Decision>& decision) { return decision ? std::string(outcomeKey(decision->outcome)) : std::string(); }

std::string presentIn(const std::optional<Decision>& decision, const Vocabulary& vocabulary) {
    if (!decision)
        return {};
    const std::string names = namesOf(decision->present, vocabulary);
    return decision->other ? names + (names.empty() ? "other" : "; other") : names;
}

} // namespace

std::string historyCsvHeading() {
    return formatCsvLine({"sequence", "time", "reviewer", "sample", "cause", "act", "undoes", "before", "before_classes", "after", "after_classes", "not_judged", "note", "model"});
}

std::string historyCsvLine(const LabelEvent& event, const Vocabulary& vocabulary) {
    const QString time = QDateTime::fromMSecsSinceEpoch(event.timeMs, Qt::UTC).toString(Qt::ISODateWithMs);
    return formatCsvLine({std::to_string(event.sequence), time.toStdString(), event.reviewer, event.sampleId, std::string(eventCauseKey(event.cause)), actOf(event), event.undoes,
                          outcomeOf(event.before), presentIn(event.before, vocabulary), outcomeOf(event.after), presentIn(event.after, vocabulary),
                          event.after ? namesOf(event.after->notJudged, vocabulary) : std::string(), event.after ? event.after->note : std::string(), event.modelDigest});
}

} // namespace locascope
