#include "core/plate/scanstamp.h"

#include "core/files/digest.h"
#include "core/files/fileidentity.h"
#include "core/files/packvalues.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingyaml.h"
#include "core/plate/platelisting.h"
#include "core/plate/scanplate.h"

#include <sys/stat.h>

#include <algorithm>

namespace locascope {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * nsPerSecond + time.tv_nsec; }

std::optional<FolderStamp> stampOf(const struct stat& status) {
    if (!S_ISDIR(status.st_mode))
        return std::nullopt;
    return FolderStamp{nanoseconds(status.st_mtim), nanoseconds(status.st_ctim), status.st_ino};
}

std::string schemesText(const ScanOptions& options) {
    std::vector<NamingRules> rules;
    for (const NamingScheme& scheme : options.schemes.empty() ? shippedNamingSchemes() : options.schemes)
        rules.push_back(scheme.rules());
    return formatNamingRules(rules);
}

} // namespace

std::optional<FolderStamp> stampOfFolder(const std::filesystem::path& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 ? stampOf(status) : std::nullopt;
}

std::optional<FolderStamp> stampOfFolder(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 ? stampOf(status) : std::nullopt;
}

std::string scanOptionsDigest(const ScanOptions& options) {
    BytePacker text;
    text.number(options.maxDepth);
    text.text(options.scheme);
    text.text(schemesText(options));
    putList(text, options.channelStains, [](BytePacker& to, const auto& said) {
        to.text(said.first);
        to.number(static_cast<std::uint64_t>(said.second));
    });
    putList(text, options.rememberedStains, [](BytePacker& to, const auto& said) {
        to.text(said.first);
        to.number(static_cast<std::uint64_t>(said.second.stain));
        to.number(said.second.name ? 1 : 0);
        to.text(said.second.name.value_or(std::string()));
    });
    putMaybe(text, options.plane);
    putMaybe(text, options.pixelSizeUm);
    return sha256(text.bytes());
}

std::shared_ptr<const ScanStamp> scanStamp(const PlateListing& listing, const ScanOptions& options) {
    if (listing.folders.size() > mostStampedFolders)
        return nullptr;
    auto stamp = std::make_shared<ScanStamp>();
    for (std::size_t i = 0; i < listing.folders.size(); ++i) {
        const std::optional<FolderStamp>& found = listing.stamps[i];
        if (!found || found->changedNs <= 0 || FileIdentity{0, found->changedNs}.isFresh(listing.begun))
            return nullptr;
        stamp->folders.push_back({listing.folders[i], *found});
    }
    stamp->options = scanOptionsDigest(options);
    return stamp;
}

bool holds(const ScanStamp& stamp, const std::filesystem::path& root) {
    return !stamp.folders.empty() && std::all_of(stamp.folders.begin(), stamp.folders.end(), [&](const ScanStamp::Folder& folder) {
        return stampOfFolder((root / folder.path).parent_path()) == folder.stamp;
    });
}

} // namespace locascope
