#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace locascope {

/// Whether bytes begin as a zip archive with entries does.
bool isZip(std::span<const std::byte> bytes);

struct ZipLimits {
    std::size_t entries = 1'000;
    std::uint64_t bytes = std::uint64_t{4} << 30; ///< of all entries together, unpacked
};

/// Writes the files of a zip archive (PKWARE's APPNOTE 6.3, stored or deflated) into `folder`, which must be there and should be new; all of its entries are looked at before the first is
/// written. `path` is for errors, which name the entry. Error Invalid: a name that leaves the folder, is absolute, is there twice or differs in case alone, a symbolic link or device, a size that is
/// not the content's. Damaged: no archive, a checksum that does not hold. Unsupported: encrypted, packed otherwise, zip64. TooLarge: beyond the limits, or more than 64 MB from less than a two-hundredth. writeFile's.
/// What had been written before an Error is left to the caller, who made the folder. Holds one unpacked file at a time.
void unpackZip(std::span<const std::byte> bytes, const std::filesystem::path& path, const std::filesystem::path& folder, const ZipLimits& limits = {});

} // namespace locascope
