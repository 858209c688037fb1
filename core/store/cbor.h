#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace locascope {

/// Writes the flat part of CBOR (RFC 8949) that a decision needs, lengths in their shortest form.
class CborWriter final {
public:
    void beginMap(std::uint64_t pairs) { head(5, pairs); }
    void beginArray(std::uint64_t items) { head(4, items); }
    void number(std::uint64_t value) { head(0, value); }
    void bytes(std::string_view value);
    void text(std::string_view value); ///< any bytes; other readers expect UTF-8
    void truth(bool value) { m_out.push_back(static_cast<char>(value ? 0xf5 : 0xf4)); }
    void real(double value); ///< always as 64 bits

    const std::string& written() const { return m_out; }

private:
    void head(unsigned major, std::uint64_t value);
    std::string m_out;
};

/// Reads what CborWriter writes, one item after the other. Each function throws Error Damaged, without a path, where the next
/// item is of another kind or ends early. Never recursive, never allocates more than the input holds.
class CborReader final {
public:
    explicit CborReader(std::string_view input)
        : m_rest(input) {}
    std::uint64_t beginMap() { return head(5); }
    std::uint64_t beginArray() { return head(4); }
    std::uint64_t number() { return head(0); }
    std::string_view bytes() { return taken(head(2)); }
    std::string_view text() { return taken(head(3)); }
    bool truth();
    double real();
    bool atEnd() const { return m_rest.empty(); }

private:
    std::uint64_t head(unsigned major);
    std::string_view taken(std::uint64_t length);
    std::uint64_t bigEndian(std::size_t length);
    std::string_view m_rest;
};

} // namespace locascope
