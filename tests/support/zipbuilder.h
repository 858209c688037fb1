#pragma once

#include "core/files/readfile.h"

#include <zlib.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope::testing {

/// One entry of a zip archive, which may lie.
struct ZipPart {
    std::string name;
    std::string content;
    std::uint32_t attributes = 0100644U << 16U; ///< of Unix, in the upper half
    std::uint16_t flags = 0;
    std::uint16_t method = 0;                   ///< 0: stored; other methods are said and not used
    std::int64_t sizeSaid = -1;                 ///< unpacked; −1: the true one
    bool brokenChecksum = false;
    std::optional<std::uint32_t> sum = {};      ///< CRC-32 of what is unpacked, where that is not the content
};

/// A zip archive as PKWARE's APPNOTE has it. Nothing is checked: broken ones are wanted.
class ZipBuilder {
public:
    ZipBuilder& add(ZipPart part) {
        m_parts.push_back(std::move(part));
        return *this;
    }
    ZipBuilder& add(std::string name, std::string_view content) { return add(ZipPart{.name = std::move(name), .content = std::string(content)}); }

    Bytes bytes() const {
        std::string text;
        std::string directory;
        for (const ZipPart& part : m_parts) {
            const std::size_t offset = text.size();
            text += number(0x04034b50U, 4) + number(20, 2) + header(part) + part.name + part.content;
            directory += number(0x02014b50U, 4) + number(0x0314, 2) + number(20, 2) + header(part) + number(0, 2) + number(0, 2) + number(0, 2) + number(part.attributes, 4) +
                         number(offset, 4) + part.name;
        }
        const std::size_t start = text.size();
        text += directory + number(0x06054b50U, 4) + number(0, 2) + number(0, 2) + number(m_parts.size(), 2) + number(m_parts.size(), 2) + number(directory.size(), 4) + number(start, 4) +
                number(0, 2);
        const auto* first = reinterpret_cast<const std::byte*>(text.data());
        return {first, first + text.size()};
    }

private:
    // From the flags to the length of the extra field.
    static std::string header(const ZipPart& part) {
        const auto* content = reinterpret_cast<const Bytef*>(part.content.data());
        const std::uint32_t sum = part.sum.value_or(static_cast<std::uint32_t>(::crc32(0, content, static_cast<uInt>(part.content.size()))));
        const std::uint64_t size = part.sizeSaid < 0 ? part.content.size() : static_cast<std::uint64_t>(part.sizeSaid);
        return number(part.flags, 2) + number(part.method, 2) + number(0, 4) + number(part.brokenChecksum ? ~sum : sum, 4) + number(part.content.size(), 4) + number(size, 4) +
               number(part.name.size(), 2) + number(0, 2);
    }
    static std::string number(std::uint64_t value, int bytes) {
        std::string text;
        for (int byte = 0; byte < bytes; ++byte)
            text += static_cast<char>(value >> (8 * byte) & 0xFFU);
        return text;
    }

    std::vector<ZipPart> m_parts;
};

/// An entry that is deflated.
inline ZipPart packed(std::string name, const std::string& content) {
    z_stream stream{};
    ::deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string small(::deflateBound(&stream, content.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(small.data());
    stream.avail_out = static_cast<uInt>(small.size());
    ::deflate(&stream, Z_FINISH);
    small.resize(stream.total_out);
    ::deflateEnd(&stream);
    const auto sum = static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    return {.name = std::move(name), .content = std::move(small), .method = 8, .sizeSaid = static_cast<std::int64_t>(content.size()), .sum = sum};
}

} // namespace locascope::testing
