#include "app/openreview.h"

#include "core/files/error.h"
#include "core/store/findreview.h"
#include "core/store/reviewvocabulary.h"

#include <cstdlib>
#include <iostream>
#include <pwd.h>
#include <unistd.h>

namespace locascope {

namespace {

struct Choice {
    ReviewPlace place;
    bool moved = false;
};

Choice choose(const PlateIdentity& plate, const ReviewPlace& named, const CommandContext& context) {
    if (!named.empty()) {
        return {named};
    }
    const FoundReview found = findReview(context.dataDirectory, plate);
    if (found.match == ReviewMatch::Twin) {
        throw Error(ErrorKind::Mismatch, plate.root,
                    "holds the same images as " + found.boundTo.root.string() + ", which has a review; go on with it by --review "
                        + found.file.string() + ", or begin another by --review FILE");
    }
    return {found.file, found.match == ReviewMatch::Moved};
}

// A server says itself what is there.
bool mayBeThere(const ReviewPlace& place) {
    std::error_code failure;
    return place.isServer() || std::filesystem::exists(place.file(), failure);
}

std::unique_ptr<ReviewStore> openToRead(const ReviewPlace& place, const PlateIdentity& plate) {
    return ReviewStore::open(place, plate, StoreMode::ReadOnly);
}

// Null where there is none yet.
std::unique_ptr<ReviewStore> openIfThere(const ReviewPlace& place, const PlateIdentity& plate) {
    if (!mayBeThere(place)) {
        return nullptr;
    }
    try {
        return openToRead(place, plate);
    } catch (const Error& error) {
        if (!place.isServer() || error.kind() != ErrorKind::NotFound) {
            throw;
        }
        return nullptr;
    }
}

} // namespace

std::unique_ptr<ReviewStore> openReview(const Plate& plate, const ReviewPlace& named, const CommandContext& context, ReviewUse use) {
    requireReviewPlace(named);
    const PlateIdentity identity{.root = plate.root, .fingerprint = plateFingerprint(plate)};
    const Choice choice = choose(identity, named, context);
    if (use == ReviewUse::Read && !mayBeThere(choice.place)) {
        throw Error(ErrorKind::NotFound, named.empty() ? plate.root : named.shown(),
                    named.empty() ? "has no review yet; label it in the window, or give it labels by locascope import"
                                  : "there is no such review; check its name");
    }
    auto store = use == ReviewUse::Read ? openToRead(choice.place, identity) : ReviewStore::open(choice.place, identity);
    if (use == ReviewUse::Write && store->mode() == StoreMode::ReadOnly) {
        throw Error(ErrorKind::ReadOnly, choice.place.shown(), store->readOnlyReason());
    }
    if (choice.moved) {
        std::cerr << "the review of this plate was found by its images and used from " << choice.place.shown().string() << "\n";
        if (store->mode() == StoreMode::ReadWrite) {
            store->bindTo(identity);
        }
    }
    return store;
}

std::unique_ptr<ReviewStore> openReviewIfAny(const Plate& plate, const ReviewPlace& named, const CommandContext& context) {
    requireReviewPlace(named);
    const PlateIdentity identity{.root = plate.root, .fingerprint = plateFingerprint(plate)};
    const Choice choice = choose(identity, named, context);
    if (!choice.place.isServer()) {
        return mayBeThere(choice.place) ? openReview(plate, named, context, ReviewUse::Read) : nullptr;
    }
    return openIfThere(choice.place, identity);
}

std::optional<Vocabulary> vocabularyOfReview(const Plate& plate, const ReviewPlace& named, const CommandContext& context) {
    requireReviewPlace(named);
    const PlateIdentity identity{.root = plate.root, .fingerprint = plateFingerprint(plate)};
    const auto store = openIfThere(choose(identity, named, context).place, identity);
    return store ? std::optional(vocabularyOf(*store)) : std::nullopt;
}

void requireReviewPlace(const ReviewPlace& named) {
    if (!named.isServer() && named.shown().native().find("://") != std::string::npos) {
        throw Error(ErrorKind::Unsupported, named.shown(), "no server that keeps reviews; write postgresql://HOST/DATABASE, or name a file");
    }
}

std::string loginName() {
    if (const char* name = std::getenv("USER"); name && *name) {
        return name;
    }
    const passwd* entry = ::getpwuid(::getuid());
    return entry && entry->pw_name && *entry->pw_name ? entry->pw_name : "reviewer";
}

} // namespace locascope
