#include "core/plate/scanasremembered.h"

#include "core/files/error.h"
#include "core/plate/carriedreading.h"
#include "core/plate/channelmemory.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platechoices.h"
#include "core/plate/platerecall.h"

#include <utility>

namespace locascope {

namespace {

/// `root` is canonical.
ScanOptions asRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options) {
    const PlateChoices choices = rememberedChoices(dataDirectory, root);
    if (!options.plane)
        options.plane = choices.plane;
    if (!options.pixelSizeUm)
        options.pixelSizeUm = choices.pixelSizeUm;
    if (options.channelStains.empty())
        options.rememberedStains = rememberedStains(dataDirectory, root).value_or(RememberedStains());
    if (options.schemes.empty())
        options.schemes = shippedNamingSchemes();
    options.schemes = withCarriedScheme(std::move(options.schemes), root);
    if (options.scheme.empty() && schemeOfKey(options.schemes, choices.scheme))
        options.scheme = choices.scheme;
    return options;
}

} // namespace

Plate scanAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options, const Progress& progress,
                       std::stop_token stop) {
    std::error_code failure;
    const std::filesystem::path canonical = std::filesystem::canonical(root, failure);
    if (failure)
        return scanPlate(root, options, progress, stop);
    const bool isSaid = !options.scheme.empty();
    options = asRemembered(dataDirectory, canonical, std::move(options));
    if (isSaid || options.scheme.empty())
        return scanPlate(root, options, progress, stop);
    try {
        return scanPlate(root, options, progress, stop);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Empty)
            throw;
    }
    options.scheme.clear();
    return scanPlate(root, options, progress, stop);
}

std::optional<Plate> recallAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options) {
    std::error_code failure;
    const std::filesystem::path canonical = std::filesystem::canonical(root, failure);
    if (failure || options.cacheDirectory.empty())
        return std::nullopt;
    try {
        return recalledPlate(canonical, asRemembered(dataDirectory, canonical, std::move(options)));
    } catch (const Error&) {
        return std::nullopt; // the scan will say why
    }
}

} // namespace locascope
