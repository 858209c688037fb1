#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace locascope {

/// Puts numbers and texts behind one another, for files that this program writes for itself. Small numbers take one byte (LEB128).
class BytePacker final {
public:
    void number(std::uint64_t value);
    void real(double value);
    void text(std::string_view value);

    const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

/// Takes out again what BytePacker put in, in the same order. Bytes of another make give zeros and empty texts, and isWhole() says so in the end.
class ByteUnpacker final {
public:
    /// `bytes` must outlive it.
    explicit ByteUnpacker(std::string_view bytes) : m_left(bytes) {}

    std::uint64_t number();
    /// A number of things that follow, of which each takes a byte or more: never more than there are bytes.
    std::size_t count();
    double real();
    std::string text();
    /// The same, of the bytes given.
    std::string_view view();

    /// More was asked for than there is.
    bool isShort() const { return m_isShort; }
    /// All bytes were taken, and none was missing.
    bool isWhole() const { return m_left.empty() && !m_isShort; }

private:
    std::string_view take(std::size_t bytes);

    std::string_view m_left;
    bool m_isShort = false;
};

} // namespace locascope
