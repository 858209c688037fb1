#pragma once

#include "core/files/fileidentity.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>

namespace locascope {

/// What was read of the TIFFs of a plate, by path in the plate, size and time of the last change, so that the next opening reads those only that are new or changed.
/// A value.
class TiffMemory final {
public:
    struct Entry {
        FileIdentity identity;
        std::string record; ///< as packedRecord
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    /// Bytes of paths and records that are kept of a plate: some 100,000 files of a few channels.
    static constexpr std::size_t mostBytes = std::size_t{64} << 20;

    /// Null where nothing is known of the file as it is now.
    const Entry* find(const std::string& path, const FileIdentity& identity) const;
    /// In the place of what was known of the file. Is left out where there is no room.
    void keep(const std::string& path, Entry entry);
    std::size_t size() const { return m_entries.size(); }
    friend bool operator==(const TiffMemory& left, const TiffMemory& right) { return left.m_entries == right.m_entries; }

    /// Empty where the file is not there, damaged, or of another version. Does not throw.
    static TiffMemory read(const std::filesystem::path& file);
    /// Throws Error as writeFile.
    void write(const std::filesystem::path& file) const;

private:
    std::unordered_map<std::string, Entry> m_entries;
    std::size_t m_bytes = 0;
};

/// The file in which the TIFFs of the plate at `root`, a canonical path, are remembered. It lies beside that of its headers, whose bound on all plates counts it, too.
std::filesystem::path tiffMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root);

} // namespace locascope
