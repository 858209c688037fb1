#pragma once

#include "ui/models/thumbnailpack.h"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace locascope {

/// Small pictures on disk, by what they were made of. Entries are collected and written together, some megabytes a file: a file is whole or not there,
/// is never changed, and belongs to no program, so that neither a cut nor another program can spoil it; a damaged entry is a miss. Over `maxBytes` the
/// files that were used longest ago go. Nothing here throws: a cache that fails costs time. Any thread.
class ThumbnailStore final {
public:
    ThumbnailStore(std::filesystem::path directory, std::uint64_t maxBytes);
    ~ThumbnailStore(); ///< writes what is collected
    ThumbnailStore(const ThumbnailStore&) = delete;
    ThumbnailStore& operator=(const ThumbnailStore&) = delete;

    bool contains(const ThumbnailKey& key);
    std::optional<Bytes> find(const ThumbnailKey& key);
    void put(const ThumbnailKey& key, Bytes bytes);
    /// Writes what is collected.
    void flush();
    /// All that was put so far.
    std::uint64_t keptBytes();
    /// On disk and collected.
    std::uint64_t byteCount();
    std::uint64_t maxBytes() const { return m_maxBytes; }
    /// What comes would soon push out what was put before: no use in making more.
    bool isNearlyFull() { return keptBytes() > m_maxBytes / 10 * 9; }

    static constexpr std::size_t packBytes = std::size_t{4} << 20;
    static constexpr std::size_t smallPacksAtMost = 8; ///< of under a quarter of packBytes; more are joined

private:
    struct Pack {
        std::filesystem::path file;
        std::uint64_t bytes = 0;
        std::filesystem::file_time_type used; ///< last; also the file's time
        bool isUsed = false;                  ///< by this program
        std::vector<ThumbnailKey> keys;
    };
    struct Place {
        int pack = 0;
        PackedEntry entry;
    };
    using Entries = std::vector<std::pair<ThumbnailKey, Bytes>>;

    void open();
    void addPack(const std::filesystem::path& file, std::filesystem::file_time_type used);
    void forgetPack(int pack);
    void noteUse(int pack);
    void write(Entries entries);
    void makeRoom();
    void removePack(int pack);
    std::vector<int> smallPacks(); ///< where there are too many of them
    void addEntriesOf(int pack, Entries& entries);
    void forgetCollected(const std::vector<ThumbnailKey>& keys);

    std::filesystem::path m_directory;
    std::uint64_t m_maxBytes;
    std::mutex m_mutex;
    std::mutex m_writing; ///< one flush at a time
    bool m_isOpen = false;
    int m_nextPack = 0;
    std::uint64_t m_packedBytes = 0;
    std::unordered_map<int, Pack> m_packs;
    std::unordered_map<ThumbnailKey, Place, ThumbnailKeyHash> m_places;
    std::unordered_map<ThumbnailKey, Bytes, ThumbnailKeyHash> m_collected;
    std::size_t m_collectedBytes = 0;
    std::uint64_t m_keptBytes = 0;
};

} // namespace locascope
