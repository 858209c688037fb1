#pragma once

#include "core/files/filereader.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace locascope {

/// The bytes of one TIFF file, wherever they are kept.
class TiffBytes {
public:
    TiffBytes() = default;
    TiffBytes(const TiffBytes&) = delete;
    TiffBytes& operator=(const TiffBytes&) = delete;
    virtual ~TiffBytes() = default;

    virtual std::uint64_t size() const = 0;
    /// Fills `to` from `offset`; returns the number of bytes, fewer than asked for only at the end of the
    /// file.
    virtual std::size_t read(std::uint64_t offset, std::span<std::byte> to) = 0;
    /// All bytes, where they are in memory; else empty.
    virtual std::span<const std::byte> whole() const { return {}; }
};

/// Bytes in memory, which must outlive this.
class TiffInMemory final : public TiffBytes {
public:
    explicit TiffInMemory(std::span<const std::byte> bytes)
        : m_bytes(bytes) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    std::size_t read(std::uint64_t offset, std::span<std::byte> to) override;
    std::span<const std::byte> whole() const override { return m_bytes; }

private:
    std::span<const std::byte> m_bytes;
};

/// A file that is opened once and of which only the parts asked for are read, 64 KB (or `windowBytes`) at a time: a header may lie anywhere in some
/// hundred megabytes. Throws what readFile throws.
class TiffInFile final : public TiffBytes {
public:
    TiffInFile(std::filesystem::path path, const ReadOptions& options, std::size_t windowBytes = std::size_t{64} * 1024);
    std::uint64_t size() const override { return m_file.size(); }
    std::size_t read(std::uint64_t offset, std::span<std::byte> to) override;

private:
    struct Window {
        std::uint64_t offset = 0;
        Bytes bytes;
    };
    const Window& windowAt(std::uint64_t offset);

    FileReader m_file;
    std::size_t m_windowBytes;
    std::vector<Window> m_windows;
};

} // namespace locascope
