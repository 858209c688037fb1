#pragma once

#include "core/onnx/extent.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace locascope {

enum class OnnxKind {
    Real,  ///< any floating-point type, kept as float
    Whole, ///< any integer type
    Truth, ///< bool
};

/// A tensor whose values are known. Row-major; as many values as the shape says, in `reals` or (Whole, Truth as 0 and 1) in `wholes`.
struct OnnxTensor {
    OnnxKind kind = OnnxKind::Real;
    std::vector<std::int64_t> shape;
    std::vector<float> reals;
    std::vector<Extent> wholes;

    std::size_t count() const { return kind == OnnxKind::Real ? reals.size() : wholes.size(); }
};
using SharedTensor = std::shared_ptr<const OnnxTensor>;

/// std::monostate: a type that no operator known here takes (a graph, a sparse tensor).
using OnnxAttribute = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>, SharedTensor>;

struct OnnxNode {
    std::string op;     ///< "Conv"; of another domain than ONNX's own: "domain.Name"
    std::string name;   ///< as the file says, else its first output
    std::vector<std::string> inputs; ///< names of values; empty: left out
    std::vector<std::string> outputs;
    std::map<std::string, OnnxAttribute> attributes;
};

struct OnnxInput {
    std::string name;
    std::vector<std::optional<std::int64_t>> shape; ///< nullopt: the file leaves it open
};

/// A graph as its file says it. Sizes of tensors agree with their shapes and each value is made once; whether the nodes fit together is for onnxScript to find out.
struct OnnxGraph {
    std::string producer; ///< name and version of the program that wrote it, or empty
    std::int64_t opset = 0;
    std::vector<OnnxInput> inputs; ///< without those that have a value
    std::vector<std::string> outputs;
    std::map<std::string, SharedTensor> weights;
    std::vector<OnnxNode> nodes;   ///< in the file's order, which ONNX wants to be one of evaluation
};

/// Largest file that is read: a message of protobuf has no more.
inline constexpr std::uintmax_t maxOnnxBytes = (std::uintmax_t{2} << 30) - 1;

/// Reads a model of the Open Neural Network Exchange (onnx.proto3 of ONNX 1.12) from its bytes. Other files that it names are never opened. `file` is for errors.
/// Errors Invalid (no ONNX model, sizes that contradict shapes), Unsupported (weights outside the file, sparse or quantised ones, an opset that is not known), TooLarge.
OnnxGraph readOnnx(std::span<const std::byte> bytes, const std::filesystem::path& file);

/// The same model without its nodes of Identity, by which exporters give equal weights one tensor and which OpenCV 4.6 cannot read. Empty where it is no model.
std::string withoutIdentities(std::span<const std::byte> bytes);

} // namespace locascope
