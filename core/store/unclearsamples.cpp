#include "core/store/unclearsamples.h"

#include "core/store/reviewvocabulary.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace locascope {

namespace {

struct Unclear {
    UnclearSample sample;
    std::int64_t since = 0; ///< number of the newest change that did it
};
using UnclearById = std::map<std::string, Unclear>;

bool isOf(const VocabularyChange& change, const LabelSet& split, const LabelSet& blurred) {
    const bool wasSplit = change.kind == ChangeKind::Split && std::ranges::any_of(change.classes, [&](ClassIndex one) { return split.contains(one); });
    return wasSplit || (change.kind == ChangeKind::Merge && change.into && blurred.contains(*change.into));
}

std::int64_t newestOf(const ReviewVocabulary& classes, const LabelSet& split, const LabelSet& blurred) {
    std::int64_t newest = 0;
    for (const StoredChange& one : classes.changes)
        if (one.voidBecause.empty() && isOf(one.change, split, blurred))
            newest = one.event.sequence;
    return newest;
}

bool isUnclear(const VocabularyState& state, const Decision& decision) { return isToBeLookedAtAgain(state, decision) || !classesBlurredIn(state, decision).isEmpty(); }

void addUnclear(const ReviewStore& review, const ReviewVocabulary& classes, const std::string& reviewer, UnclearById& found) {
    for (const auto& [id, decision] : review.currentDecisions(reviewer)) {
        if (decision.inherited || !isUnclear(classes.state, decision))
            continue;
        const LabelSet split = splitClassesOf(classes.state, decision), blurred = classesBlurredIn(classes.state, decision);
        Unclear& one = found[id];
        one.sample.sampleId = id;
        one.sample.reviewers.push_back(reviewer);
        for (const ClassIndex index : split.classes())
            one.sample.split.insert(index);
        for (const ClassIndex index : blurred.classes())
            one.sample.blurred.insert(index);
        one.since = std::max(one.since, newestOf(classes, split, blurred));
    }
}

/// Whoever took back what he had decided since has not decided.
void dropDecidedSince(const ReviewStore& review, const ReviewVocabulary& classes, const std::optional<std::string>& of, UnclearById& found) {
    std::int64_t first = found.begin()->second.since;
    for (const auto& [id, one] : found)
        first = std::min(first, one.since);
    std::map<std::pair<std::string, std::string>, bool> isClear; // what each reviewer said last of a sample
    for (const LabelEvent& event : review.eventsAfter(first))
        if (const auto one = found.find(event.sampleId); one != found.end() && event.sequence > one->second.since && (!of || event.reviewer == *of))
            isClear[{event.sampleId, event.reviewer}] = event.after && !event.after->inherited && !isUnclear(classes.state, *event.after);
    for (const auto& [key, clear] : isClear)
        if (clear)
            found.erase(key.first);
}

} // namespace

std::vector<UnclearSample> unclearSamples(const ReviewStore& review, const std::optional<std::string>& of) {
    const ReviewVocabulary classes = reviewVocabulary(review);
    UnclearById found;
    if (std::ranges::none_of(classes.state.classes, [](const ClassState& one) { return one.mergedInto || !one.splitInto.empty(); }))
        return {};
    for (const std::string& reviewer : of ? std::vector{*of} : review.reviewers())
        addUnclear(review, classes, reviewer, found);
    if (!found.empty())
        dropDecidedSince(review, classes, of, found);
    std::vector<UnclearSample> samples;
    samples.reserve(found.size());
    for (auto& [id, one] : found)
        samples.push_back(std::move(one.sample));
    return samples;
}

} // namespace locascope
