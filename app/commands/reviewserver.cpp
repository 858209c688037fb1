#include "app/commands/reviewcommands.h"

#include "app/counted.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platereview.h"
#include "core/files/error.h"
#include "core/store/copyreview.h"
#include "core/store/reviewserver.h"

#include <iostream>
#include <memory>

namespace locascope {

namespace {

namespace fs = std::filesystem;

struct GrantRequest {
    fs::path server;
    std::string login;
    std::string role = "reviewer";
    std::string reviewer;
};

struct CopyRequest {
    fs::path source;
    fs::path target;
    fs::path plate;
};

std::string shown(const fs::path& path) { return jsonText(path.native()); }

ReviewPlace serverNamed(const fs::path& address) {
    ReviewPlace place(address);
    if (!place.isServer())
        throw Error(ErrorKind::Invalid, address, "no address of a server; write postgresql://HOST/DATABASE");
    return place;
}

void init(const fs::path& address) {
    const ReviewPlace server = serverNamed(address);
    initReviewServer(server);
    std::cout << shown(server.shown()) << ": keeps reviews; let people in with \"locascope review server grant\"\n";
}

void grant(const GrantRequest& request) {
    const ReviewPlace server = serverNamed(request.server);
    const std::string reviewer = request.reviewer.empty() ? request.login : request.reviewer;
    grantOnReviewServer(server, request.login, serverRoleOfKey(request.role).value(), reviewer);
    std::cout << shown(server.shown()) << ": " << jsonText(request.login) << " is " << request.role << " and writes as " << jsonText(reviewer) << "\n";
}

ReviewCopy copied(const ReviewStore& source, const ReviewPlace& target) {
    if (!target.isServer() && !fs::exists(fs::symlink_status(target.file())))
        return copyReviewToFile(source, target.file());
    const auto review = ReviewStore::open(target, source.boundTo());
    if (review->mode() == StoreMode::ReadOnly)
        throw Error(ErrorKind::ReadOnly, review->file(), "not copied: " + review->readOnlyReason());
    return copyReview(source, *review);
}

void copy(const CommandContext& context, const CopyRequest& request) {
    const ReviewPlace place = reviewNamed(context, request.source), target = request.target;
    requireReviewPlace(place);
    requireReviewPlace(target);
    const auto source = ReviewStore::open(place, request.plate.empty() ? PlateIdentity() : identityOfPlate(context, request.plate), StoreMode::ReadOnly);
    const ReviewCopy copy = copied(*source, target);
    std::cout << shown(target.shown()) << ": " << counted(copy.events, "event") << " copied, " << copy.common << " were there; "
              << counted(copy.predictions, "prediction") << " copied; no fault found\n";
    if (copy.predictionsKept > 0)
        std::cout << "note: " << counted(copy.predictionsKept, "prediction") << " kept as the target had them\n";
    for (const std::string& key : copy.settingsKept)
        std::cout << "note: setting kept as the target had it: " << jsonText(key) << "\n";
}

} // namespace

void addReviewServer(CLI::App& review) {
    CLI::App* server = review.add_subcommand("server", "prepare a PostgreSQL database for the reviews of a team");
    server->require_subcommand(1);
    const auto address = std::make_shared<fs::path>();
    CLI::App* begin = server->add_subcommand("init", "make the roles and the tables, or bring them up to date");
    begin->add_option("URL", *address, "postgresql:// address of the database, as a login that may make roles and schemas")->required();
    begin->callback([address] { init(*address); });
    const auto request = std::make_shared<GrantRequest>();
    CLI::App* let = server->add_subcommand("grant", "let a login of the server review");
    let->add_option("URL", request->server, "postgresql:// address of the database, as an owner")->required();
    let->add_option("LOGIN", request->login, "name of the login, which must be there")->required();
    let->add_option("--role", request->role, "reviewer, adjudicator (may rule too) or owner (begins, copies and grants)")
        ->check(CLI::IsMember({"reviewer", "adjudicator", "owner"}))
        ->capture_default_str();
    let->add_option("--reviewer", request->reviewer, "name in which it may write; without it the name of the login");
    let->callback([request] { grant(*request); });
}

void addReviewCopy(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<CopyRequest>();
    CLI::App* command = review.add_subcommand("copy", "copy a review from a file to a server, or back");
    command->add_option("SOURCE", request->source, "file or postgresql:// address of a review, or directory of its plate")->required();
    command->add_option("TARGET", request->target, "file or postgresql:// address; what is there already is continued")->required();
    command->add_option("--plate", request->plate, "directory of the plate, where the source keeps reviews of several");
    command->callback([request, context] { copy(context, *request); });
}

} // namespace locascope
