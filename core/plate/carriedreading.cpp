#include "core/plate/carriedreading.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/plate/channelmemory.h"
#include "core/plate/namingyaml.h"
#include "core/plate/platechoices.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr std::uintmax_t mostSchemeBytes = 256 * 1024;

bool isThere(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(file, ignored));
}

} // namespace

void carryReading(const std::filesystem::path& folder, const Plate& plate, const CarriedReading& reading) {
    writeFile(folder / carriedSchemeFile, formatNamingRules(reading.scheme->rules()));
    writeChoices(folder / carriedChoicesFile, {reading.scheme->key(), reading.plane, reading.pixelSizeUm});
    ChannelStains stains;
    for (const Channel& channel : plate.channels)
        if (channel.stain)
            stains[channel.key] = *channel.stain;
    writeStains(folder / carriedStainsFile, stains);
}

std::vector<NamingScheme> withCarriedScheme(std::vector<NamingScheme> schemes, const std::filesystem::path& root) {
    const std::filesystem::path file = root / carriedSchemeFile;
    if (!isThere(file))
        return schemes;
    const Bytes bytes = readFile(file, {.maxBytes = mostSchemeBytes, .inside = root, .prefixBytes = {}});
    for (NamingScheme& carried : parseNamingSchemes({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file)) {
        const auto known = std::find_if(schemes.begin(), schemes.end(), [&](const NamingScheme& one) { return one.key() == carried.key(); });
        if (known == schemes.end())
            schemes.push_back(std::move(carried));
        else
            *known = std::move(carried);
    }
    return schemes;
}

} // namespace locascope
