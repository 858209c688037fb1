#include "core/onnx/onnxwire.h"

#include "core/files/error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace locascope {

namespace {

// Objects and strings take some 100 bytes each; a model of 20,000 nodes has some 500,000 fields.
constexpr std::size_t mostFields = 2'000'000;
// Whole numbers of one byte become eight. Weights of a classifier are real numbers, kept as they are.
constexpr std::size_t mostPackedBytes = std::size_t{64} << 20;
constexpr int deepest = 32;

enum class Message {
    Leaf, Model, Graph, Node, Attribute, Tensor, SparseTensor, ValueInfo, Type, TensorType, NestedType, MapType, Shape, Training, Function, Annotation,
};

// Which message each field of a message holds; what is not said is text, numbers or bytes.
std::optional<Message> heldBy(Message message, std::uint64_t field) {
    switch (message) {
    case Message::Model:
        return field == 7 ? std::optional(Message::Graph) : field == 20 ? std::optional(Message::Training) : field == 25 ? std::optional(Message::Function)
               : field == 8 || field == 14 ? std::optional(Message::Leaf) : std::nullopt;
    case Message::Graph:
        return field == 1 ? std::optional(Message::Node) : field == 5 ? std::optional(Message::Tensor) : field == 15 ? std::optional(Message::SparseTensor)
               : field == 11 || field == 12 || field == 13 ? std::optional(Message::ValueInfo) : field == 14 ? std::optional(Message::Annotation) : std::nullopt;
    case Message::Node: return field == 5 ? std::optional(Message::Attribute) : std::nullopt;
    case Message::Attribute:
        return field == 5 || field == 10 ? std::optional(Message::Tensor) : field == 6 || field == 11 ? std::optional(Message::Graph)
               : field == 22 || field == 23 ? std::optional(Message::SparseTensor) : field == 14 || field == 15 ? std::optional(Message::Type) : std::nullopt;
    case Message::Tensor: return field == 3 || field == 13 ? std::optional(Message::Leaf) : std::nullopt;
    case Message::SparseTensor: return field == 1 || field == 2 ? std::optional(Message::Tensor) : std::nullopt;
    case Message::ValueInfo: return field == 2 ? std::optional(Message::Type) : std::nullopt;
    case Message::Type:
        return field == 1 || field == 8 ? std::optional(Message::TensorType) : field == 4 || field == 9 ? std::optional(Message::NestedType)
               : field == 5 ? std::optional(Message::MapType) : field == 7 ? std::optional(Message::Leaf) : std::nullopt;
    case Message::TensorType: return field == 2 ? std::optional(Message::Shape) : std::nullopt;
    case Message::NestedType: return field == 1 ? std::optional(Message::Type) : std::nullopt;
    case Message::MapType: return field == 2 ? std::optional(Message::Type) : std::nullopt;
    case Message::Shape: return field == 1 ? std::optional(Message::Leaf) : std::nullopt;
    case Message::Training: return field == 1 || field == 2 ? std::optional(Message::Graph) : field == 3 || field == 4 ? std::optional(Message::Leaf) : std::nullopt;
    case Message::Function:
        return field == 7 ? std::optional(Message::Node) : field == 9 ? std::optional(Message::Leaf) : field == 11 ? std::optional(Message::Attribute) : std::nullopt;
    case Message::Annotation: return field == 2 ? std::optional(Message::Leaf) : std::nullopt;
    case Message::Leaf: break;
    }
    return {};
}

// Whole numbers one behind the other, each of one to ten bytes.
bool isPackedWhole(Message message, std::uint64_t field) {
    return (message == Message::Tensor && (field == 1 || field == 5 || field == 7 || field == 11)) || (message == Message::Attribute && field == 8);
}

class Walker {
public:
    Walker(std::span<const std::byte> bytes, const std::filesystem::path& file)
        : m_bytes(bytes)
        , m_file(file) {}

    void walk(Message message, std::size_t end, int depth) {
        if (depth > deepest)
            tooLarge("graphs within graphs");
        while (m_at < end) {
            if (++m_fields > mostFields)
                tooLarge("more than " + std::to_string(mostFields) + " parts");
            const std::uint64_t tag = varint(end);
            if (tag >> 3U == 0)
                broken();
            readField(message, tag >> 3U, static_cast<unsigned>(tag & 7U), end, depth);
        }
    }

private:
    [[noreturn]] void broken() const { throw Error(ErrorKind::Invalid, m_file, "is not an ONNX model, or a damaged one; fetch it again"); }
    [[noreturn]] void tooLarge(const std::string& what) const { throw Error(ErrorKind::TooLarge, m_file, "has " + what + ", which no classifier has; it is not read"); }

    void readField(Message message, std::uint64_t field, unsigned type, std::size_t end, int depth) {
        switch (type) {
        case 0: varint(end); return;
        case 1: skip(8, end); return;
        case 5: skip(4, end); return;
        case 2: break;
        default: broken(); // groups: ONNX has none
        }
        const std::uint64_t length = varint(end);
        if (length > end - m_at)
            broken();
        if (const auto held = heldBy(message, field))
            walk(*held, m_at + static_cast<std::size_t>(length), depth + 1);
        else
            skip(static_cast<std::size_t>(length), end);
        if (isPackedWhole(message, field) && (m_packed += static_cast<std::size_t>(length)) > mostPackedBytes)
            tooLarge("more than 64 MB of whole numbers");
    }

    void skip(std::size_t count, std::size_t end) {
        if (count > end - m_at)
            broken();
        m_at += count;
    }

    std::uint64_t varint(std::size_t end) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 70; shift += 7) {
            if (m_at == end)
                broken();
            const auto byte = std::to_integer<std::uint64_t>(m_bytes[m_at++]);
            value |= shift < 64 ? (byte & 0x7FU) << shift : 0;
            if ((byte & 0x80U) == 0)
                return value;
        }
        broken();
    }

    std::span<const std::byte> m_bytes;
    const std::filesystem::path& m_file;
    std::size_t m_at = 0;
    std::size_t m_fields = 0;
    std::size_t m_packed = 0;
};

} // namespace

void requireModestOnnx(std::span<const std::byte> bytes, const std::filesystem::path& file) {
    Walker(bytes, file).walk(Message::Model, bytes.size(), 0);
}

} // namespace locascope
