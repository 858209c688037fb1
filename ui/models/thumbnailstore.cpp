#include "ui/models/thumbnailstore.h"

#include "core/files/error.h"
#include "core/files/writefile.h"

#include <algorithm>
#include <random>
#include <string>
#include <system_error>

namespace locascope {

namespace {

namespace fs = std::filesystem;

constexpr const char* extension = ".thumbs";

/// No other program has it, and no earlier run.
std::string newName() {
    std::random_device device;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string name;
    for (int i = 0; i < 24; ++i)
        name += digits[device() % digits.size()];
    return name + extension;
}

} // namespace

ThumbnailStore::ThumbnailStore(fs::path directory, std::uint64_t maxBytes)
    : m_directory(std::move(directory))
    , m_maxBytes(maxBytes) {}

ThumbnailStore::~ThumbnailStore() { flush(); }

void ThumbnailStore::open() {
    if (std::exchange(m_isOpen, true) || m_directory.empty())
        return;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_directory, error))
        if (entry.path().extension() == extension)
            addPack(entry.path(), entry.last_write_time(error));
    makeRoom();
}

void ThumbnailStore::addPack(const fs::path& file, fs::file_time_type used) {
    Pack pack{file, 0, used, false, {}};
    std::error_code error;
    try {
        const auto list = readPackList(file);
        pack.bytes = fs::file_size(file, error);
        if (!list || error) {
            fs::remove(file, error);
            return;
        }
        for (const PackedEntry& entry : *list) {
            pack.keys.push_back(entry.key);
            m_places[entry.key] = {m_nextPack, entry};
        }
    } catch (const Error&) {
        return; // another program took it away
    }
    m_packedBytes += pack.bytes;
    m_packs.emplace(m_nextPack++, std::move(pack));
}

void ThumbnailStore::forgetPack(int number) {
    const auto found = m_packs.find(number);
    if (found == m_packs.end())
        return;
    for (const ThumbnailKey& key : found->second.keys)
        if (const auto place = m_places.find(key); place != m_places.end() && place->second.pack == number)
            m_places.erase(place);
    m_packedBytes -= found->second.bytes;
    m_packs.erase(found);
}

void ThumbnailStore::noteUse(int number) {
    Pack& pack = m_packs.at(number);
    if (std::exchange(pack.isUsed, true))
        return;
    pack.used = fs::file_time_type::clock::now();
    std::error_code error;
    fs::last_write_time(pack.file, pack.used, error);
}

bool ThumbnailStore::contains(const ThumbnailKey& key) {
    const std::lock_guard lock(m_mutex);
    open();
    return m_collected.contains(key) || m_places.contains(key);
}

std::optional<Bytes> ThumbnailStore::find(const ThumbnailKey& key) {
    fs::path file;
    Place place;
    {
        const std::lock_guard lock(m_mutex);
        open();
        if (const auto collected = m_collected.find(key); collected != m_collected.end())
            return collected->second;
        const auto found = m_places.find(key);
        if (found == m_places.end())
            return std::nullopt;
        place = found->second;
        noteUse(place.pack);
        file = m_packs.at(place.pack).file;
    }
    try {
        if (auto bytes = readPacked(file, place.entry))
            return bytes;
    } catch (const Error&) {
        // gone; a miss like a damaged one
    }
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_places.find(key); found != m_places.end() && found->second.pack == place.pack)
        m_places.erase(found);
    return std::nullopt;
}

void ThumbnailStore::put(const ThumbnailKey& key, Bytes bytes) {
    bool isFull = false;
    {
        const std::lock_guard lock(m_mutex);
        open();
        const std::size_t size = bytes.size();
        if (m_directory.empty() || !m_collected.emplace(key, std::move(bytes)).second)
            return;
        m_collectedBytes += size;
        m_keptBytes += size;
        isFull = m_collectedBytes >= packBytes;
    }
    if (isFull)
        flush();
}

void ThumbnailStore::flush() {
    const std::lock_guard writing(m_writing);
    Entries entries;
    {
        const std::lock_guard lock(m_mutex);
        if (m_collected.empty())
            return;
        entries.assign(m_collected.begin(), m_collected.end()); // which find() still looks into
    }
    try {
        write(std::move(entries));
    } catch (const Error&) {
        // A full or read-only disk: what was collected is forgotten.
    }
}

std::vector<int> ThumbnailStore::smallPacks() {
    const std::lock_guard lock(m_mutex);
    std::vector<int> small;
    for (const auto& [number, pack] : m_packs)
        if (pack.bytes < packBytes / 4)
            small.push_back(number);
    return small.size() > smallPacksAtMost ? small : std::vector<int>();
}

void ThumbnailStore::addEntriesOf(int number, Entries& entries) {
    std::vector<ThumbnailKey> keys;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_packs.find(number); found != m_packs.end())
            keys = found->second.keys;
    }
    for (const ThumbnailKey& key : keys)
        if (auto bytes = find(key))
            entries.emplace_back(key, std::move(*bytes));
}

void ThumbnailStore::forgetCollected(const std::vector<ThumbnailKey>& keys) {
    for (const ThumbnailKey& key : keys)
        if (const auto found = m_collected.find(key); found != m_collected.end()) {
            m_collectedBytes -= found->second.size();
            m_collected.erase(found);
        }
}

void ThumbnailStore::write(Entries entries) {
    std::vector<ThumbnailKey> collected;
    for (const auto& [key, bytes] : entries)
        collected.push_back(key);
    const std::vector<int> joined = smallPacks();
    for (const int number : joined)
        addEntriesOf(number, entries);
    const fs::path file = m_directory / newName();
    try {
        makeDirectory(m_directory);
        writeFile(file, packOf(entries), {.durability = Durability::Ordered, .access = FileAccess::Default});
    } catch (const Error&) {
        const std::lock_guard lock(m_mutex);
        forgetCollected(collected); // or it would grow without end
        throw;
    }
    const std::lock_guard lock(m_mutex);
    forgetCollected(collected);
    addPack(file, fs::file_time_type::clock::now());
    for (const int number : joined)
        removePack(number);
    makeRoom();
}

void ThumbnailStore::removePack(int number) {
    if (const auto found = m_packs.find(number); found != m_packs.end()) {
        std::error_code error;
        fs::remove(found->second.file, error);
        forgetPack(number);
    }
}

void ThumbnailStore::makeRoom() {
    while (m_packedBytes > m_maxBytes && !m_packs.empty()) {
        const auto oldest = std::min_element(m_packs.begin(), m_packs.end(), [](const auto& left, const auto& right) {
            return left.second.used < right.second.used;
        });
        removePack(oldest->first);
    }
}

std::uint64_t ThumbnailStore::keptBytes() {
    const std::lock_guard lock(m_mutex);
    return m_keptBytes;
}

std::uint64_t ThumbnailStore::byteCount() {
    const std::lock_guard lock(m_mutex);
    open();
    return m_packedBytes + m_collectedBytes;
}

} // namespace locascope
