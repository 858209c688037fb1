#include "core/files/bytepack.h"

#include <bit>
#include <cstring>

namespace locascope {

namespace {

constexpr unsigned bitsOfNumber = 64;

} // namespace

void BytePacker::number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U)
        m_bytes += static_cast<char>(value | 0x80U);
    m_bytes += static_cast<char>(value);
}

void BytePacker::real(double value) {
    static_assert(std::endian::native == std::endian::little, "reals are written as they lie in memory");
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    m_bytes.append(bytes, sizeof value);
}

void BytePacker::text(std::string_view value) {
    number(value.size());
    m_bytes += value;
}

std::string_view ByteUnpacker::take(std::size_t bytes) {
    if (bytes > m_left.size()) {
        m_isShort = true;
        m_left = {};
        return {};
    }
    const std::string_view taken = m_left.substr(0, bytes);
    m_left.remove_prefix(bytes);
    return taken;
}

std::uint64_t ByteUnpacker::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < bitsOfNumber; shift += 7) {
        const std::string_view byte = take(1);
        if (byte.empty())
            return 0;
        const auto bits = static_cast<std::uint64_t>(static_cast<unsigned char>(byte.front()));
        value |= (bits & 0x7fU) << shift;
        if (bits < 0x80)
            return value;
    }
    m_isShort = true;
    return 0;
}

std::size_t ByteUnpacker::count() {
    const std::uint64_t value = number();
    if (value <= m_left.size())
        return value;
    m_isShort = true;
    m_left = {};
    return 0;
}

double ByteUnpacker::real() {
    double value = 0;
    if (const std::string_view bytes = take(sizeof value); !bytes.empty())
        std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

std::string_view ByteUnpacker::view() { return take(number()); }

std::string ByteUnpacker::text() { return std::string(view()); }

} // namespace locascope
