#include "core/plate/scanasremembered.h"

#include "core/plate/channelmemory.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platechoices.h"

namespace locascope {

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
    if (options.channelStains.empty())
        options.rememberedStains = rememberedStains(dataDirectory, canonical).value_or(RememberedStains());
    const std::vector<NamingScheme>& schemes = options.schemes.empty() ? shippedNamingSchemes() : options.schemes;
    if (options.scheme.empty() && schemeOfKey(schemes, choices.scheme)) {
        options.scheme = choices.scheme;
        try {
            return scanPlate(root, options, progress, stop);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Empty)
                throw;
        }
        options.scheme.clear();
    }
    return scanPlate(root, options, progress, stop);
}

} // namespace locascope
