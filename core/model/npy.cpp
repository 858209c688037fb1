#include "core/model/npy.h"

#include "core/files/error.h"
#include "core/files/utf8.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

namespace {

constexpr std::size_t longestHeader = 65'536;
constexpr std::size_t mostAxes = 8;
constexpr std::size_t longestShown = 40;

[[noreturn]] void fail(const std::filesystem::path& file, ErrorKind kind, const std::string& cause) {
    throw Error(kind, file, cause);
}

std::string said(std::string_view text) {
    const std::string shown(text.substr(0, longestShown));
    return isUtf8Text(shown) ? "'" + shown + "'" : "(not text)";
}

struct ArrayType {
    char kind = 'f'; ///< f, i, u, b
    std::size_t bytes = 4;
    bool isBigEndian = false;
};

struct Header {
    std::optional<ArrayType> type;
    std::optional<bool> isFortran;
    std::optional<std::vector<std::int64_t>> shape;
};

// The header is the text of a Python dictionary of three entries; only these are understood.
class HeaderReader {
public:
    HeaderReader(std::string_view text, const std::filesystem::path& file)
        : m_text(text)
        , m_file(file) {}

    Header read() {
        expect('{');
        while (!takes('}')) {
            readEntry();
            if (!takes(',')) {
                expect('}');
                break;
            }
        }
        skipSpace();
        if (m_at != m_text.size() || !m_header.type || !m_header.isFortran || !m_header.shape)
            broken();
        return m_header;
    }

private:
    [[noreturn]] void broken() const { fail(m_file, ErrorKind::Invalid, "has a header that is not one of .npy; write it anew by numpy.save"); }

    void skipSpace() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n'))
            ++m_at;
    }
    bool takes(char letter) {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != letter)
            return false;
        ++m_at;
        return true;
    }
    void expect(char letter) {
        if (!takes(letter))
            broken();
    }
    std::string_view quoted() {
        const char quote = takes('\'') ? '\'' : '"';
        if (quote == '"')
            expect('"');
        const std::size_t end = m_text.find(quote, m_at);
        if (end == std::string_view::npos)
            broken();
        const std::string_view text = m_text.substr(m_at, end - m_at);
        m_at = end + 1;
        return text;
    }
    bool takesWord(std::string_view word) {
        skipSpace();
        if (!m_text.substr(m_at).starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }

    void readEntry() {
        const std::string_view key = quoted();
        expect(':');
        if (key == "descr" && !m_header.type)
            m_header.type = type();
        else if (key == "fortran_order" && !m_header.isFortran)
            m_header.isFortran = truth();
        else if (key == "shape" && !m_header.shape)
            m_header.shape = shape();
        else
            broken();
    }

    ArrayType type() {
        skipSpace();
        if (m_at < m_text.size() && m_text[m_at] != '\'' && m_text[m_at] != '"')
            fail(m_file, ErrorKind::Unsupported, "holds records, not numbers");
        const std::string_view text = quoted();
        const auto refuse = [&] { fail(m_file, ErrorKind::Unsupported, "holds values of type " + said(text) + "; known are integers, and floats of 4 and 8 bytes"); };
        if (text.size() != 3 || std::string_view("<>|=").find(text[0]) == std::string_view::npos)
            refuse();
        const ArrayType type{text[1], static_cast<std::size_t>(text[2] - '0'), text[0] == '>'};
        const bool isWhole = (type.kind == 'i' || type.kind == 'u') && (type.bytes == 1 || type.bytes == 2 || type.bytes == 4 || type.bytes == 8);
        const bool isReal = type.kind == 'f' && (type.bytes == 4 || type.bytes == 8);
        if (!isWhole && !isReal && !(type.kind == 'b' && type.bytes == 1))
            refuse();
        return type;
    }

    bool truth() {
        if (takesWord("True"))
            return true;
        if (!takesWord("False"))
            broken();
        return false;
    }

    std::vector<std::int64_t> shape() {
        std::vector<std::int64_t> sizes;
        expect('(');
        while (!takes(')')) {
            skipSpace();
            std::int64_t size = -1;
            const auto [end, failure] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), size);
            if (failure != std::errc() || size < 0 || sizes.size() == mostAxes)
                broken();
            m_at = static_cast<std::size_t>(end - m_text.data());
            sizes.push_back(size);
            if (!takes(',')) {
                expect(')');
                break;
            }
        }
        return sizes;
    }

    std::string_view m_text;
    const std::filesystem::path& m_file;
    std::size_t m_at = 0;
    Header m_header;
};

struct Parts {
    std::string_view header;
    std::span<const std::byte> data;
};

Parts partsOf(std::span<const std::byte> bytes, const std::filesystem::path& file) {
    constexpr std::string_view magic("\x93NUMPY", 6);
    constexpr std::size_t beforeLength = 8;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!text.starts_with(magic) || text.size() < beforeLength + 2)
        fail(file, ErrorKind::Invalid, "is not a NumPy array (.npy)");
    const auto version = std::to_integer<int>(bytes[6]);
    if (version < 1 || version > 3)
        fail(file, ErrorKind::Unsupported, "is a NumPy array of format version " + std::to_string(version) + "; known are 1 to 3");
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    std::size_t length = 0;
    if (text.size() < beforeLength + lengthBytes)
        fail(file, ErrorKind::EndsEarly, "ends within its header");
    for (std::size_t byte = 0; byte < lengthBytes; ++byte)
        length |= std::to_integer<std::size_t>(bytes[beforeLength + byte]) << (8 * byte);
    if (length > longestHeader)
        fail(file, ErrorKind::TooLarge, "has a header of " + std::to_string(length) + " bytes");
    const std::size_t start = beforeLength + lengthBytes;
    if (text.size() - start < length)
        fail(file, ErrorKind::EndsEarly, "ends within its header");
    return {text.substr(start, length), bytes.subspan(start + length)};
}

std::int64_t countOf(const std::vector<std::int64_t>& shape, const std::filesystem::path& file) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size > maxArrayValues || (count *= size) > maxArrayValues)
            fail(file, ErrorKind::TooLarge, "says that it holds more than " + std::to_string(maxArrayValues) + " values");
    }
    return count;
}

template <class T>
float convert(const std::byte* bytes, bool isBigEndian) {
    std::array<std::byte, sizeof(T)> own{};
    for (std::size_t byte = 0; byte < sizeof(T); ++byte)
        own[byte] = bytes[isBigEndian == (std::endian::native == std::endian::little) ? sizeof(T) - 1 - byte : byte];
    return static_cast<float>(std::bit_cast<T>(own));
}

using Conversion = float (*)(const std::byte*, bool);

Conversion conversionOf(const ArrayType& type) {
    const bool isSigned = type.kind == 'i';
    switch (type.bytes) {
    case 1: return isSigned ? convert<std::int8_t> : convert<std::uint8_t>;
    case 2: return isSigned ? convert<std::int16_t> : convert<std::uint16_t>;
    case 4: return type.kind == 'f' ? convert<float> : isSigned ? convert<std::int32_t> : convert<std::uint32_t>;
    default: return type.kind == 'f' ? convert<double> : isSigned ? convert<std::int64_t> : convert<std::uint64_t>;
    }
}

// Fortran's first axis runs fastest: where each value of C's order lies.
std::vector<std::size_t> fortranPlaces(const std::vector<std::int64_t>& shape, std::size_t count) {
    std::vector<std::size_t> places(count);
    std::vector<std::size_t> index(shape.size(), 0);
    for (std::size_t at = 0; at < count; ++at) {
        std::size_t place = 0;
        for (std::size_t axis = shape.size(); axis-- > 0;)
            place = place * static_cast<std::size_t>(shape[axis]) + index[axis];
        places[at] = place;
        for (std::size_t axis = shape.size(); axis-- > 0 && ++index[axis] == static_cast<std::size_t>(shape[axis]);)
            index[axis] = 0;
    }
    return places;
}

} // namespace

NumberArray parseNpy(std::span<const std::byte> bytes, const std::filesystem::path& file) {
    const Parts parts = partsOf(bytes, file);
    const Header header = HeaderReader(parts.header, file).read();
    const auto count = static_cast<std::size_t>(countOf(*header.shape, file));
    const std::size_t needed = count * header.type->bytes;
    if (parts.data.size() < needed)
        fail(file, ErrorKind::EndsEarly, "ends early: its shape needs " + std::to_string(needed) + " bytes, and there are " + std::to_string(parts.data.size()));
    if (parts.data.size() > needed)
        fail(file, ErrorKind::Mismatch, "holds more than its shape says");
    NumberArray array{*header.shape, std::vector<float>(count)};
    const Conversion convertOne = conversionOf(*header.type);
    const std::vector<std::size_t> places = *header.isFortran ? fortranPlaces(array.shape, count) : std::vector<std::size_t>();
    for (std::size_t at = 0; at < count; ++at)
        array.values[at] = convertOne(parts.data.data() + (places.empty() ? at : places[at]) * header.type->bytes, header.type->isBigEndian);
    return array;
}

std::vector<std::byte> formatNpy(const NumberArray& array) {
    static_assert(std::endian::native == std::endian::little);
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : array.shape)
        header += std::to_string(size) + ",";
    header += "), }";
    constexpr std::size_t before = 10;
    constexpr std::size_t alignment = 64;
    header.append(alignment - 1 - (before + header.size()) % alignment, ' ');
    header += '\n';
    std::string text("\x93NUMPY\x01\x00", 8);
    text += static_cast<char>(header.size() & 0xFFU);
    text += static_cast<char>(header.size() >> 8U);
    text += header;
    std::vector<std::byte> bytes(text.size() + array.values.size() * sizeof(float));
    std::memcpy(bytes.data(), text.data(), text.size());
    std::memcpy(bytes.data() + text.size(), array.values.data(), array.values.size() * sizeof(float));
    return bytes;
}

} // namespace locascope
