#include "core/store/cbor.h"

#include "core/files/error.h"

#include <bit>

namespace locascope {

namespace {

void putBigEndian(std::string& out, std::uint64_t value, unsigned length) {
    for (unsigned byte = length; byte-- > 0;)
        out.push_back(static_cast<char>(value >> (8 * byte) & 0xffU));
}

[[noreturn]] void refuse() { throw Error(ErrorKind::Damaged, {}, "a stored decision cannot be read"); }

} // namespace

void CborWriter::head(unsigned major, std::uint64_t value) {
    const auto initial = [&](unsigned low) { m_out.push_back(static_cast<char>(major << 5U | low)); };
    if (value < 24) {
        initial(static_cast<unsigned>(value));
        return;
    }
    const unsigned log = value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffffffff ? 2 : 3;
    initial(24 + log);
    putBigEndian(m_out, value, 1U << log);
}

void CborWriter::bytes(std::string_view value) {
    head(2, value.size());
    m_out += value;
}

void CborWriter::text(std::string_view value) {
    head(3, value.size());
    m_out += value;
}

void CborWriter::real(double value) {
    m_out.push_back(static_cast<char>(0xfb));
    putBigEndian(m_out, std::bit_cast<std::uint64_t>(value), 8);
}

bool CborReader::truth() {
    const std::string_view item = taken(1);
    if (item != "\xf5" && item != "\xf4")
        refuse();
    return item == "\xf5";
}

double CborReader::real() {
    if (taken(1) != "\xfb")
        refuse();
    return std::bit_cast<double>(bigEndian(8));
}

std::uint64_t CborReader::head(unsigned major) {
    const auto initial = static_cast<unsigned char>(taken(1).front());
    const unsigned low = initial & 31U;
    if (initial >> 5U != major || low > 27)
        refuse();
    return low < 24 ? low : bigEndian(std::size_t{1} << (low - 24));
}

std::string_view CborReader::taken(std::uint64_t length) {
    if (length > m_rest.size())
        refuse();
    const std::string_view item = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    return item;
}

std::uint64_t CborReader::bigEndian(std::size_t length) {
    std::uint64_t value = 0;
    for (const char byte : taken(length))
        value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

} // namespace locascope
