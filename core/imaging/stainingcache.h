#pragma once

#include "core/plate/fieldstaining.h"
#include "core/plate/plate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

namespace locascope {

/// Says of which files, as they are now, something was measured. The first bytes of a SHA-256.
using StainingKey = std::array<unsigned char, 16>;

/// Named after path, size and time of the sample's files, the z plane that is read, and stainingVersion. Asks the file system. Empty where a file cannot be asked.
std::optional<StainingKey> stainingKey(const Plate& plate, const Sample& sample);

/// What was measured of one plate's fields, in one file of `directory`. A file is written whole or not at all; one that is damaged, or of another version, is as good as
/// none. Over `maxBytes` the files of the plates that were checked longest ago go. Nothing here throws: a cache that fails costs time. Any thread.
class StainingCache final {
public:
    /// `directory` empty: nothing is kept. `root`: the plate's.
    StainingCache(std::filesystem::path directory, const std::filesystem::path& root, std::uint64_t maxBytes = usualBytes);
    ~StainingCache(); ///< writes what was added
    StainingCache(const StainingCache&) = delete;
    StainingCache& operator=(const StainingCache&) = delete;

    std::optional<FieldStaining> find(const StainingKey& key);
    /// Written now and then, so that a check that is cut short goes on where it was.
    void put(const StainingKey& key, const FieldStaining& field);
    void flush();

    static constexpr std::uint64_t usualBytes = std::uint64_t{256} << 20;

private:
    void open();
    void write();

    std::filesystem::path m_directory;
    std::filesystem::path m_file;
    std::uint64_t m_maxBytes;
    std::mutex m_mutex;
    bool m_isOpen = false;
    std::map<StainingKey, FieldStaining> m_fields;
    std::size_t m_unwritten = 0;
};

} // namespace locascope
