#include "core/store/reviewedlabels.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace locascope {

namespace {

/// The last word of every reviewer on one sample, in the order of their names.
using Voices = std::map<std::string, const LabelEvent*>;

std::map<std::string, Voices> voicesBySample(std::span<const LabelEvent> events) {
    std::map<std::string, Voices> all;
    for (const LabelEvent& event : events) {
        Voices& voices = all[event.sampleId];
        if (event.after) {
            voices[event.reviewer] = &event;
        } else {
            voices.erase(event.reviewer);
        }
    }
    return all;
}

/// Where somebody judged the field, what others inherited for it is no voice.
void dropInherited(Voices& voices) {
    const auto isInherited = [](const auto& voice) { return voice.second->after->inherited; };
    if (!std::all_of(voices.begin(), voices.end(), isInherited))
        std::erase_if(voices, isInherited);
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

std::size_t supporters(const Voices& voices, const Decision& decision) {
    return static_cast<std::size_t>(std::count_if(voices.begin(), voices.end(), [&](const auto& voice) { return agree(*voice.second->after, decision); }));
}

/// What two or more agree on, when no other such group is as large.
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

std::string namesOf(const Voices& voices) {
    std::string names;
    for (const auto& [reviewer, event] : voices) {
        names += (names.empty() ? "" : ", ") + reviewer;
    }
    return names;
}

/// The event that is the truth of one sample; counts it, or lists the conflict.
const LabelEvent* truthOf(const std::string& id, Voices voices, bool consensusOnly, ReviewedLabels& labels) {
    dropInherited(voices);
    if (const LabelEvent* ruling = lastRuling(voices)) {
        ++labels.ruled;
        return ruling;
    }
    if (const LabelEvent* agreed = agreedOn(voices)) {
        ++labels.agreed;
        return agreed;
    }
    if (voices.size() > 1) {
        labels.conflicts.push_back(id + ": " + namesOf(voices) + " disagree");
        return nullptr;
    }
    if (voices.empty() || consensusOnly) {
        return nullptr;
    }
    ++labels.single;
    return voices.begin()->second;
}

const LabelEvent* wordOf(const Voices& voices, const std::string& reviewer, ReviewedLabels& labels) {
    const auto found = voices.find(reviewer);
    if (found == voices.end()) {
        return nullptr;
    }
    ++labels.single;
    return found->second;
}

void requireReviewer(const Plate& plate, std::span<const LabelEvent> events, const std::string& name) {
    std::set<std::string> reviewers;
    for (const LabelEvent& event : events) {
        reviewers.insert(event.reviewer);
    }
    if (reviewers.contains(name)) {
        return;
    }
    std::string known;
    for (const std::string& reviewer : reviewers) {
        known += (known.empty() ? "; name one of " : ", ") + reviewer;
    }
    throw Error(ErrorKind::NotFound, plate.root, "has no decision of a reviewer named " + name + known);
}

LabelRow rowOf(const Sample& sample, const std::string& id, const LabelEvent* event) {
    LabelRow row;
    row.id = id;
    row.plateName = sample.plateName;
    row.well = sample.well;
    row.site = sample.site;
    if (event) {
        row.decision = event->after;
        row.probabilities = event->after->proposal.probabilities;
        row.reviewer = event->reviewer;
        row.timeMs = event->timeMs;
        row.cause = eventCauseKey(event->cause);
        row.modelDigest = event->modelDigest;
    }
    return row;
}

} // namespace

bool agree(const Decision& left, const Decision& right) {
    return left.outcome == right.outcome && left.present == right.present && left.notJudged == right.notJudged;
}

ReviewedLabels reviewedLabels(const Plate& plate, std::span<const LabelEvent> events, const ReviewerChoice& choice) {
    const bool consensusOnly = choice.name == "consensus";
    const bool oneReviewer = !choice.name.empty() && !consensusOnly;
    if (oneReviewer) {
        requireReviewer(plate, events, choice.name);
    }
    const std::map<std::string, Voices> voices = voicesBySample(events);
    const std::vector<std::string> ids = csvIds(plate);
    ReviewedLabels labels;
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        const LabelEvent* event = nullptr;
        if (const auto found = voices.find(plate.samples[i].id); found != voices.end()) {
            event = oneReviewer ? wordOf(found->second, choice.name, labels) : truthOf(ids[i], found->second, consensusOnly, labels);
        }
        labels.rows.push_back(rowOf(plate.samples[i], ids[i], event));
    }
    return labels;
}

} // namespace locascope
