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
    std::filesystem::path file;
    bool moved = false;
};

Choice choose(const PlateIdentity& plate, const std::filesystem::path& named, const CommandContext& context) {
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

bool isThere(const std::filesystem::path& file) {
    std::error_code failure;
    return std::filesystem::exists(file, failure);
}

} // namespace

std::unique_ptr<ReviewStore> openReview(const Plate& plate, const std::filesystem::path& named, const CommandContext& context, ReviewUse use) {
    requireReviewFile(named);
    const PlateIdentity identity{.root = plate.root, .fingerprint = plateFingerprint(plate)};
    const Choice choice = choose(identity, named, context);
    if (use == ReviewUse::Read && !isThere(choice.file)) {
        throw Error(ErrorKind::NotFound, named.empty() ? plate.root : named,
                    named.empty() ? "has no review yet; label it in the window, or give it labels by locascope import"
                                  : "there is no such review; check its name");
    }
    auto store = ReviewStore::open(choice.file, identity, use == ReviewUse::Read ? StoreMode::ReadOnly : StoreMode::ReadWrite);
    if (use == ReviewUse::Write && store->mode() == StoreMode::ReadOnly) {
        throw Error(ErrorKind::ReadOnly, choice.file, store->readOnlyReason());
    }
    if (choice.moved) {
        std::cerr << "the review of this plate was found by its images and used from " << choice.file.string() << "\n";
        if (store->mode() == StoreMode::ReadWrite) {
            store->bindTo(identity);
        }
    }
    return store;
}

std::unique_ptr<ReviewStore> openReviewIfAny(const Plate& plate, const std::filesystem::path& named, const CommandContext& context) {
    requireReviewFile(named);
    const PlateIdentity identity{.root = plate.root, .fingerprint = plateFingerprint(plate)};
    return isThere(choose(identity, named, context).file) ? openReview(plate, named, context, ReviewUse::Read) : nullptr;
}

std::optional<Vocabulary> vocabularyOfReview(const Plate& plate, const std::filesystem::path& named, const CommandContext& context) {
    requireReviewFile(named);
    const PlateIdentity identity{.root = plate.root, .fingerprint = plateFingerprint(plate)};
    const std::filesystem::path file = choose(identity, named, context).file;
    return isThere(file) ? std::optional(vocabularyOf(*ReviewStore::open(file, identity, StoreMode::ReadOnly))) : std::nullopt;
}

void requireReviewFile(const std::filesystem::path& named) {
    if (named.string().find("://") != std::string::npos) {
        throw Error(ErrorKind::Unsupported, named, "reviews on a server are not part of this version; name a file");
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
