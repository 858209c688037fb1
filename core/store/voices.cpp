#include "core/store/voices.h"

#include <algorithm>

namespace locascope {

namespace {

std::size_t supporters(const Voices& voices, const Decision& decision) {
    return static_cast<std::size_t>(std::count_if(voices.begin(), voices.end(), [&](const auto& voice) { return agree(*voice.second->after, decision); }));
}

bool allAgree(const Voices& voices) { return supporters(voices, *voices.begin()->second->after) == voices.size(); }

void take(std::map<std::string, Voices>& all, const LabelEvent& event) {
    Voices& voices = all[event.sampleId];
    if (event.after) {
        voices[event.reviewer] = &event;
    } else {
        voices.erase(event.reviewer);
    }
}

} // namespace

bool agree(const Decision& left, const Decision& right) {
    return left.outcome == right.outcome && left.present == right.present && left.notJudged == right.notJudged;
}

std::map<std::string, Voices> voicesBySample(std::span<const LabelEvent> events) {
    std::map<std::string, Voices> all;
    for (const LabelEvent& event : events) {
        take(all, event);
    }
    return all;
}

std::map<std::string, Voices> independentVoices(std::span<const LabelEvent> events) {
    std::map<std::string, Voices> all;
    for (const LabelEvent& event : events) {
        if (event.after && event.after->inherited) {
            all[event.sampleId].erase(event.reviewer); // an undone decision gives way to what was inherited
        } else if (event.cause != EventCause::Ruling) {
            take(all, event);
        }
    }
    std::erase_if(all, [](const auto& sample) { return sample.second.empty(); });
    return all;
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
