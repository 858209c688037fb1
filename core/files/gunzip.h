#pragma once

#include "core/files/readfile.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace locascope {

/// Whether bytes begin as a gzip file does (RFC 1952).
bool isGzip(std::span<const std::byte> bytes);

/// What bytes are given: all of a file, or some from its start, whose end is no error.
enum class GzipExtent { WholeFile, Prefix };

/// The content of a gzip file, piece by piece: all its members one after another, each with its checksum and length checked. gzip inside
/// gzip is not unpacked again. One thread at a time.
class GzipReader final {
public:
    /// `bytes` and `path` must outlive this.
    GzipReader(std::span<const std::byte> bytes, const std::filesystem::path& path, GzipExtent extent = GzipExtent::WholeFile);
    GzipReader(GzipReader&&) noexcept;
    ~GzipReader();

    /// Fills `to`; returns the number of bytes, fewer than asked for only at the end of the content. Throws Error EndsEarly where a member is cut,
    /// Damaged where its checksum, its length or its compressed data do not hold or where something else follows it.
    std::size_t read(std::span<std::byte> to);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

struct UnpackOptions {
    std::size_t maxBytes = maxImageFileBytes; ///< of the content
    std::function<void()> check = {};         ///< called after every megabyte or sooner; may throw, which ends the unpacking
};

/// The whole content of a gzip file. Throws as GzipReader, and Error TooLarge, without unpacking further, for more than maxBytes and for what seems made to fill
/// the memory: more than 64 MB that were packed to less than a two-hundredth.
Bytes gunzip(std::span<const std::byte> bytes, const std::filesystem::path& path, const UnpackOptions& options = {});

/// The first `count` bytes of the content, or all where it is shorter. `bytes` may be a prefix of the file: then what it holds.
Bytes gunzipStart(std::span<const std::byte> bytes, const std::filesystem::path& path, std::size_t count);

} // namespace locascope
