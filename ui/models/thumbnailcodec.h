#pragma once

#include "core/files/readfile.h"
#include "core/imaging/plane.h"
#include "core/plate/plate.h"
#include "ui/models/thumbnailkey.h"

#include <optional>

namespace locascope {

/// Named after path, size and time of the sample's files and `side`, so that a changed file is another key. Asks the file system. Empty where a file
/// cannot be asked.
std::optional<ThumbnailKey> thumbnailKey(const Plate& plate, const Sample& sample, int side);

/// Reduced by area mean until neither side is longer than `side`; bits as before.
ChannelStack reducedTo(const ChannelStack& stack, int side);

/// The planes as one grey JPEG, each spread by the square root over its own range of values: some 15 KB for 4 × 128², and raw counts again when
/// decoded, near enough for a small picture in any contrast (within 1/40 of the plane's range).
Bytes encodeThumbnail(const ChannelStack& stack);
/// Empty where `bytes` are none of encodeThumbnail's.
std::optional<ChannelStack> decodeThumbnail(const Bytes& bytes);

} // namespace locascope
