#include "core/store/historycsv.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"
#include "core/store/decisioncodec.h"
#include "core/store/reviewvocabulary.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>
#include <set>
#include <span>

namespace locascope {

namespace {

enum Column { Sequence, Time, Reviewer, SampleId, Cause, Act, Undoes, Before, BeforeClasses, After, AfterClasses, NotJudged, Note, Model, Uuid, ActId, VocabularyDigest, TimeMs, BeforeRecord, AfterRecord, Digest };
const std::vector<std::string> heading{"sequence", "time", "reviewer", "sample", "cause", "act", "undoes", "before", "before_classes", "after", "after_classes", "not_judged", "note", "model",
                                       "uuid", "act_id", "vocabulary", "time_ms", "before_record", "after_record", "digest"};

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

std::string recordOf(const std::optional<Decision>& decision) {
    return decision ? QByteArray::fromStdString(encodeDecision(*decision)).toBase64().toStdString() : std::string();
}

std::vector<std::string> cellsOf(const LabelEvent& event, const Vocabulary& vocabulary) {
    return {std::to_string(event.sequence), timeText(event.timeMs), event.reviewer, event.sampleId, std::string(eventCauseKey(event.cause)), actOf(event), event.undoes,
            outcomeOf(event.before), presentIn(event.before, vocabulary), outcomeOf(event.after), presentIn(event.after, vocabulary),
            event.after ? namesOf(event.after->notJudged, vocabulary) : std::string(), event.cause == EventCause::Vocabulary ? event.vocabularyDigest : event.after ? event.after->note : std::string(), event.modelDigest,
            event.uuid, event.act, event.vocabularyDigest, std::to_string(event.timeMs), recordOf(event.before), recordOf(event.after)};
}

std::string digestOf(const std::vector<std::string>& cells) { return sha256(formatCsvLine(cells)); }

class HistoryReader final {
public:
    HistoryReader(std::string_view csv, const std::filesystem::path& path)
        : m_reader(csv, path) {
        if (!m_reader.next(m_record) || m_record.fields != heading)
            m_reader.refuse(1, "is not the heading of a history; write one by locascope export --history");
    }

    std::vector<LabelEvent> read() {
        std::vector<LabelEvent> events;
        while (m_reader.next(m_record))
            events.push_back(eventOfRecord());
        std::sort(events.begin(), events.end(), [](const LabelEvent& left, const LabelEvent& right) { return left.sequence < right.sequence; });
        return events;
    }

private:
    const std::string& cell(Column column) const { return m_record.fields[column]; }
    [[noreturn]] void refuse(const std::string& cause) const { m_reader.refuse(m_record.line, cause); }

    std::int64_t number(Column column) const {
        std::int64_t value = 0;
        const std::string& text = cell(column);
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (text.empty() || failure != std::errc{} || end != text.data() + text.size())
            refuse(heading[column] + " \"" + text + "\" is no number");
        return value;
    }

    std::optional<Decision> decision(Column column) const {
        if (cell(column).empty())
            return {};
        const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromStdString(cell(column)), QByteArray::AbortOnBase64DecodingErrors);
        try {
            if (bytes)
                return decodeDecision(bytes.decoded.toStdString());
        } catch (const Error&) {
        }
        refuse(heading[column] + " is damaged");
    }

    LabelEvent eventOfRecord() {
        requireUnedited();
        LabelEvent event;
        event.sequence = number(Sequence);
        event.uuid = cell(Uuid);
        event.sampleId = cell(SampleId);
        event.reviewer = cell(Reviewer);
        event.timeMs = number(TimeMs);
        const auto cause = eventCauseOfKey(cell(Cause));
        if (!cause)
            refuse("cause \"" + cell(Cause) + "\" is not known");
        event.cause = *cause;
        event.before = decision(BeforeRecord);
        event.after = decision(AfterRecord);
        event.modelDigest = cell(Model);
        event.vocabularyDigest = cell(VocabularyDigest);
        event.act = cell(ActId);
        event.undoes = cell(Undoes);
        if (event.uuid.empty() || event.sampleId.empty())
            refuse("an event without uuid or sample");
        if (!m_uuids.insert(event.uuid).second || !m_sequences.insert(event.sequence).second)
            refuse("event " + event.uuid + " or its sequence is there twice");
        return event;
    }

    /// What people read was not changed by hand: the change would be lost, or make another event of this one.
    void requireUnedited() const {
        std::vector<std::string> cells = m_record.fields;
        cells.pop_back();
        if (digestOf(cells) != cell(Digest))
            refuse("was changed since it was written; a history is not to be edited, import labels instead");
    }

    CsvReader m_reader;
    CsvRecord m_record;
    std::set<std::string> m_uuids;
    std::set<std::int64_t> m_sequences;
};

} // namespace

std::string historyCsvHeading() { return formatCsvLine(heading); }
std::string historyCsvLine(const LabelEvent& event, const Vocabulary& vocabulary) {
    std::vector<std::string> cells = cellsOf(event, vocabulary);
    cells.push_back(digestOf(cells));
    return formatCsvLine(cells);
}

std::vector<LabelEvent> parseHistoryCsv(std::string_view csv, const std::filesystem::path& path) {
    return HistoryReader(csv, path).read();
}

namespace {

// What a history says of classes must be of those that the review has, had, or will have by it.
void requireSameClasses(const std::vector<LabelEvent>& events, const ReviewStore& review) {
    const ReviewVocabulary has = reviewVocabulary(review), says = derivedVocabulary(has.earlier.back(), events);
    const auto newest = std::find_if(events.rbegin(), events.rend(), [](const LabelEvent& event) { return !isOfWholePlate(event); });
    const auto isKnown = [&](const Vocabulary& one) { return newest == events.rend() || one.digest() == newest->vocabularyDigest; };
    if (std::none_of(has.earlier.begin(), has.earlier.end(), isKnown) && std::none_of(says.earlier.begin(), says.earlier.end(), isKnown))
        throw Error(ErrorKind::Mismatch, review.file(), "the history is of a review with another vocabulary; name it by --vocabulary, for a review that has none yet");
    requireOneHistoryOfClasses(says, "the history", has, review.file(), "not imported");
}

} // namespace

HistoryImport importHistory(const std::vector<LabelEvent>& events, ReviewStore& review) {
    const std::vector<LabelEvent> there = review.allEvents();
    requireSameClasses(events, review);
    MergedEvents merged = mergeEvents(there, events);
    const bool grows = std::equal(there.begin(), there.end(), merged.events.begin(), [](const LabelEvent& left, const LabelEvent& right) { return left.uuid == right.uuid; });
    if (!grows)
        throw Error(ErrorKind::Mismatch, review.file(),
                    "has newer events than some of the history, and a review only grows at its end; import the history into a new review by --review, then make one of both by locascope review merge");
    review.append(std::span(merged.events).subspan(there.size()));
    return {merged.ofSecond, merged.common, std::move(merged.divergences)};
}

} // namespace locascope
