#include "core/store/sqlitepages.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t fileHeaderBytes = 100;
constexpr std::size_t leafHeaderBytes = 8;
constexpr char tableLeaf = 0x0d;
constexpr std::size_t logHeaderBytes = 32;
constexpr std::size_t frameHeaderBytes = 24;
constexpr std::uint64_t maxPayloadBytes = std::uint64_t{64} << 20; // as SQLITE_LIMIT_LENGTH of the store
constexpr std::size_t maxColumns = 64;

bool isPageSize(std::size_t bytes) { return bytes >= 512 && bytes <= 65'536 && std::has_single_bit(bytes); }

std::uint64_t bigEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

std::uint32_t wordAt(std::string_view bytes, std::size_t offset) {
    return static_cast<std::uint32_t>(bigEndian(bytes.substr(offset, 4)));
}

// Section 1.6; moves `offset` behind the number. None where the bytes end.
std::optional<std::uint64_t> varint(std::string_view bytes, std::size_t& offset) {
    std::uint64_t value = 0;
    for (int count = 0; count < 9; ++count) {
        if (offset >= bytes.size())
            return {};
        const auto byte = static_cast<unsigned char>(bytes[offset++]);
        if (count == 8)
            return value << 8U | byte;
        value = value << 7U | (byte & 0x7fU);
        if (byte < 0x80)
            return value;
    }
    return {};
}

std::int64_t signedNumber(std::string_view bytes) {
    const unsigned unused = 64 - 8 * static_cast<unsigned>(bytes.size());
    return static_cast<std::int64_t>(bigEndian(bytes) << unused) >> unused;
}

std::size_t bytesOfType(std::uint64_t type) {
    constexpr std::size_t fixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? fixed[type] : static_cast<std::size_t>(type - 12) / 2;
}

SqliteValue valueOf(std::uint64_t type, std::string_view bytes) {
    if (type >= 12)
        return type % 2 == 0 ? SqliteValue(SqliteBlob{std::string(bytes)}) : SqliteValue(SqliteText{std::string(bytes)});
    if (type == 0 || type > 9)
        return std::monostate{};
    if (type == 7)
        return std::bit_cast<double>(bigEndian(bytes));
    return type >= 8 ? static_cast<std::int64_t>(type - 8) : signedNumber(bytes);
}

// Section 2.1.
std::optional<std::vector<SqliteValue>> valuesOf(std::string_view record) {
    std::size_t place = 0;
    const auto headerBytes = varint(record, place);
    if (!headerBytes || *headerBytes > record.size())
        return {};
    std::vector<SqliteValue> values;
    std::size_t body = static_cast<std::size_t>(*headerBytes);
    while (place < *headerBytes) {
        const auto type = varint(record.substr(0, static_cast<std::size_t>(*headerBytes)), place);
        if (!type || *type > 2 * maxPayloadBytes + 13 || values.size() == maxColumns)
            return {};
        const std::size_t length = bytesOfType(*type);
        if (length > record.size() - body)
            return {};
        values.push_back(valueOf(*type, record.substr(body, length)));
        body += length;
    }
    return values;
}

// Section 4.2: pairs of words, in the byte order that the log's first word names.
class LogChecksum final {
public:
    explicit LogChecksum(bool bigEndianWords)
        : m_big(bigEndianWords) {}
    void add(std::string_view bytes) {
        for (std::size_t place = 0; place + 8 <= bytes.size(); place += 8) {
            m_first += word(bytes, place) + m_second;
            m_second += word(bytes, place + 4) + m_first;
        }
    }
    bool equals(std::string_view stored) const { return m_first == wordAt(stored, 0) && m_second == wordAt(stored, 4); }

private:
    std::uint32_t word(std::string_view bytes, std::size_t place) const {
        const std::uint32_t value = wordAt(bytes, place);
        return m_big ? value : __builtin_bswap32(value);
    }
    bool m_big;
    std::uint32_t m_first = 0;
    std::uint32_t m_second = 0;
};

} // namespace

SqlitePages::SqlitePages(std::string_view file)
    : m_file(file) {
    if (file.size() < fileHeaderBytes || !file.starts_with(std::string_view("SQLite format 3\0", 16)))
        return;
    const std::uint64_t said = bigEndian(file.substr(16, 2));
    const std::size_t bytes = said == 1 ? 65'536 : static_cast<std::size_t>(said);
    if (isPageSize(bytes))
        m_pageBytes = bytes;
}

bool SqlitePages::layOver(std::string_view log) {
    if (log.size() < logHeaderBytes || (wordAt(log, 0) & ~1U) != 0x377f0682U)
        return false;
    const std::size_t pageBytes = wordAt(log, 8);
    if (m_file.empty() && isPageSize(pageBytes))
        m_pageBytes = pageBytes;
    if (pageBytes != m_pageBytes)
        return false;
    LogChecksum checksum((wordAt(log, 0) & 1U) != 0);
    checksum.add(log.substr(0, 24));
    if (!checksum.equals(log.substr(24, 8)))
        return false;
    std::map<std::size_t, std::string_view> waiting;
    for (std::size_t place = logHeaderBytes; place + frameHeaderBytes + m_pageBytes <= log.size();
         place += frameHeaderBytes + m_pageBytes) {
        const std::string_view frame = log.substr(place, frameHeaderBytes);
        const std::string_view content = log.substr(place + frameHeaderBytes, m_pageBytes);
        checksum.add(frame.substr(0, 8));
        checksum.add(content);
        if (frame.substr(8, 8) != log.substr(16, 8) || !checksum.equals(frame.substr(16, 8)))
            break;
        waiting[wordAt(frame, 0)] = content;
        if (wordAt(frame, 4) != 0) {
            for (const auto& [number, page] : waiting)
                m_logged[number] = page;
            waiting.clear();
        }
    }
    return !m_logged.empty();
}

void SqlitePages::forEachRow(const std::function<void(const SqliteRow&)>& visit) const {
    for (std::size_t number = 1; number <= pageCount(); ++number)
        visitLeaf(number, visit);
}

std::string_view SqlitePages::page(std::size_t number) const {
    if (const auto logged = m_logged.find(number); logged != m_logged.end())
        return logged->second;
    if (number == 0 || number > m_file.size() / m_pageBytes)
        return {};
    return m_file.substr((number - 1) * m_pageBytes, m_pageBytes);
}

std::size_t SqlitePages::pageCount() const {
    return std::max(m_file.size() / m_pageBytes, m_logged.empty() ? 0 : m_logged.rbegin()->first);
}

// Section 1.6.
void SqlitePages::visitLeaf(std::size_t number, const std::function<void(const SqliteRow&)>& visit) const {
    const std::string_view content = page(number);
    const std::size_t header = number == 1 ? fileHeaderBytes : 0;
    if (content.size() < header + leafHeaderBytes || content[header] != tableLeaf)
        return;
    const std::size_t cells = bigEndian(content.substr(header + 3, 2));
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const std::size_t pointer = header + leafHeaderBytes + 2 * cell;
        if (pointer + 2 > content.size())
            return;
        if (const auto row = rowAt(content, bigEndian(content.substr(pointer, 2))))
            visit(*row);
    }
}

std::optional<SqliteRow> SqlitePages::rowAt(std::string_view content, std::size_t offset) const {
    const auto length = varint(content, offset);
    const auto rowid = varint(content, offset);
    if (!length || !rowid || *length > maxPayloadBytes)
        return {};
    const auto payload = wholePayload(content, offset, *length);
    if (!payload)
        return {};
    auto values = valuesOf(*payload);
    if (!values)
        return {};
    return SqliteRow{static_cast<std::int64_t>(*rowid), std::move(*values)};
}

// Section 1.6: what of a payload lies on the leaf, and the chain of pages that holds the rest.
std::optional<std::string> SqlitePages::wholePayload(std::string_view content, std::size_t offset,
                                                     std::uint64_t length) const {
    const std::size_t whole = m_pageBytes - 35;
    const std::size_t least = (m_pageBytes - 12) * 32 / 255 - 23;
    const std::size_t fitting = least + (static_cast<std::size_t>(length) - least) % (m_pageBytes - 4);
    const std::size_t local = length <= whole ? static_cast<std::size_t>(length) : fitting <= whole ? fitting : least;
    if (offset > content.size() || local > content.size() - offset)
        return {};
    std::string payload(content.substr(offset, local));
    if (payload.size() == length)
        return payload;
    if (local + 4 > content.size() - offset)
        return {};
    std::size_t next = wordAt(content, offset + local);
    for (std::size_t followed = 0; payload.size() < length; ++followed) {
        const std::string_view overflow = page(next);
        if (overflow.size() < 4 || followed > pageCount())
            return {};
        const std::size_t rest = static_cast<std::size_t>(length) - payload.size();
        payload += overflow.substr(4, std::min(rest, m_pageBytes - 4));
        next = wordAt(overflow, 0);
    }
    return payload;
}

} // namespace locascope
