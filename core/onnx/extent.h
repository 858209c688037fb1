#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// A whole number that may depend on how many images are classified together: fixed + perImage × images.
struct Extent {
    std::int64_t fixed = 0;
    std::int64_t perImage = 0;

    bool isFixed() const { return perImage == 0; }
    friend bool operator==(const Extent&, const Extent&) = default;
};

inline constexpr Extent imagesExtent{0, 1};

/// The size of a tensor, axis by axis, slowest first.
using OnnxShape = std::vector<Extent>;

// Nothing where the result would be too large for 64 bits or be no such number (images × images).
std::optional<Extent> sum(Extent a, Extent b);
std::optional<Extent> difference(Extent a, Extent b);
std::optional<Extent> product(Extent a, Extent b);
/// Of numbers, rounded towards zero; of anything with images only where it leaves no rest.
std::optional<Extent> quotient(Extent a, Extent b);
std::optional<Extent> productOf(const OnnxShape& shape);

/// "n × 3 × 64"
std::string shapeText(const OnnxShape& shape);
OnnxShape fixedShape(const std::vector<std::int64_t>& sizes);

/// The shape of what comes of two tensors by ONNX's (NumPy's) broadcasting; nothing where they do not fit.
std::optional<OnnxShape> broadcast(const OnnxShape& a, const OnnxShape& b);

} // namespace locascope
