#include "core/plate/tiffmemory.h"

#include "core/files/bytepack.h"
#include "core/files/digest.h"
#include "core/files/sealedfile.h"

#include <utility>

namespace locascope {

namespace {

constexpr FileSeal seal{"LocaTif1", 2 * TiffMemory::mostBytes}; // another number for another form of records

std::size_t bytesOf(const std::string& path, const TiffMemory::Entry& entry) { return path.size() + entry.record.size(); }

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
    const std::string body = readSealed(file, seal);
    ByteUnpacker from(body);
    for (std::size_t left = from.count(); left > 0 && !from.isShort(); --left) {
        const std::string path = from.text();
        Entry entry;
        entry.identity.bytes = from.number();
        entry.identity.changedNs = static_cast<std::int64_t>(from.number());
        entry.record = from.text();
        memory.keep(path, std::move(entry));
    }
    return from.isWhole() ? memory : TiffMemory();
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
    writeSealed(file, seal, to.bytes());
}

std::filesystem::path tiffMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root) {
    return cacheDirectory / "headers" / (sha256(root.native()).substr(0, 16) + ".tiffs");
}

} // namespace locascope
