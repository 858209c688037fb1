#include "ui/models/thumbnailmaking.h"

#include "ui/models/thumbnailcodec.h"

#include <algorithm>

namespace locascope {

namespace {

int reductionForSide(const SampleShape& shape, int side) {
    int reduction = 1;
    while (reduction < 8 && std::max(shape.width, shape.height) / (reduction * 2) >= side)
        reduction *= 2;
    return reduction;
}

} // namespace

std::optional<SmallPlanes> keptPlanes(const Plate& plate, std::size_t sample, ThumbnailStore& store, int side) {
    const auto key = thumbnailKey(plate, plate.samples[sample], side);
    const auto bytes = key ? store.find(*key) : std::nullopt;
    auto stack = bytes ? decodeThumbnail(*bytes) : std::nullopt;
    if (!stack)
        return std::nullopt;
    return SmallPlanes{std::move(*stack), false};
}

std::optional<SmallPlanes> makePlanes(const SessionParts& parts, const Plate& plate, std::size_t sample, const std::optional<ThumbnailKey>& key, ThumbnailStore& store, int side,
                                      const std::stop_token& stop) {
    LoadOptions options;
    options.reduction = reductionForSide(shapeOf(plate, sample), side);
    const AlsoUsed useElsewhere = otherUses(parts, plate, sample);
    const LoadedSample image = parts.load(plate, plate.samples[sample], options, stop);
    if (stop.stop_requested())
        return std::nullopt;
    if (image.stack.isEmpty())
        return SmallPlanes{{}, true};
    SmallPlanes small{reducedTo(image.stack, side), !image.complete};
    if (key && image.complete)
        store.put(*key, encodeThumbnail(small.stack));
    if (image.stack.reduction == 1)
        useElsewhere(image);
    return small;
}

AlsoUsed keepingPlanes(const Plate& plate, std::size_t sample, const std::shared_ptr<ThumbnailStore>& store, int side) {
    const auto key = thumbnailKey(plate, plate.samples[sample], side);
    if (!key || store->isNearlyFull() || store->contains(*key))
        return {};
    return [key = *key, store, side](const LoadedSample& image) {
        if (image.complete && !store->contains(key))
            store->put(key, encodeThumbnail(reducedTo(image.stack, side)));
    };
}

} // namespace locascope
