#include "core/plate/recognise.h"

#include "core/plate/namereader.h"

#include <algorithm>
#include <optional>

namespace locascope {

namespace {

constexpr std::size_t tastedFiles = 64; // enough to try the likeliest scheme first; the choice itself looks at all

struct Candidate {
    const NamingScheme* scheme = nullptr;
    std::size_t index = 0;
    std::size_t companions = 0;
    std::size_t tasted = 0;
    std::size_t score = 0;
};

std::size_t companionsOf(const PlateListing& listing, const NamingScheme& scheme) {
    const auto& names = scheme.rules().companions;
    return static_cast<std::size_t>(std::count_if(listing.companions.begin(), listing.companions.end(), [&](const ListedFile& file) {
        return std::find(names.begin(), names.end(), listing.nameOf(file)) != names.end();
    }));
}

NameToRead toRead(const PlateListing& listing, const ListedFile& file) { return {listing.folderOf(file), splitImageName(listing.nameOf(file))}; }

std::size_t taste(const PlateListing& listing, NameReader& reader) {
    const std::size_t count = std::min(tastedFiles, listing.images.size());
    std::size_t taken = 0;
    for (std::size_t i = 0; i < count; ++i)
        taken += reader.taste(toRead(listing, listing.images[i * listing.images.size() / count])) == ParsedName::Outcome::Image;
    return taken;
}

/// How many names are taken; nothing where that cannot be `atLeast` any more, or where none is an image of a sample.
std::optional<std::size_t> takenNames(const PlateListing& listing, NameReader& reader, std::size_t atLeast, const std::stop_token& stop) {
    std::size_t images = 0, ignored = 0, left = listing.images.size();
    for (const ListedFile& file : listing.images) {
        const ParsedName::Outcome outcome = reader.taste(toRead(listing, file));
        images += outcome == ParsedName::Outcome::Image;
        ignored += outcome == ParsedName::Outcome::Ignored;
        if (images + ignored + --left < atLeast || stop.stop_requested())
            return {};
    }
    return images > 0 ? std::optional(images + ignored) : std::nullopt;
}

bool isBetter(const Candidate& one, const Candidate& other) {
    if (one.score != other.score)
        return one.score > other.score;
    return one.companions != other.companions ? one.companions > other.companions : one.index < other.index;
}

/// When a scheme is considered.
enum class Turn { First, WhereChannelsAreInside, Last };

Turn turnOf(const NamingRules& rules) {
    if (!rules.isFallback)
        return Turn::First;
    return rules.contents == FileContents::Channels ? Turn::WhereChannelsAreInside : Turn::Last;
}

std::vector<Candidate> candidates(const PlateListing& listing, const std::vector<NamingScheme>& schemes, Turn turn) {
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < schemes.size(); ++i)
        if (turnOf(schemes[i].rules()) == turn) {
            NameReader reader(schemes[i], listing.root.filename().native());
            found.push_back({&schemes[i], i, companionsOf(listing, schemes[i]), taste(listing, reader), 0});
        }
    std::stable_sort(found.begin(), found.end(), [](const Candidate& left, const Candidate& right) { return left.tasted > right.tasted; });
    return found;
}

Candidate bestOf(const PlateListing& listing, std::vector<Candidate> all, const std::stop_token& stop) {
    Candidate best;
    for (Candidate& candidate : all) {
        NameReader reader(*candidate.scheme, listing.root.filename().native());
        const std::size_t needed = best.score > candidate.companions ? best.score - candidate.companions : 0;
        const auto taken = takenNames(listing, reader, needed, stop);
        if (!taken)
            continue;
        candidate.score = *taken + candidate.companions;
        if (!best.scheme || isBetter(candidate, best))
            best = candidate;
    }
    return best;
}

} // namespace

const NamingScheme* recognisedScheme(const PlateListing& listing, const std::vector<NamingScheme>& schemes, const std::stop_token& stop,
                                     const std::function<bool()>& channelsAreInside) {
    const Candidate best = bestOf(listing, candidates(listing, schemes, Turn::First), stop);
    const bool namesTell = best.scheme && 2 * (best.score - best.companions) >= countImages(listing);
    if (namesTell)
        return best.scheme;
    const Candidate inside = bestOf(listing, candidates(listing, schemes, Turn::WhereChannelsAreInside), stop);
    if (inside.scheme && inside.score > best.score && channelsAreInside && channelsAreInside())
        return inside.scheme;
    return best.scheme ? best.scheme : bestOf(listing, candidates(listing, schemes, Turn::Last), stop).scheme;
}

} // namespace locascope
