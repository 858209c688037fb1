#include "core/store/voices.h"

#include <algorithm>

namespace locascope {

namespace {

std::size_t supporters(const Voices& voices, const Decision& decision) {
    return static_cast<std::size_t>(std::count_if(voices.begin(), voices.end(), [&](const auto& voice) { return agree(*voice.second->after, decision); }));
}

bool allAgree(const Voices& voices) { return supporters(voices, *voices.begin()->second->after) == voices.size(); }

/// What one reviewer said of one sample, in order, and what of it was taken back.
class Words final {
public:
    void take(const LabelEvent& event) {
        if (namesWhatItTakesBack(event)) {
            mark(event.undoes, true);
        }
        m_words.push_back({&event});
    }

    /// A ruling stands though what was said before or after it was taken back.
    const LabelEvent* current() const {
        const LabelEvent& last = *m_words.back().event;
        if (const LabelEvent* standing = newestStanding(); namesWhatItTakesBack(last) && standing && standing->cause == EventCause::Ruling) {
            return standing;
        }
        return last.after ? &last : nullptr;
    }

    const LabelEvent* independent() const {
        for (auto word = m_words.rbegin(); word != m_words.rend(); ++word) {
            const LabelEvent& event = *word->event;
            if (!word->isTakenBack && !namesWhatItTakesBack(event) && event.cause != EventCause::Ruling) {
                return event.after && !event.after->inherited ? &event : nullptr;
            }
        }
        return nullptr;
    }

private:
    struct Word {
        const LabelEvent* event;
        bool isTakenBack = false;
    };

    static bool namesWhatItTakesBack(const LabelEvent& event) { return event.cause == EventCause::Undone && !event.undoes.empty(); }

    const LabelEvent* newestStanding() const {
        const auto found = std::find_if(m_words.rbegin(), m_words.rend(), [](const Word& word) { return !word.isTakenBack && !namesWhatItTakesBack(*word.event); });
        return found == m_words.rend() ? nullptr : found->event;
    }

    /// Taking an undoing back gives back what it took.
    void mark(const std::string& act, bool isTakenBack) {
        const auto found = std::find_if(m_words.rbegin(), m_words.rend(), [&](const Word& word) { return word.isTakenBack != isTakenBack && actOf(*word.event) == act; });
        if (found == m_words.rend()) {
            return;
        }
        found->isTakenBack = isTakenBack;
        if (namesWhatItTakesBack(*found->event)) {
            mark(found->event->undoes, !isTakenBack);
        }
    }

    std::vector<Word> m_words;
};

std::map<std::string, Voices> voicesIn(std::span<const LabelEvent> events, const LabelEvent* (Words::*voice)() const) {
    std::map<std::string, std::map<std::string, Words>> words;
    for (const LabelEvent& event : events) {
        words[event.sampleId][event.reviewer].take(event);
    }
    std::map<std::string, Voices> all;
    for (const auto& [sample, ofSample] : words) {
        Voices& voices = all[sample];
        for (const auto& [reviewer, ofReviewer] : ofSample) {
            if (const LabelEvent* event = (ofReviewer.*voice)()) {
                voices[reviewer] = event;
            }
        }
    }
    return all;
}

} // namespace

bool agree(const Decision& left, const Decision& right) {
    return left.outcome == right.outcome && left.present == right.present && left.notJudged == right.notJudged;
}

std::map<std::string, Voices> voicesBySample(std::span<const LabelEvent> events) { return voicesIn(events, &Words::current); }

std::map<std::string, Voices> independentVoices(std::span<const LabelEvent> events) {
    std::map<std::string, Voices> all = voicesIn(events, &Words::independent);
    std::erase_if(all, [](const auto& sample) { return sample.second.empty(); });
    return all;
}

bool isBlindJudgement(const LabelEvent& event) {
    const bool isByHand = event.cause == EventCause::Reviewed || event.cause == EventCause::Ruling;
    return isByHand && event.after && !event.after->inherited && event.after->proposal.modelDigest.empty();
}

void dropInherited(Voices& voices) {
    const auto isInherited = [](const auto& voice) { return voice.second->after->inherited; };
    if (!std::all_of(voices.begin(), voices.end(), isInherited)) {
        std::erase_if(voices, isInherited);
    }
}

const LabelEvent* lastRuling(const Voices& voices) {
    const LabelEvent* ruling = nullptr;
    for (const auto& [reviewer, event] : voices) {
        if (event->cause == EventCause::Ruling && (!ruling || event->sequence > ruling->sequence)) {
            ruling = event;
        }
    }
    return ruling;
}

const LabelEvent* agreedOn(const Voices& voices) {
    const LabelEvent* best = nullptr;
    std::size_t most = 1;
    bool tied = false;
    for (const auto& [reviewer, event] : voices) {
        const std::size_t count = supporters(voices, *event->after);
        if (count > most) {
            best = event;
            most = count;
            tied = false;
        } else if (best && count == most && !agree(*event->after, *best->after)) {
            tied = true;
        }
    }
    return tied ? nullptr : best;
}

std::string_view disputeStateKey(DisputeState state) {
    switch (state) {
    case DisputeState::Open: return "open";
    case DisputeState::Outvoted: return "outvoted";
    case DisputeState::Ruled: return "ruled";
    }
    return {};
}

std::vector<Dispute> disputesIn(std::span<const LabelEvent> events) {
    const std::map<std::string, Voices> current = voicesBySample(events);
    std::vector<Dispute> disputes;
    for (auto& [sample, voices] : independentVoices(events)) {
        if (allAgree(voices)) {
            continue;
        }
        Dispute dispute{sample, DisputeState::Open, voices, lastRuling(current.at(sample))};
        Voices counted = current.at(sample);
        dropInherited(counted);
        if (dispute.ruling) {
            dispute.state = DisputeState::Ruled;
        } else if (agreedOn(counted)) {
            dispute.state = DisputeState::Outvoted;
        }
        disputes.push_back(std::move(dispute));
    }
    return disputes;
}

} // namespace locascope
