#include "core/onnx/operators.h"

#include <algorithm>
#include <array>

#include <cmath>

namespace locascope {

namespace {

// Rows added before and after each axis: an attribute before opset 11, then an input.
std::vector<std::int64_t> padsOf(const ScriptWriter& writer, std::size_t rank) {
    std::vector<std::int64_t> pads = writer.opset() < 11 ? writer.list("pads", {}) : writer.numbers(1);
    if (writer.has(3)) {
        const auto axes = writer.numbers(3);
        if (pads.size() != 2 * axes.size())
            writer.refuse("has " + std::to_string(pads.size()) + " pads for " + std::to_string(axes.size()) + " axes", true);
        std::vector<std::int64_t> all(2 * rank, 0);
        for (std::size_t index = 0; index < axes.size(); ++index) {
            const std::size_t axis = writer.axis(axes[index], rank);
            all[axis] = pads[index];
            all[rank + axis] = pads[axes.size() + index];
        }
        pads = all;
    }
    if (pads.size() != 2 * rank)
        writer.refuse("has " + std::to_string(pads.size()) + " pads for " + std::to_string(rank) + " axes", true);
    return pads;
}

double padValue(const ScriptWriter& writer) {
    if (writer.opset() < 11 || !writer.has(2))
        return writer.opset() < 11 ? writer.real("value", 0) : 0;
    const auto values = writer.reals(2);
    if (values.size() != 1 || !std::isfinite(values.front()))
        writer.refuse("pads with something that is not one finite number");
    return values.front();
}

void pad(ScriptWriter& writer) {
    OnnxShape shape = writer.in(0).shape;
    const std::size_t rank = shape.size();
    const auto pads = padsOf(writer, rank);
    if (std::all_of(pads.begin(), pads.end(), [](std::int64_t rows) { return rows == 0; }))
        return writer.putSame(0);
    if (writer.word("mode", "constant") != "constant" || writer.in(0).kind != OnnxKind::Real)
        writer.refuse("repeats or mirrors what it pads, which is not supported");
    std::vector<std::int64_t> fromTheLast;
    for (std::size_t axis = rank; axis-- > 0;) {
        constexpr std::int64_t most = 1 << 16;
        if (std::abs(pads[axis]) > most || std::abs(pads[rank + axis]) > most || (!shape[axis].isFixed() && pads[axis] + pads[rank + axis] != 0))
            writer.refuse("pads by " + std::to_string(pads[axis]) + " and " + std::to_string(pads[rank + axis]), true);
        shape[axis].fixed += pads[axis] + pads[rank + axis];
        fromTheLast.insert(fromTheLast.end(), {pads[axis], pads[rank + axis]});
    }
    writer.put("torch.constant_pad_nd(" + writer.code(0) + ", " + codeOf(fromTheLast) + ", " + codeOf(padValue(writer)) + ")", shape);
}

// Height and width that are asked for, as sizes or as factors.
std::array<std::int64_t, 2> wantedSize(const ScriptWriter& writer, const OnnxShape& from) {
    const std::size_t scales = writer.opset() < 11 ? 1 : 2;
    if (writer.has(3)) {
        const auto sizes = writer.extents(3);
        if (sizes.size() != 4 || sizes[0] != from[0] || sizes[1] != from[1] || !sizes[2].isFixed() || !sizes[3].isFixed())
            writer.refuse("changes more than height and width, which is not supported");
        return {sizes[2].fixed, sizes[3].fixed};
    }
    std::vector<double> factors;
    if (writer.has(scales))
        factors = writer.reals(scales);
    if (factors.size() != 4 || factors[0] != 1 || factors[1] != 1)
        writer.refuse("changes more than height and width, which is not supported");
    std::array<std::int64_t, 2> size{};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const double length = static_cast<double>(from[axis + 2].fixed) * factors[axis + 2];
        if (!(length >= 1 && length <= 1 << 16) || length != std::floor(length))
            writer.refuse("changes the size by a factor that leaves part of a pixel, which is not supported");
        size[axis] = static_cast<std::int64_t>(length);
    }
    return size;
}

bool isWholeEnlargement(const OnnxShape& from, const std::array<std::int64_t, 2>& to) {
    return to[0] % from[2].fixed == 0 && to[1] % from[3].fixed == 0;
}

// Nearest pixels are LibTorch's where the lower one is taken from the corner on, or where each pixel is repeated a whole number of times.
void requireTorchsNearest(const ScriptWriter& writer, const std::string& place, bool isWhole) {
    const bool takesLower = place == "asymmetric" && writer.word("nearest_mode", "round_prefer_floor") == "floor";
    const bool repeats = isWhole && (place == "half_pixel" || place == "pytorch_half_pixel");
    if (!takesLower && !repeats && writer.opset() >= 11)
        writer.refuse("rounds the places of pixels in a way that is not supported");
}

void resize(ScriptWriter& writer) {
    const OnnxShape from = writer.in(0).shape;
    if (from.size() != 4 || !from[2].isFixed() || !from[3].isFixed() || writer.whole("antialias", 0) != 0 || writer.hasAttribute("axes") ||
        writer.whole("exclude_outside", 0) != 0 || writer.word("keep_aspect_ratio_policy", "stretch") != "stretch")
        writer.refuse("resizes in a way that is not supported");
    const auto to = wantedSize(writer, from);
    const OnnxShape shape{from[0], from[1], {to[0], 0}, {to[1], 0}};
    const std::string arguments = "(" + writer.code(0) + ", [" + std::to_string(to[0]) + ", " + std::to_string(to[1]) + "]";
    const std::string mode = writer.word("mode", "nearest");
    const std::string place = writer.word("coordinate_transformation_mode", writer.opset() < 11 ? "asymmetric" : "half_pixel");
    if (mode == "nearest") {
        requireTorchsNearest(writer, place, isWholeEnlargement(from, to));
        return writer.put("torch.upsample_nearest2d" + arguments + ")", shape);
    }
    const bool isCubic = mode == "cubic" && writer.real("cubic_coeff_a", -0.75) == -0.75;
    const bool isByCorners = place == "align_corners";
    if ((mode != "linear" && !isCubic) || (!isByCorners && place != "half_pixel" && place != "pytorch_half_pixel"))
        writer.refuse("places pixels in a way that is not supported");
    writer.put((isCubic ? "torch.upsample_bicubic2d" : "torch.upsample_bilinear2d") + arguments + ", " + codeOf(isByCorners) + ")", shape);
}

} // namespace

const OperatorTable& resizingOperators() {
    static const OperatorTable table{{"Pad", pad}, {"Resize", resize}, {"Upsample", resize}};
    return table;
}

} // namespace locascope
