#include "app/commands/reviewcommands.h"

#include "app/counted.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "core/files/error.h"
#include "core/store/reviewassignment.h"

#include <chrono>
#include <cstdio>
#include <iostream>

namespace locascope {

namespace {

struct AssignRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path review;
    std::string by;
    AssignmentOptions options;
    bool unreviewed = false;
    bool again = false;
};

std::vector<std::string> samplesToAssign(const AssignRequest& request, const Plate& plate, const ReviewStore& store) {
    std::vector<std::string> ids;
    for (const Sample& sample : plate.samples) {
        ids.push_back(sample.id);
    }
    if (request.unreviewed) {
        ids = unjudged(store, ids);
    }
    if (ids.empty()) {
        throw Error(ErrorKind::Empty, plate.root, "has no sample to assign");
    }
    return ids;
}

void runAssign(const AssignRequest& request, const CommandContext& context) {
    const Plate plate = scanNamedPlate(request.plate, request.naming, context);
    const auto store = openReview(plate, request.review, context, ReviewUse::Write);
    const ReviewAssignment known = reviewAssignment(*store);
    if (known.now && !request.again) {
        throw Error(ErrorKind::Mismatch, store->file(), "has an assignment already; --again puts another in its place");
    }
    Assignment made = makeAssignment(samplesToAssign(request, plate, *store), request.options);
    made.by = request.by.empty() ? loginName() : request.by;
    made.timeMs = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    assign(*store, made, known.newest);
    for (const std::string& name : request.options.reviewers) {
        std::printf("%-32s %s\n", jsonText(name).c_str(), counted(made.samples.at(name).size(), "sample").c_str());
    }
}

} // namespace

void addReviewAssign(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<AssignRequest>();
    CLI::App* command = review.add_subcommand("assign", "assign the samples of a plate to reviewers, by lot and in equal parts; each finds theirs in the window (Review, Queue, Assigned to me)");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--reviewers", request->options.reviewers, "their names, separated by commas")->required()->delimiter(',');
    command->add_option("--each", request->options.each, "reviewers of a sample that overlaps")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--share", request->options.share, "of the samples that overlap; the others have one reviewer")->check(CLI::Range(0.0, 1.0))->capture_default_str();
    command->add_option("--seed", request->options.seed, "the same seed assigns the same")->capture_default_str();
    command->add_flag("--unreviewed", request->unreviewed, "only samples that nobody has judged");
    command->add_flag("--again", request->again, "in place of an assignment that the review has");
    command->add_option("--reviewer", request->by, "who assigns; without it the login name");
    command->add_option("--review", request->review, "file that holds the review of the plate");
    command->callback([request, context] { runAssign(*request, context); });
}

} // namespace locascope
