#include "core/plate/tiffmemory.h"

#include "core/files/bytepack.h"
#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"

#include <optional>
#include <string_view>
#include <utility>

namespace locascope {

namespace {

constexpr std::string_view mark = "LocaTif1"; // another number for another form of records
constexpr std::size_t checkLetters = 16;      // of the SHA-256 of all that follows
constexpr std::size_t mostFileBytes = 2 * TiffMemory::mostBytes;

std::string checkOf(std::string_view bytes) { return sha256(bytes).substr(0, checkLetters); }

std::size_t bytesOf(const std::string& path, const TiffMemory::Entry& entry) { return path.size() + entry.record.size(); }

/// What is behind the mark and a check that holds.
std::optional<std::string_view> checkedBody(std::string_view bytes) {
    if (!bytes.starts_with(mark) || bytes.size() < mark.size() + checkLetters)
        return {};
    const std::string_view body = bytes.substr(mark.size() + checkLetters);
    return checkOf(body) == bytes.substr(mark.size(), checkLetters) ? std::optional(body) : std::nullopt;
}

} // namespace

const TiffMemory::Entry* TiffMemory::find(const std::string& path, const FileIdentity& identity) const {
    const auto known = m_entries.find(path);
    return known != m_entries.end() && known->second.identity == identity ? &known->second : nullptr;
}

void TiffMemory::keep(const std::string& path, Entry entry) {
    if (const auto known = m_entries.find(path); known != m_entries.end()) {
        m_bytes -= bytesOf(path, known->second);
        m_entries.erase(known);
    }
    const std::size_t bytes = bytesOf(path, entry);
    if (bytes > mostBytes - m_bytes)
        return;
    m_bytes += bytes;
    m_entries.emplace(path, std::move(entry));
}

TiffMemory TiffMemory::read(const std::filesystem::path& file) {
    TiffMemory memory;
    try {
        const Bytes bytes = readFile(file, {.maxBytes = mostFileBytes, .inside = {}, .prefixBytes = {}});
        const auto body = checkedBody({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (!body)
            return memory;
        ByteUnpacker from(*body);
        for (std::size_t left = from.count(); left > 0 && !from.isShort(); --left) {
            const std::string path = from.text();
            Entry entry;
            entry.identity.bytes = from.number();
            entry.identity.changedNs = static_cast<std::int64_t>(from.number());
            entry.record = from.text();
            memory.keep(path, std::move(entry));
        }
        if (!from.isWhole())
            return {};
    } catch (const Error&) {
    }
    return memory;
}

void TiffMemory::write(const std::filesystem::path& file) const {
    BytePacker to;
    to.number(m_entries.size());
    for (const auto& [path, entry] : m_entries) {
        to.text(path);
        to.number(entry.identity.bytes);
        to.number(static_cast<std::uint64_t>(entry.identity.changedNs));
        to.text(entry.record);
    }
    makeDirectory(file.parent_path());
    writeFile(file, std::string(mark) + checkOf(to.bytes()) + to.bytes(), {.durability = Durability::Ordered, .access = FileAccess::Private});
}

std::filesystem::path tiffMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root) {
    return cacheDirectory / "headers" / (sha256(root.native()).substr(0, 16) + ".tiffs");
}

} // namespace locascope
