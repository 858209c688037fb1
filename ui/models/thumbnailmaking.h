#pragma once

#include "core/plate/plate.h"
#include "ui/models/sessionparts.h"
#include "ui/models/thumbnailstore.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace locascope {

/// The small planes of a sample.
struct SmallPlanes {
    ChannelStack stack;    ///< empty where no file could be read
    bool damaged = false;  ///< some file could not
};

/// Kept on disk under its files' identity; empty where it is not.
std::optional<SmallPlanes> keptPlanes(const Plate& plate, std::size_t sample, ThumbnailStore& store, int side);

/// Decodes the sample's files and keeps the result under `key` (thumbnailKey, asked before they are read: a file that changes meanwhile is another key), unless some could not
/// be read: the sample may be whole the next time. What was read at its full size is put to its other uses, too. Empty when `stop` was requested.
std::optional<SmallPlanes> makePlanes(const SessionParts& parts, const Plate& plate, std::size_t sample, const std::optional<ThumbnailKey>& key, ThumbnailStore& store, int side,
                                      const std::stop_token& stop);

/// For a sample that is loaded at its full size for another purpose: keeps its small planes, too, if it is whole and they are not kept yet. Asked before the files are read,
/// because one that changes meanwhile has another key.
AlsoUsed keepingPlanes(const Plate& plate, std::size_t sample, const std::shared_ptr<ThumbnailStore>& store, int side);

} // namespace locascope
