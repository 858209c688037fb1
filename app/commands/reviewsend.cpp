#include "app/commands/reviewcommands.h"

#include "app/counted.h"
#include "app/jsontext.h"
#include "app/platereview.h"
#include "core/files/error.h"
#include "core/store/outboxdelivery.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

namespace locascope {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostNames = 5;

struct SendRequest {
    fs::path plate;
    fs::path server;
};

std::vector<fs::path> outboxesBelow(const fs::path& dataDirectory) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(dataDirectory / "outbox", none))
        if (entry.path().extension() == ".sqlite")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool isAskedFor(const SendRequest& request, const Outbox& outbox) {
    if (!request.server.empty() && ReviewPlace(request.server).withoutPassword() != outbox.server())
        return false;
    std::error_code none;
    return request.plate.empty() || fs::weakly_canonical(request.plate, none) == outbox.plate().root;
}

// The server knows a plate by its fingerprint, which an outbox learns from the server; before that it is in the images, where they are reached.
PlateIdentity identityFor(const CommandContext& context, const Outbox& outbox) {
    const PlateIdentity plate = outbox.plate();
    std::error_code none;
    if (!plate.fingerprint.empty() || !fs::is_directory(plate.root, none))
        return plate;
    return identityOfPlate(context, plate.root);
}

std::string namesOf(const std::set<std::string>& samples) {
    std::string names;
    std::size_t count = 0;
    for (const std::string& sample : samples)
        if (++count <= mostNames)
            names += (count > 1 ? ", " : "") + jsonText(sample);
    return names + (count > mostNames ? ", …" : "");
}

void printRefused(const std::vector<RefusedEvent>& refused) {
    std::map<std::tuple<std::string, EventsRefused::Because, std::string>, std::set<std::string>> samples;
    for (const RefusedEvent& one : refused)
        samples[{one.event.reviewer, one.because, one.reason}].insert(one.event.sampleId);
    for (const auto& [what, of] : samples)
        std::cout << "  refused: what " << jsonText(std::get<0>(what)) << " decided on " << counted(of.size(), "sample") << " (" << namesOf(of) << "): " << jsonText(std::get<2>(what)) << "\n";
}

// How many wait, or are refused, afterwards.
std::size_t send(const CommandContext& context, Outbox& outbox, const ReviewPlace& server) {
    Delivery delivery;
    try {
        const auto review = ReviewStore::open(server, identityFor(context, outbox));
        if (review->mode() == StoreMode::ReadOnly)
            throw Error(ErrorKind::ReadOnly, review->file(), review->readOnlyReason());
        delivery = deliver(outbox, *review, {.alsoRefused = true});
    } catch (const Error& error) {
        delivery.stoppedBy = error;
        delivery.refused = outbox.refused();
    }
    const std::size_t waiting = outbox.waiting().events.size();
    std::cout << jsonText(ReviewPlace(outbox.server()).shown().native()) << ", plate " << jsonText(outbox.plate().root.native()) << ": " << counted(delivery.sent.size(), "decision") << " sent, "
              << delivery.refused.size() << " refused, " << waiting << " waiting\n";
    printRefused(delivery.refused);
    if (delivery.stoppedBy)
        std::cout << "  not sent: " << jsonText(delivery.stoppedBy->detail()) << "\n";
    return waiting + delivery.refused.size();
}

void sendAll(const CommandContext& context, const SendRequest& request) {
    std::size_t left = 0, queues = 0;
    for (const fs::path& file : outboxesBelow(context.dataDirectory)) {
        Outbox outbox(file);
        if (!isAskedFor(request, outbox))
            continue;
        ++queues;
        if (!outbox.isEmpty())
            left += send(context, outbox, request.server.empty() ? ReviewPlace(outbox.server()) : ReviewPlace(request.server));
    }
    if (queues == 0 && !(request.plate.empty() && request.server.empty()))
        throw Error(ErrorKind::NotFound, request.plate.empty() ? ReviewPlace(request.server).shown() : request.plate, "nothing was ever kept on this computer for it");
    std::cout.flush();
    if (left > 0)
        throw Error(ErrorKind::Busy, context.dataDirectory / "outbox", counted(left, "decision") + " still wait here; do what is said above, then send again");
    if (queues == 0)
        std::cout << "nothing was ever kept on this computer for a server\n";
    else
        std::cout << "nothing waits\n";
}

} // namespace

void addReviewSend(CLI::App& review, const CommandContext& context) {
    const auto request = std::make_shared<SendRequest>();
    CLI::App* command = review.add_subcommand("send", "send what this computer keeps for servers that were away, and again what they refused");
    command->add_option("PLATE", request->plate, "directory of a plate; without it of all");
    command->add_option("--server", request->server, "postgresql:// address of a server, also with a password; without it all, by the addresses under which it was kept");
    command->callback([request, context] { sendAll(context, *request); });
}

} // namespace locascope
