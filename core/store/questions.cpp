#include "core/store/questions.h"

#include "core/store/voices.h"

#include <QString>

#include <algorithm>
#include <iterator>
#include <set>

namespace locascope {

namespace {

QString shown(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

bool asks(const LabelEvent& event) { return event.after->outcome == Outcome::Unsure; }

bool answers(const LabelEvent& event, const LabelEvent& question) {
    return event.reviewer != question.reviewer && event.sequence > question.sequence && !asks(event) && event.cause != EventCause::Imported;
}

bool isBetter(const LabelEvent& answer, const LabelEvent& than) {
    const bool isRuling = answer.cause == EventCause::Ruling, wasRuling = than.cause == EventCause::Ruling;
    return isRuling != wasRuling ? isRuling : answer.sequence > than.sequence;
}

const LabelEvent* answerTo(const LabelEvent& question, const Voices& voices) {
    const LabelEvent* best = nullptr;
    for (const auto& [name, event] : voices)
        if (answers(*event, question) && (!best || isBetter(*event, *best)))
            best = event;
    return best;
}

Question asked(const LabelEvent& event) { return {event.sampleId, event.reviewer, event.after->note, event.timeMs, {}, {}, {}}; }

/// Anybody's answer ends a question to all; who is named must answer himself.
bool isAsked(const std::string& reviewer, const LabelEvent& question, const Voices& voices, bool namesAnybody) {
    const auto own = voices.find(reviewer);
    if (own != voices.end() && answers(*own->second, question))
        return false;
    return namesAnybody ? isAddressedTo(question.after->note, reviewer) : !answerTo(question, voices);
}

} // namespace

bool isAddressedTo(std::string_view note, const std::string& reviewer) {
    const QString text = shown(note), wanted = u'@' + shown(reviewer);
    for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); !reviewer.empty() && at >= 0; at = text.indexOf(wanted, at + 1, Qt::CaseInsensitive))
        if (at + wanted.size() == text.size() || !text[at + wanted.size()].isLetterOrNumber())
            return true;
    return false;
}

std::vector<Question> questionsTo(const std::string& reviewer, std::span<const LabelEvent> events, const std::vector<std::string>& reviewers) {
    std::vector<Question> questions;
    for (const auto& [sample, voices] : voicesBySample(events))
        for (const auto& [asker, event] : voices) {
            if (asker == reviewer || !asks(*event))
                continue;
            const auto isNamed = [&note = event->after->note](const std::string& name) { return isAddressedTo(note, name); };
            if (isAsked(reviewer, *event, voices, isNamed(reviewer) || std::any_of(reviewers.begin(), reviewers.end(), isNamed)))
                questions.push_back(asked(*event));
        }
    return questions;
}

OpenQuestions openQuestions(const ReviewStore& review) {
    OpenQuestions open{review.reviewers(), {}};
    std::set<std::string> unsure;
    for (const std::string& reviewer : open.reviewers)
        for (const auto& [sample, decision] : review.currentDecisions(reviewer))
            if (decision.outcome == Outcome::Unsure)
                unsure.insert(sample);
    for (const std::string& sample : unsure)
        std::ranges::move(review.history(sample), std::back_inserter(open.events));
    return open;
}

std::vector<Question> answersTo(const std::string& reviewer, std::span<const LabelEvent> events) {
    std::vector<Question> answered;
    for (const auto& [sample, voices] : voicesBySample(events)) {
        const auto own = voices.find(reviewer);
        const LabelEvent* const answer = own != voices.end() && asks(*own->second) ? answerTo(*own->second, voices) : nullptr;
        if (!answer)
            continue;
        Question one = asked(*own->second);
        one.answerer = answer->reviewer;
        one.answer = answer->after->note;
        one.decision = answer->after;
        answered.push_back(std::move(one));
    }
    return answered;
}

} // namespace locascope
