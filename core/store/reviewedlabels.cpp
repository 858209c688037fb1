#include "core/store/reviewedlabels.h"

#include "core/store/voices.h"

#include <set>

namespace locascope {

namespace {

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
            if (labels.conflictRows.size() < labels.conflicts.size())
                labels.conflictRows.push_back(i);
        }
        labels.rows.push_back(rowOf(plate.samples[i], ids[i], event));
    }
    return labels;
}

void keepOnly(ReviewedLabels& labels, const std::set<std::size_t>& samples) {
    std::vector<LabelRow> rows;
    for (const std::size_t sample : samples)
        if (sample < labels.rows.size())
            rows.push_back(std::move(labels.rows[sample]));
    labels.rows = std::move(rows);
    std::vector<std::string> conflicts;
    for (std::size_t i = 0; i < labels.conflicts.size(); ++i)
        if (samples.contains(labels.conflictRows[i]))
            conflicts.push_back(std::move(labels.conflicts[i]));
    labels.conflicts = std::move(conflicts);
    labels.conflictRows.clear();
}

} // namespace locascope
