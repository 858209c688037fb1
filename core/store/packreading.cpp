#include "core/store/packreading.h"

#include "core/files/error.h"
#include "core/plate/carriedreading.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/scanasremembered.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace locascope {

namespace {

namespace fs = std::filesystem;

/// What the colleague must have as the owner does.
struct ReadSample {
    std::string id, well;
    PerStain<std::vector<PlaneSource>> planes;
    friend bool operator==(const ReadSample&, const ReadSample&) = default;
};

std::vector<ReadSample> readOf(const Plate& plate, const std::vector<std::size_t>& samples) {
    std::vector<ReadSample> read;
    for (const std::size_t sample : samples) {
        read.push_back({plate.samples[sample].id, plate.samples[sample].well, {}});
        for (const Stain stain : allStains)
            read.back().planes[stain] = planesOf(plate.samples[sample], stain);
    }
    std::sort(read.begin(), read.end(), [](const ReadSample& left, const ReadSample& right) { return left.id < right.id; });
    return read;
}

std::vector<std::size_t> everySample(const Plate& plate) {
    std::vector<std::size_t> all(plate.samples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// Of all these samples, where they agree.
std::optional<double> pixelSizeOfAll(const Plate& plate, const std::vector<std::size_t>& samples) {
    std::optional<double> common;
    for (const std::size_t sample : samples) {
        const auto size = pixelSizeOf(plate, plate.samples[sample]);
        if (!size || (common && *common != size->micrometres))
            return {};
        common = size->micrometres;
    }
    return common;
}

/// As the colleague's program will read it: by nothing but what lies there.
std::optional<Plate> asColleagueReads(const fs::path& folder) {
    try {
        return scanAsRemembered({}, folder, {});
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Empty)
            throw;
        return {};
    }
}

const NamingScheme& schemeOf(const Plate& plate, const std::vector<NamingScheme>& schemes) {
    const NamingScheme* scheme = schemeOfKey(schemes, plate.scheme);
    if (!scheme)
        throw Error(ErrorKind::NotFound, plate.root, "is read by a naming scheme that is gone: " + plate.scheme);
    return *scheme;
}

} // namespace

void makeReadTheSame(const Plate& plate, const std::vector<std::size_t>& samples, const std::vector<NamingScheme>& known, const fs::path& folder) {
    const std::vector<ReadSample> wanted = readOf(plate, samples);
    const auto size = pixelSizeOfAll(plate, samples);
    const auto plain = asColleagueReads(folder);
    const bool isSame = plain && readOf(*plain, everySample(*plain)) == wanted;
    const bool knowsSize = !size || (plain && pixelSizeOfAll(*plain, everySample(*plain)) == size);
    if (isSame && knowsSize && !plate.chosenPlane)
        return;
    const auto schemes = withCarriedScheme(known.empty() ? shippedNamingSchemes() : known, plate.root);
    carryReading(folder, plate, {.scheme = &schemeOf(plate, schemes), .plane = plate.chosenPlane, .pixelSizeUm = knowsSize ? std::nullopt : size});
    const auto carried = asColleagueReads(folder);
    if (!carried || readOf(*carried, everySample(*carried)) != wanted)
        throw Error(ErrorKind::Invalid, plate.root, "cannot be packed so: these files by themselves would not be read as the same samples; pack samples with all their files");
}

} // namespace locascope
