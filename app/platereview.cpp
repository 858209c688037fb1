#include "app/platereview.h"

#include "app/terminal.h"
#include "core/files/error.h"
#include "core/plate/scanplate.h"

namespace locascope {

PlateIdentity identityOfPlate(const std::filesystem::path& plate) {
    const Plate scanned = scanPlate(plate, {}, terminalProgress("listing"));
    return {scanned.root, plateFingerprint(scanned)};
}

FoundReview reviewOfPlate(const CommandContext& context, const std::filesystem::path& plate) {
    std::error_code failure;
    const std::filesystem::path root = std::filesystem::canonical(plate, failure);
    if (failure)
        throw Error(ErrorKind::NotFound, plate, "no such directory");
    const FoundReview byPath = findReview(context.dataDirectory, {root, {}});
    return byPath.match == ReviewMatch::New ? findReview(context.dataDirectory, identityOfPlate(root)) : byPath;
}

} // namespace locascope
