#include "core/files/tiffwalk.h"

#include "core/files/endsearly.h"
#include "core/files/error.h"

#include <algorithm>
#include <array>

namespace locascope {

namespace {

constexpr std::array<std::uint64_t, 19> typeBytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
constexpr std::uint64_t asText = 2, asShort = 3, asLong = 4, asFraction = 5, asLong8 = 16;

} // namespace

TiffWalk::TiffWalk(TiffBytes& bytes, const std::filesystem::path& path)
    : m_bytes(bytes)
    , m_path(path) {
    m_isBigEndian = number(0, 1) == 'M';
    m_isBig = number(2, 2) == 43;
}

bool TiffWalk::isTiff() const {
    const std::uint64_t order = number(0, 1), version = number(2, 2);
    return (order == 'I' || order == 'M') && number(1, 1) == order && (version == 42 || version == 43);
}

std::uint64_t TiffWalk::firstDirectory() const { return m_isBig ? number(8, 8) : number(4, 4); }

std::uint64_t TiffWalk::nextDirectory(std::uint64_t offset) const {
    return number(offset + countBytes() + entriesOf(offset) * entryBytes(), offsetBytes());
}

std::uint64_t TiffWalk::entriesOf(std::uint64_t directory) const {
    const std::uint64_t entries = number(directory, countBytes());
    if (entries > (m_bytes.size() - directory - countBytes()) / entryBytes())
        throwEndsEarly(m_bytes.size(), m_path);
    if (entries > mostTiffEntries)
        throw Error(ErrorKind::Damaged, m_path, "damaged: a list of " + std::to_string(entries) + " entries where some dozens are expected");
    return entries;
}

std::uint64_t TiffWalk::bytesOfDirectory(std::uint64_t directory) const { return countBytes() + entriesOf(directory) * entryBytes() + offsetBytes(); }

TiffEntry TiffWalk::entry(std::uint64_t directory, std::uint64_t number) const {
    const std::uint64_t at = directory + countBytes() + number * entryBytes();
    return {this->number(at, 2), this->number(at + 2, 2), this->number(at + 4, offsetBytes()), at + 4 + offsetBytes()};
}

std::uint64_t TiffWalk::bytesOf(const TiffEntry& entry) const {
    const std::uint64_t size = entry.type < typeBytes.size() ? typeBytes[entry.type] : 0;
    return entry.count <= m_bytes.size() ? entry.count * size : 0;
}

std::uint64_t TiffWalk::placeOf(const TiffEntry& entry) const {
    return bytesOf(entry) <= offsetBytes() ? entry.valueField : number(entry.valueField, offsetBytes());
}

std::uint64_t TiffWalk::wholeNumber(const TiffEntry& entry) const {
    const bool isWhole = entry.type == asShort || entry.type == asLong || entry.type == asLong8;
    return isWhole && bytesOf(entry) > 0 ? number(placeOf(entry), typeBytes[entry.type]) : 0;
}

double TiffWalk::fraction(const TiffEntry& entry) const {
    if (entry.type != asFraction || bytesOf(entry) == 0)
        return 0;
    const std::uint64_t place = placeOf(entry), divisor = number(place + 4, 4);
    return divisor == 0 ? 0 : static_cast<double>(number(place, 4)) / static_cast<double>(divisor);
}

std::string TiffWalk::text(const TiffEntry& entry, std::size_t most) const {
    if (entry.type != asText)
        return {};
    const std::uint64_t length = bytesOf(entry), place = placeOf(entry);
    requireWithin(place, length);
    std::string text(std::min<std::uint64_t>(length, most), '\0');
    text.resize(m_bytes.read(place, std::as_writable_bytes(std::span(text))));
    return text.substr(0, text.find('\0'));
}

void TiffWalk::requireValues(std::uint64_t directory) const {
    const std::uint64_t entries = entriesOf(directory);
    for (std::uint64_t i = 0; i < entries; ++i)
        requireValue(entry(directory, i));
}

bool TiffWalk::isReduced(std::uint64_t directory) const {
    constexpr std::uint64_t newSubfileType = 254, smallerOrMask = 1 | 4;
    const std::uint64_t entries = entriesOf(directory);
    for (std::uint64_t i = 0; i < entries; ++i) {
        const TiffEntry found = entry(directory, i);
        if (found.tag == newSubfileType && found.type == asLong)
            return (number(found.valueField, 4) & smallerOrMask) != 0;
        if (found.tag >= newSubfileType) // tags ascend, and this is the lowest of those in use
            return false;
    }
    return false;
}

void TiffWalk::requireWithin(std::uint64_t offset, std::uint64_t length) const {
    if (offset > m_bytes.size() || length > m_bytes.size() - offset)
        throwEndsEarly(m_bytes.size(), m_path);
}

std::uint64_t TiffWalk::number(std::uint64_t offset, std::size_t length) const {
    std::array<std::byte, 8> digits{};
    requireWithin(offset, length);
    if (m_bytes.read(offset, std::span(digits).first(length)) != length)
        throwEndsEarly(m_bytes.size(), m_path);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < length; ++i)
        value = value << 8U | std::to_integer<std::uint64_t>(digits[m_isBigEndian ? i : length - 1 - i]);
    return value;
}

void TiffWalk::requireValue(const TiffEntry& entry) const {
    const std::uint64_t size = entry.type < typeBytes.size() ? typeBytes[entry.type] : 0;
    if (size == 0 || entry.count <= offsetBytes() / size)
        return;
    requireWithin(0, entry.count);
    requireWithin(number(entry.valueField, offsetBytes()), entry.count * size);
}

} // namespace locascope
