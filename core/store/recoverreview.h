#pragma once

#include "core/store/reviewstore.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace locascope {

struct Recovery {
    std::size_t events = 0;     ///< written to the new review
    std::size_t chained = 0;    ///< of these, proved by the hashes to stand beside the event before or after them
    std::int64_t highest = 0;   ///< highest sequence number that was seen; highest − events are missing
    std::size_t leftOut = 0;    ///< rows of a log or a backup that contradict the file, and were not taken
    PlateIdentity plate;        ///< the binding that was found; empty for none
};

/// Rescues the events of a damaged or hostile review into a new one. Reads the pages of `damaged`, of its -wal and of `backups` by itself:
/// no header, index or tree need be whole, and nothing the file says is run. The sources stay as they are. An event counts once; a log's or
/// a backup's only where it does not contradict the file. Predictions and settings are not rescued: they can be made again.
/// The new review holds the events in their old order, numbered anew. Errors: those of readFile and ReviewStore; Invalid where `target` exists; Damaged
/// where no event was found.
Recovery recoverReview(const std::filesystem::path& damaged, const std::filesystem::path& target,
                       const std::vector<std::filesystem::path>& backups = {});

} // namespace locascope
