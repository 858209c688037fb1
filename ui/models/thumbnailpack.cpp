#include "ui/models/thumbnailpack.h"

#include "core/files/digest.h"

#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <string>

namespace locascope {

namespace {

static_assert(std::endian::native == std::endian::little, "packs are written as they lie in memory");

struct PackHead {
    std::array<char, 8> mark{'L', 'o', 'c', 'a', 'T', 'h', 'm', '1'};
    std::uint32_t count = 0;
    std::uint32_t unused = 0;
    std::uint64_t check = 0; ///< of the list
};

constexpr std::uint32_t mostEntries = 65536;

std::uint64_t checkOf(std::span<const std::byte> bytes) { return std::stoull(sha256(bytes).substr(0, 16), nullptr, 16); }

} // namespace

Bytes packOf(const std::vector<std::pair<ThumbnailKey, Bytes>>& entries) {
    std::vector<PackedEntry> list;
    std::size_t offset = sizeof(PackHead) + entries.size() * sizeof(PackedEntry);
    for (const auto& [key, bytes] : entries) {
        list.push_back({key, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(bytes.size()), checkOf(bytes)});
        offset += bytes.size();
    }
    PackHead head;
    head.count = static_cast<std::uint32_t>(list.size());
    head.check = checkOf(std::as_bytes(std::span(list)));
    Bytes pack(offset);
    std::memcpy(pack.data(), &head, sizeof head);
    std::memcpy(pack.data() + sizeof head, list.data(), list.size() * sizeof(PackedEntry));
    for (std::size_t i = 0; i < entries.size(); ++i)
        std::memcpy(pack.data() + list[i].offset, entries[i].second.data(), entries[i].second.size());
    return pack;
}

std::optional<std::vector<PackedEntry>> readPackList(const std::filesystem::path& pack) {
    constexpr std::size_t usualList = 16384;
    FilePart start = readFilePart(pack, 0, usualList);
    PackHead head;
    const PackHead ours;
    if (start.bytes.size() < sizeof head)
        return std::nullopt;
    std::memcpy(&head, start.bytes.data(), sizeof head);
    if (head.mark != ours.mark || head.count > mostEntries)
        return std::nullopt;
    const std::size_t listBytes = head.count * sizeof(PackedEntry);
    if (sizeof head + listBytes > start.bytes.size())
        start = readFilePart(pack, 0, sizeof head + listBytes);
    if (sizeof head + listBytes > start.bytes.size())
        return std::nullopt;
    std::vector<PackedEntry> list(head.count);
    std::memcpy(list.data(), start.bytes.data() + sizeof head, listBytes);
    if (checkOf(std::as_bytes(std::span(list))) != head.check)
        return std::nullopt;
    return list;
}

std::optional<Bytes> readPacked(const std::filesystem::path& pack, const PackedEntry& entry) {
    FilePart part = readFilePart(pack, entry.offset, entry.size);
    if (part.bytes.size() != entry.size || checkOf(part.bytes) != entry.check)
        return std::nullopt;
    return std::move(part.bytes);
}

} // namespace locascope
