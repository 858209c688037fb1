#include "core/onnx/onnxtensor.h"

#include "core/files/error.h"

#include <bit>
#include <cstring>

namespace locascope {

namespace {

using onnx::TensorProto;

// Whole numbers are shapes, axes and indices; weights are not, and take 16 bytes each here.
constexpr std::size_t mostWholes = 1 << 20;
constexpr int mostAxes = 8;

float ofHalf(std::uint16_t bits) {
    const std::uint32_t sign = static_cast<std::uint32_t>(bits & 0x8000U) << 16;
    const std::uint32_t exponent = (bits >> 10) & 0x1FU;
    const std::uint32_t fraction = bits & 0x3FFU;
    if (exponent == 0) {
        const float value = static_cast<float>(fraction) / static_cast<float>(1 << 24);
        return sign != 0 ? -value : value;
    }
    return std::bit_cast<float>(sign | (exponent == 31 ? 0x7F800000U : (exponent + 112) << 23) | fraction << 13);
}

float ofBrain(std::uint16_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

class TensorReader {
public:
    TensorReader(const TensorProto& proto, const std::string& what, const std::filesystem::path& file)
        : m_proto(proto)
        , m_what(what)
        , m_file(file) {}

    OnnxTensor read() {
        if (m_proto.data_location() == TensorProto::EXTERNAL || m_proto.external_data_size() > 0)
            fail(ErrorKind::Unsupported, "lie in another file, which is not opened; save the model as one file, by onnx.save(onnx.load(…), …) or by external_data=False where PyTorch exports it");
        readShape();
        switch (m_proto.data_type()) {
        case TensorProto::FLOAT: reals<float>(m_proto.float_data(), [](float value) { return value; }); break;
        case TensorProto::DOUBLE: reals<double>(m_proto.double_data(), [](double value) { return static_cast<float>(value); }); break;
        case TensorProto::FLOAT16: reals<std::uint16_t>(m_proto.int32_data(), ofHalf); break;
        case TensorProto::BFLOAT16: reals<std::uint16_t>(m_proto.int32_data(), ofBrain); break;
        case TensorProto::INT64: wholes<std::int64_t>(m_proto.int64_data(), OnnxKind::Whole); break;
        case TensorProto::INT32: wholes<std::int32_t>(m_proto.int32_data(), OnnxKind::Whole); break;
        case TensorProto::INT16: wholes<std::int16_t>(m_proto.int32_data(), OnnxKind::Whole); break;
        case TensorProto::INT8: wholes<std::int8_t>(m_proto.int32_data(), OnnxKind::Whole); break;
        case TensorProto::UINT8: wholes<std::uint8_t>(m_proto.int32_data(), OnnxKind::Whole); break;
        case TensorProto::BOOL: wholes<std::uint8_t>(m_proto.int32_data(), OnnxKind::Truth); break;
        default: fail(ErrorKind::Unsupported, "are of a type that is not known here (" + std::to_string(m_proto.data_type()) + ")");
        }
        return std::move(m_tensor);
    }

private:
    [[noreturn]] void fail(ErrorKind kind, const std::string& why) const {
        throw Error(kind, m_file, "the values of " + m_what + " " + why);
    }

    void readShape() {
        if (m_proto.dims_size() > mostAxes)
            fail(ErrorKind::Unsupported, "have " + std::to_string(m_proto.dims_size()) + " axes");
        std::int64_t count = 1;
        for (const std::int64_t size : m_proto.dims()) {
            if (size < 0 || __builtin_mul_overflow(count, size, &count) || count > static_cast<std::int64_t>(maxOnnxBytes))
                fail(ErrorKind::TooLarge, "have a shape that no file of weights can fill");
            m_tensor.shape.push_back(size);
        }
        m_count = static_cast<std::size_t>(count);
    }

    void requireCount(std::size_t count) const {
        if (count != m_count)
            fail(ErrorKind::Invalid, "are " + std::to_string(count) + ", but their shape says " + std::to_string(m_count));
    }

    // `take` gets each value in turn: from the packed bytes where there are any (little-endian), else from the typed list.
    template <class Stored, class List, class Take>
    void each(const List& list, const Take& take) const {
        if (!m_proto.has_raw_data() || m_proto.raw_data().empty()) {
            requireCount(static_cast<std::size_t>(list.size()));
            for (const auto value : list)
                take(static_cast<Stored>(value));
            return;
        }
        const std::string& raw = m_proto.raw_data();
        if (raw.size() % sizeof(Stored) != 0)
            fail(ErrorKind::Invalid, "end in the middle of a number");
        requireCount(raw.size() / sizeof(Stored));
        for (std::size_t at = 0; at < raw.size(); at += sizeof(Stored)) {
            Stored value;
            std::memcpy(&value, raw.data() + at, sizeof value);
            take(value);
        }
    }

    template <class Stored, class List, class Convert>
    void reals(const List& list, const Convert& convert) {
        m_tensor.kind = OnnxKind::Real;
        each<Stored>(list, [&](Stored value) { m_tensor.reals.push_back(convert(value)); });
    }

    template <class Stored, class List>
    void wholes(const List& list, OnnxKind kind) {
        if (m_count > mostWholes)
            fail(ErrorKind::Unsupported, "are whole numbers; quantised models are not read, take the one with floating-point weights");
        m_tensor.kind = kind;
        each<Stored>(list, [&](Stored value) {
            m_tensor.wholes.push_back({kind == OnnxKind::Truth ? static_cast<std::int64_t>(value != 0) : static_cast<std::int64_t>(value), 0});
        });
    }

    const TensorProto& m_proto;
    const std::string& m_what;
    const std::filesystem::path& m_file;
    OnnxTensor m_tensor;
    std::size_t m_count = 0;
};

} // namespace

OnnxTensor tensorOf(const onnx::TensorProto& proto, const std::string& what, const std::filesystem::path& file) {
    return TensorReader(proto, what, file).read();
}

} // namespace locascope
