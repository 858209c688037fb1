#include "core/imaging/headermemory.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/writefile.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <utility>

namespace locascope {

namespace {

static_assert(std::endian::native == std::endian::little, "entries are written as they lie in memory");
static_assert(sizeof(HeaderMemory::Entry) == 40);

enum Flag : std::uint8_t { Colourised = 1, FloatingPoint = 2, Gzipped = 4 };

struct FileHead {
    std::array<char, 8> mark{'L', 'o', 'c', 'a', 'H', 'd', 'r', '2'};
    std::uint64_t count = 0;
    std::uint64_t check = 0; // of the entries
};

constexpr const char* directoryName = "headers";

std::uint64_t checkOf(std::span<const std::byte> bytes) {
    return std::stoull(sha256(bytes).substr(0, 16), nullptr, 16);
}

bool byKey(const HeaderMemory::Entry& left, const HeaderMemory::Entry& right) {
    return left.key < right.key;
}

} // namespace

HeaderMemory::Key HeaderMemory::keyOf(std::string_view relativePath, const FileIdentity& identity, const ImagePlace& place) {
    std::string text = std::string(relativePath) + '\0' + std::to_string(identity.bytes) + '\0' + std::to_string(identity.changedNs);
    if (place.page != 0 || place.channel >= 0)
        text += '\0' + std::to_string(place.page) + '\0' + std::to_string(place.channel);
    const std::string digest = sha256(text);
    Key key;
    for (std::size_t i = 0; i < key.size(); ++i) {
        unsigned value = 0;
        std::from_chars(digest.data() + 2 * i, digest.data() + 2 * i + 2, value, 16);
        key[i] = static_cast<std::byte>(value);
    }
    return key;
}

std::optional<HeaderMemory::Entry> HeaderMemory::entryOf(const Key& key, const ImageHeader& header) {
    const auto fits = [](int value, int most) { return value >= 0 && value <= most; };
    if (!fits(header.pages, std::numeric_limits<std::uint16_t>::max()) || !fits(header.channels, 255) || !fits(header.bits, 255)
        || !fits(header.chromaAcross, 255) || !fits(header.chromaDown, 255))
        return std::nullopt;
    Entry entry;
    entry.key = key;
    entry.width = header.width;
    entry.height = header.height;
    entry.pages = static_cast<std::uint16_t>(header.pages);
    entry.channels = static_cast<std::uint8_t>(header.channels);
    entry.bits = static_cast<std::uint8_t>(header.bits);
    entry.format = static_cast<std::uint8_t>(header.format);
    entry.flags = static_cast<std::uint8_t>((header.colourised ? Colourised : 0) | (header.isFloatingPoint ? FloatingPoint : 0) | (header.isGzipped ? Gzipped : 0));
    entry.chromaAcross = static_cast<std::uint8_t>(header.chromaAcross);
    entry.chromaDown = static_cast<std::uint8_t>(header.chromaDown);
    entry.pixelSizeUm = header.pixelSizeUm.value_or(0);
    return entry;
}

HeaderMemory::HeaderMemory(std::vector<Entry> entries)
    : m_entries(std::move(entries)) {
    if (m_entries.size() > atMost)
        m_entries.resize(atMost);
    std::sort(m_entries.begin(), m_entries.end(), byKey);
    m_entries.erase(std::unique(m_entries.begin(), m_entries.end(), [](const Entry& left, const Entry& right) { return left.key == right.key; }), m_entries.end());
}

std::optional<ImageHeader> HeaderMemory::find(const Key& key) const {
    Entry wanted;
    wanted.key = key;
    const auto found = std::lower_bound(m_entries.begin(), m_entries.end(), wanted, byKey);
    if (found == m_entries.end() || found->key != key)
        return std::nullopt;
    ImageHeader header;
    header.format = static_cast<FileFormat>(found->format);
    header.width = found->width;
    header.height = found->height;
    header.channels = found->channels;
    header.bits = found->bits;
    header.pages = found->pages;
    header.colourised = (found->flags & Colourised) != 0;
    header.isFloatingPoint = (found->flags & FloatingPoint) != 0;
    header.isGzipped = (found->flags & Gzipped) != 0;
    header.chromaAcross = found->chromaAcross;
    header.chromaDown = found->chromaDown;
    if (found->pixelSizeUm > 0)
        header.pixelSizeUm = found->pixelSizeUm;
    return header;
}

HeaderMemory HeaderMemory::read(const std::filesystem::path& file) {
    HeaderMemory memory;
    try {
        const Bytes bytes = readFile(file, {.maxBytes = sizeof(FileHead) + atMost * sizeof(Entry), .inside = {}, .prefixBytes = {}});
        FileHead head;
        if (bytes.size() < sizeof head)
            return memory;
        std::memcpy(&head, bytes.data(), sizeof head);
        const std::span<const std::byte> rest = std::span(bytes).subspan(sizeof head);
        if (head.mark != FileHead{}.mark || head.count > atMost || rest.size() != head.count * sizeof(Entry) || checkOf(rest) != head.check)
            return memory;
        memory.m_entries.resize(head.count);
        if (!rest.empty())
            std::memcpy(memory.m_entries.data(), rest.data(), rest.size());
    } catch (const Error&) {
    }
    return memory;
}

void HeaderMemory::write(const std::filesystem::path& file) const {
    const std::span<const std::byte> entries = std::as_bytes(std::span(m_entries));
    FileHead head;
    head.count = m_entries.size();
    head.check = checkOf(entries);
    Bytes bytes(sizeof head + entries.size());
    std::memcpy(bytes.data(), &head, sizeof head);
    if (!entries.empty())
        std::memcpy(bytes.data() + sizeof head, entries.data(), entries.size());
    makeDirectory(file.parent_path());
    writeFile(file, bytes, {.durability = Durability::Ordered, .access = FileAccess::Private});
}

std::filesystem::path headerMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root) {
    return cacheDirectory / directoryName / (sha256(root.native()).substr(0, 16) + ".bin");
}

void keepNewestHeaderMemories(const std::filesystem::path& cacheDirectory, std::uintmax_t bytes) {
    std::vector<std::pair<std::int64_t, std::filesystem::path>> files;
    std::uintmax_t total = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(cacheDirectory / directoryName, error), end; !error && entry != end; entry.increment(error)) {
        if (const auto identity = identityOfFile(entry->path())) {
            files.emplace_back(identity->changedNs, entry->path());
            total += identity->bytes;
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& [changed, file] : files) {
        if (total <= bytes)
            return;
        const auto identity = identityOfFile(file);
        if (identity && std::filesystem::remove(file, error))
            total -= identity->bytes;
    }
}

} // namespace locascope
