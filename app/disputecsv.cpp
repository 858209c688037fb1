#include "app/disputecsv.h"

#include "core/review/csv.h"
#include "core/review/csvcell.h"

namespace locascope {

namespace {

std::string lineOf(const DisputedWord& word, const Vocabulary& vocabulary) {
    const LabelEvent& event = *word.event;
    std::vector<std::string> cells{word.id, word.state, event.reviewer, std::string(eventCauseKey(event.cause))};
    if (event.after) {
        cells.insert(cells.end(), {std::string(outcomeKey(event.after->outcome)), classNames(event.after->present, vocabulary), classNames(event.after->notJudged, vocabulary)});
    } else {
        cells.insert(cells.end(), {"none", "", ""});
    }
    cells.insert(cells.end(), {timeText(event.timeMs), event.after ? event.after->note : ""});
    return formatCsvLine(cells);
}

} // namespace

std::string classNames(const LabelSet& labels, const Vocabulary& vocabulary) {
    std::string names;
    for (const ClassIndex index : labels.classes()) {
        names += (names.empty() ? "" : "; ") + (toIndex(index) < vocabulary.size() ? vocabulary.at(index).name : std::to_string(toIndex(index)));
    }
    return names;
}

std::vector<DisputedWord> wordsOf(const Dispute& dispute, const std::string& id) {
    const std::string state(disputeStateKey(dispute.state));
    std::vector<DisputedWord> words;
    for (const auto& [reviewer, event] : dispute.voices) {
        words.push_back({id, state, event});
    }
    if (dispute.ruling) {
        words.push_back({id, state, dispute.ruling});
    }
    return words;
}

std::string formatDisputes(std::span<const DisputedWord> words, const Vocabulary& vocabulary) {
    std::string text = formatCsvLine({"Id", "state", "reviewer", "cause", "outcome", "present", "not_judged", "time", "note"});
    for (const DisputedWord& word : words) {
        text += lineOf(word, vocabulary);
    }
    return text;
}

} // namespace locascope
