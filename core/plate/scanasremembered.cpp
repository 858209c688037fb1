#include "core/plate/scanasremembered.h"

#include "core/plate/channelmemory.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platechoices.h"

namespace locascope {

namespace {

Plate scanWithStains(const std::filesystem::path& root, const ScanOptions& options, const std::optional<ChannelStains>& stains, const Progress& progress,
                     const std::stop_token& stop) {
    if (stains && !stains->empty()) {
        ScanOptions asAnswered = options;
        asAnswered.channelStains = *stains;
        try {
            return scanPlate(root, asAnswered, progress, stop);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Invalid)
                throw;
        }
    }
    return scanPlate(root, options, progress, stop);
}

} // namespace

Plate scanAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options, const Progress& progress,
                       std::stop_token stop) {
    std::error_code failure;
    const std::filesystem::path canonical = std::filesystem::canonical(root, failure);
    if (failure)
        return scanPlate(root, options, progress, stop);
    const PlateChoices choices = rememberedChoices(dataDirectory, canonical);
    if (!options.plane)
        options.plane = choices.plane;
    if (!options.pixelSizeUm)
        options.pixelSizeUm = choices.pixelSizeUm;
    const auto stains = options.channelStains.empty() ? rememberedStains(dataDirectory, canonical) : std::nullopt;
    const std::vector<NamingScheme>& schemes = options.schemes.empty() ? shippedNamingSchemes() : options.schemes;
    if (options.scheme.empty() && schemeOfKey(schemes, choices.scheme)) {
        options.scheme = choices.scheme;
        try {
            return scanWithStains(root, options, stains, progress, stop);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Empty)
                throw;
        }
        options.scheme.clear();
    }
    return scanWithStains(root, options, stains, progress, stop);
}

} // namespace locascope
