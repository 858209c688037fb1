#include "app/commands/reviewcommands.h"

#include "app/jsontext.h"
#include "app/platereview.h"
#include "core/files/error.h"
#include "core/store/recoverreview.h"

#include <iostream>
#include <memory>
#include <set>
#include <vector>

namespace locascope {

namespace {

namespace fs = std::filesystem;

struct MoveRequest {
    fs::path plate;
    fs::path review;
    bool evenIfChanged = false;
};

struct VerifyRequest {
    fs::path target;
    fs::path review;
};

struct RecoverRequest {
    fs::path damaged;
    fs::path target;
    std::vector<fs::path> backups;
};

// For a terminal: one line, whatever the bytes.
std::string shown(const fs::path& path) { return jsonText(path.native()); }

std::size_t backwardClockSteps(const std::vector<LabelEvent>& events) {
    std::size_t steps = 0;
    for (std::size_t i = 1; i < events.size(); ++i)
        steps += events[i].timeMs < events[i - 1].timeMs ? 1 : 0;
    return steps;
}

void printSummary(const ReviewStore& review) {
    const std::vector<LabelEvent> events = review.allEvents();
    std::set<std::string> samples;
    for (const LabelEvent& event : events)
        if (event.sampleId != wholePlate)
            samples.insert(event.sampleId);
    std::cout << shown(review.file()) << ": " << events.size() << " events on " << samples.size() << " samples by "
              << review.reviewers().size() << " reviewers, no fault found\n";
    if (const std::size_t steps = backwardClockSteps(events))
        std::cout << "note: the clock went back " << steps << " times; the order of the events does not depend on it\n";
}

// Named itself, or the one that --review names of a plate.
std::unique_ptr<ReviewStore> reviewToVerify(const CommandContext& context, const VerifyRequest& request) {
    if (request.review.empty())
        return ReviewStore::open(reviewNamed(context, request.target), {}, StoreMode::ReadOnly);
    return ReviewStore::open(request.review, identityOfPlate(context, request.target), StoreMode::ReadOnly);
}

void verify(const CommandContext& context, const VerifyRequest& request) {
    const auto review = reviewToVerify(context, request);
    const std::vector<std::string> findings = review->verify();
    if (findings.empty())
        return printSummary(*review);
    for (const std::string& finding : findings)
        std::cout << jsonText(finding) << "\n";
    std::cout.flush();
    throw Error(ErrorKind::Damaged, review->file(),
                std::to_string(findings.size()) + " faults found; rescue its labels with \"locascope review recover\"");
}

void requireSamePlate(const MoveRequest& request, const PlateIdentity& bound, const PlateIdentity& plate) {
    if (request.evenIfChanged || bound.fingerprint == plate.fingerprint)
        return;
    throw Error(ErrorKind::Mismatch, request.plate,
                "its files are not those of the plate that the review was made for (" + bound.root.native() +
                    "); if they are, with some added or removed, say --even-if-changed");
}

// The review to move, or Error where there is none, or more than one to choose from.
fs::path reviewToMove(const CommandContext& context, const MoveRequest& request) {
    const FoundReview found = reviewOfPlate(context, request.plate);
    if (ReviewPlace(request.review).isServer())
        return request.review;
    if (found.match == ReviewMatch::Same && !request.review.empty() && !fs::equivalent(found.file, request.review))
        throw Error(ErrorKind::Mismatch, request.plate, "it has a review of its own (" + found.file.native() + "); move that one away first");
    if (!request.review.empty())
        return request.review;
    if (found.match == ReviewMatch::New)
        throw Error(ErrorKind::NotFound, request.plate, "no review fits this plate; name one with --review FILE");
    if (found.match == ReviewMatch::Twin)
        throw Error(ErrorKind::Mismatch, request.plate,
                    "the plate of the review that fits is still at " + found.boundTo.root.native() +
                        "; to move it all the same, say --review " + found.file.native());
    return found.file;
}

void move(const CommandContext& context, const MoveRequest& request) {
    const ReviewPlace place = reviewToMove(context, request);
    const fs::path file = place.shown();
    if (!place.isServer() && !fs::exists(file))
        throw Error(ErrorKind::NotFound, file, "no such review");
    const PlateIdentity plate = identityOfPlate(context, request.plate);
    // A server knows the plate by its fingerprint already, unless files were added or removed: then by its path.
    const auto review = ReviewStore::open(place, place.isServer() ? PlateIdentity{plate.root, {}} : PlateIdentity());
    const PlateIdentity bound = review->boundTo();
    if (bound == plate || (!place.isServer() && bound.root == plate.root)) {
        std::cout << shown(file) << ": already the review of " << shown(plate.root) << "\n";
        return;
    }
    requireSamePlate(request, bound, plate);
    review->bindTo(plate);
    std::cout << shown(file) << ": moved from " << shown(bound.root) << " to " << shown(plate.root) << "\n";
}

void recover(const RecoverRequest& request) {
    const Recovery recovery = recoverReview(request.damaged, request.target, request.backups);
    std::cout << shown(request.target) << ": " << recovery.events << " events rescued, " << recovery.chained
              << " proved by the hash chain, " << recovery.highest - static_cast<std::int64_t>(recovery.events)
              << " missing, " << recovery.leftOut << " left out because they contradict the file\n";
    if (recovery.plate.root.empty())
        std::cout << "note: which plate it belongs to was not found; say it with \"locascope review move PLATE --review FILE --even-if-changed\"\n";
}

void addVerify(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<VerifyRequest>();
    CLI::App* command = review.add_subcommand("verify", "check a review: its pages, its events and their hash chain");
    command->add_option("REVIEW|PLATE", request->target, "file or postgresql:// address of a review, or directory of its plate")->required();
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    command->callback([request, context] { verify(context, *request); });
}

void addMove(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<MoveRequest>();
    CLI::App* command = review.add_subcommand("move", "bind a review to the place its plate was moved to");
    command->add_option("PLATE", request->plate, "directory where the plate is now")->required();
    command->add_option("--review", request->review, "file of the review, where it cannot be found by the plate's content");
    command->add_flag("--even-if-changed", request->evenIfChanged, "also where files were added or removed");
    command->callback([request, context] { move(context, *request); });
}

void addRecover(CLI::App& review) {
    const auto request = std::make_shared<RecoverRequest>();
    CLI::App* command = review.add_subcommand("recover", "rescue the events of a damaged review into a new one");
    command->add_option("REVIEW", request->damaged, "file of the damaged review; it is not changed")->required();
    command->add_option("--out", request->target, "file for the new review")->required();
    command->add_option("--backup", request->backups, "backups that may hold what is lost")->expected(1, -1);
    command->callback([request] { recover(*request); });
}

} // namespace

fs::path reviewNamed(const CommandContext& context, const fs::path& target) {
    std::error_code none;
    if (!fs::is_directory(target, none))
        return target;
    const FoundReview found = reviewOfPlate(context, target);
    if (found.match == ReviewMatch::New)
        throw Error(ErrorKind::NotFound, target, "this plate has no review yet; decide on a sample first, or name the review's file");
    return found.file;
}

void addReviewCommand(CLI::App& app, const CommandContext& context) {
    CLI::App* review = app.add_subcommand("review", "check, compare, share out, join, copy, send, move and rescue reviews, and change their classes");
    review->require_subcommand(1);
    addVerify(*review, context);
    addReviewAgreement(*review, context);
    addReviewAssign(*review, context);
    addReviewMerge(*review, context);
    addReviewCopy(*review, context);
    addReviewServer(*review);
    addReviewSend(*review, context);
    addReviewVocabulary(*review, context);
    addMove(*review, context);
    addRecover(*review);
}

} // namespace locascope
