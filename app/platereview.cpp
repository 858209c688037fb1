#include "app/platereview.h"

#include "app/platescan.h"
#include "core/files/error.h"

namespace locascope {

PlateIdentity identityOfPlate(const CommandContext& context, const std::filesystem::path& plate) {
    const Plate scanned = scanNamedPlate(plate, {}, context);
    return {scanned.root, plateFingerprint(scanned)};
}

FoundReview reviewOfPlate(const CommandContext& context, const std::filesystem::path& plate) {
    std::error_code failure;
    const std::filesystem::path root = std::filesystem::canonical(plate, failure);
    if (failure)
        throw Error(ErrorKind::NotFound, plate, "no such directory");
    const FoundReview byPath = findReview(context.dataDirectory, {root, {}});
    return byPath.match == ReviewMatch::New ? findReview(context.dataDirectory, identityOfPlate(context, root)) : byPath;
}

} // namespace locascope
