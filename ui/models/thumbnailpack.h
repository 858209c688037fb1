#pragma once

#include "core/files/readfile.h"
#include "ui/models/thumbnailkey.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace locascope {

/// Where in a pack an entry lies, and the start of its SHA-256.
struct PackedEntry {
    ThumbnailKey key;
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    std::uint64_t check = 0;
};

/// A file of many small entries, written whole and never changed: a list of what is in it, then the entries. Little-endian.
Bytes packOf(const std::vector<std::pair<ThumbnailKey, Bytes>>& entries);

/// The list of a pack; empty where it is not whole. Throws Error as readFilePart.
std::optional<std::vector<PackedEntry>> readPackList(const std::filesystem::path& pack);

/// Empty where the entry is damaged. Throws Error as readFilePart.
std::optional<Bytes> readPacked(const std::filesystem::path& pack, const PackedEntry& entry);

} // namespace locascope
