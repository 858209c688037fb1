#include "core/imaging/stainingcache.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/fileidentity.h"
#include "core/files/folderlimit.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/imaging/measurestaining.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace locascope {

namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "entries are written as they lie in memory");
static_assert(std::is_trivially_copyable_v<FieldStaining>);

constexpr const char* extension = ".staining";
constexpr std::size_t writtenTogether = 256; ///< at least, and a quarter of what there is: a long check writes a few times its size

struct Head {
    std::array<char, 8> mark{'L', 'o', 'c', 'a', 'S', 't', 'n', '1'};
    std::uint32_t version = stainingVersion;
    std::uint32_t entryBytes = 0;
    std::uint64_t count = 0;
    std::uint64_t check = 0; ///< of the entries
};

struct Entry {
    StainingKey key;
    FieldStaining field;
};

std::uint64_t checkOf(std::span<const std::byte> bytes) { return std::stoull(sha256(bytes).substr(0, 16), nullptr, 16); }

Bytes bytesOf(const std::map<StainingKey, FieldStaining>& fields) {
    std::vector<Entry> entries;
    entries.reserve(fields.size());
    for (const auto& [key, field] : fields)
        entries.push_back({key, field});
    const auto content = std::as_bytes(std::span(entries));
    Head head;
    head.entryBytes = sizeof(Entry);
    head.count = entries.size();
    head.check = checkOf(content);
    Bytes bytes(sizeof head + content.size());
    std::memcpy(bytes.data(), &head, sizeof head);
    if (!content.empty())
        std::memcpy(bytes.data() + sizeof head, content.data(), content.size());
    return bytes;
}

std::map<StainingKey, FieldStaining> fieldsOf(const Bytes& bytes) {
    Head head;
    const Head ours;
    if (bytes.size() < sizeof head)
        return {};
    std::memcpy(&head, bytes.data(), sizeof head);
    const std::size_t room = bytes.size() - sizeof head;
    if (head.mark != ours.mark || head.version != ours.version || head.entryBytes != sizeof(Entry) || room % sizeof(Entry) != 0 ||
        head.count != room / sizeof(Entry) || checkOf(std::span(bytes).subspan(sizeof head)) != head.check)
        return {};
    std::map<StainingKey, FieldStaining> fields;
    for (std::size_t i = 0; i < head.count; ++i) {
        Entry entry;
        std::memcpy(&entry, bytes.data() + sizeof head + i * sizeof(Entry), sizeof entry);
        fields.emplace_hint(fields.end(), entry.key, entry.field);
    }
    return fields;
}

} // namespace

std::optional<StainingKey> stainingKey(const Plate& plate, const Sample& sample) {
    std::string identity = std::to_string(stainingVersion) + '\0' + (plate.chosenPlane ? std::to_string(*plate.chosenPlane) : std::string()) + '\0';
    for (const Stain stain : allStains) {
        identity += colourWord(stain);
        for (const PlaneSource& plane : planesOf(sample, stain)) {
            const fs::path path = plate.root / plane.file;
            const auto file = identityOfFile(path);
            if (!file)
                return std::nullopt;
            identity += path.native() + '\0' + std::to_string(file->bytes) + '\0' + std::to_string(file->changedNs) + '\0' +
                        std::to_string(plane.page) + '\0' + std::to_string(plane.channel) + '\0';
        }
    }
    const std::string digest = sha256(identity);
    StainingKey key;
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = static_cast<unsigned char>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    return key;
}

StainingCache::StainingCache(fs::path directory, const fs::path& root, std::uint64_t maxBytes)
    : m_directory(std::move(directory))
    , m_file(m_directory / (sha256(std::string_view(root.native())).substr(0, 32) + extension))
    , m_maxBytes(maxBytes) {}

StainingCache::~StainingCache() { flush(); }

void StainingCache::open() {
    if (std::exchange(m_isOpen, true) || m_directory.empty())
        return;
    try {
        m_fields = fieldsOf(readFile(m_file, {.maxBytes = m_maxBytes, .inside = {}, .prefixBytes = {}}));
        std::error_code ignored;
        fs::last_write_time(m_file, fs::file_time_type::clock::now(), ignored);
    } catch (const Error&) {
        // The first check of this plate.
    }
}

std::optional<FieldStaining> StainingCache::find(const StainingKey& key) {
    const std::lock_guard lock(m_mutex);
    open();
    const auto found = m_fields.find(key);
    return found == m_fields.end() ? std::nullopt : std::optional(found->second);
}

void StainingCache::put(const StainingKey& key, const FieldStaining& field) {
    const std::lock_guard lock(m_mutex);
    open();
    m_fields[key] = field;
    if (++m_unwritten >= std::max(writtenTogether, m_fields.size() / 4))
        write();
}

void StainingCache::flush() {
    const std::lock_guard lock(m_mutex);
    if (m_unwritten > 0)
        write();
}

void StainingCache::write() {
    m_unwritten = 0;
    if (m_directory.empty() || m_fields.size() * sizeof(Entry) + sizeof(Head) > m_maxBytes)
        return;
    try {
        makeDirectory(m_directory);
        writeFile(m_file, bytesOf(m_fields), {.durability = Durability::Ordered, .access = FileAccess::Default});
        keepWithin(m_directory, extension, m_maxBytes, m_file);
    } catch (const Error&) {
        // A full or read-only disk: it is measured again the next time.
    }
}

} // namespace locascope
