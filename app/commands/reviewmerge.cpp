#include "app/commands/reviewcommands.h"

#include "app/counted.h"
#include "app/disputecsv.h"
#include "app/jsontext.h"
#include "core/files/writefile.h"
#include "core/store/mergereviews.h"
#include "core/store/reviewvocabulary.h"

#include <iostream>
#include <set>

namespace locascope {

namespace {

struct MergeRequest {
    std::filesystem::path first;
    std::filesystem::path second;
    std::filesystem::path target;
    std::filesystem::path conflicts;
    bool evenIfChanged = false;
};

std::string shown(const std::filesystem::path& path) { return jsonText(path.native()); }

template <class Names>
std::string joined(const Names& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + jsonText(name);
    }
    return text;
}

void printUnion(const MergeRequest& request, const ReviewMerge& merge) {
    std::set<std::string> samples, reviewers;
    for (const LabelEvent& event : merge.merged.events) {
        samples.insert(event.sampleId);
        reviewers.insert(event.reviewer);
    }
    std::cout << shown(request.target) << ": " << counted(merge.merged.events.size(), "event") << " on " << counted(samples.size(), "sample") << " by "
              << counted(reviewers.size(), "reviewer") << ": " << merge.merged.common << " of both, " << merge.merged.ofFirst << " of " << shown(request.first)
              << " alone, " << merge.merged.ofSecond << " of " << shown(request.second) << " alone; " << counted(merge.predictions, "prediction") << "\n";
    if (merge.pack) {
        std::cout << shown(request.second) << " answers a pack of this plate" << (merge.pack->question.empty() ? "" : ": " + jsonText(merge.pack->question)) << "\n";
    }
}

void printWhatOfFirstWasKept(const MergeRequest& request, const ReviewMerge& merge) {
    const auto say = [&](const std::string& what) { std::cout << "note: " << what << "; kept as in " << shown(request.first) << "\n"; };
    if (!merge.settingsOfFirst.empty()) {
        say("settings differ: " + joined(merge.settingsOfFirst));
    }
    if (merge.predictionsOfFirst > 0) {
        say(counted(merge.predictionsOfFirst, "prediction") + " of the same model differ");
    }
    if (merge.merged.reordered > 0) {
        say("the order of " + counted(merge.merged.reordered, "common event") + " differs");
    }
}

std::vector<std::string> namesOf(const Dispute& dispute) {
    std::vector<std::string> names;
    for (const auto& [reviewer, event] : dispute.voices) {
        names.push_back(reviewer);
    }
    return names;
}

void printConflicts(const MergeRequest& request, const ReviewMerge& merge, const std::vector<Dispute>& disputes) {
    std::cout << "one reviewer decided otherwise in the two reviews: " << counted(merge.merged.divergences.size(), "time") << "; reviewers disagree on "
              << counted(disputes.size(), "sample") << "\n";
    for (const Divergence& one : merge.merged.divergences) {
        std::cout << "differs: " << jsonText(one.first.sampleId) << ": " << jsonText(one.first.reviewer) << ", kept as in "
                  << shown(one.secondCounts ? request.second : request.first) << "\n";
    }
    for (const Dispute& dispute : disputes) {
        std::cout << disputeStateKey(dispute.state) << ": " << jsonText(dispute.sampleId) << ": " << joined(namesOf(dispute)) << " disagree\n";
    }
}

void writeConflicts(const MergeRequest& request, const ReviewMerge& merge, const std::vector<Dispute>& disputes) {
    std::vector<DisputedWord> words;
    for (const Divergence& one : merge.merged.divergences) {
        words.push_back({jsonText(one.first.sampleId), one.secondCounts ? "replaced" : "kept", &one.first});
        words.push_back({jsonText(one.second.sampleId), one.secondCounts ? "kept" : "replaced", &one.second});
    }
    for (const Dispute& dispute : disputes) {
        const std::vector<DisputedWord> ofSample = wordsOf(dispute, jsonText(dispute.sampleId));
        words.insert(words.end(), ofSample.begin(), ofSample.end());
    }
    writeFile(request.conflicts, formatDisputes(words, merge.vocabulary));
}

void runMerge(MergeRequest request, const CommandContext& context) {
    request.first = reviewNamed(context, request.first);
    request.second = reviewNamed(context, request.second);
    const ReviewMerge merge = mergeReviews(request.first, request.second, request.target, {.evenIfPlatesDiffer = request.evenIfChanged});
    const std::vector<LabelEvent> events = labelEventsOf(*ReviewStore::open(request.target, {}, StoreMode::ReadOnly));
    const std::vector<Dispute> disputes = disputesIn(events);
    printUnion(request, merge);
    printWhatOfFirstWasKept(request, merge);
    printConflicts(request, merge, disputes);
    if (!request.conflicts.empty()) {
        writeConflicts(request, merge, disputes);
    }
}

} // namespace

void addReviewMerge(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<MergeRequest>();
    CLI::App* command = review.add_subcommand("merge", "make one review of two that were made apart; neither is changed, nothing is lost");
    command->add_option("A", request->first, "file of a review, or directory of its plate")->required();
    command->add_option("B", request->second, "another review of the same plate")->required();
    command->add_option("--out", request->target, "file for the new review")->required();
    command->add_option("--conflicts", request->conflicts, "CSV of what differs between the two reviews and between reviewers");
    command->add_flag("--even-if-changed", request->evenIfChanged, "also where the plates do not have the same files");
    command->callback([request, context] { runMerge(*request, context); });
}

} // namespace locascope
