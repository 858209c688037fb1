#include "core/onnx/operators.h"
#include "core/onnx/window.h"

namespace locascope {

namespace {

constexpr double lowestFloat = -3.4028234663852886e38;

bool padsMoreThanHalf(const SlidingWindow& window) {
    return 2 * window.before[0] > window.size[0] || 2 * window.before[1] > window.size[1];
}

// LibTorch pads both ends alike, by half a window at most.
bool padsAsTorch(const SlidingWindow& window) {
    return window.isSymmetric() && !padsMoreThanHalf(window);
}

std::string windowCode(const SlidingWindow& window) {
    return ", " + codeOf(window.size) + ", " + codeOf(window.stride) + ", " + codeOf(padsAsTorch(window) ? window.before : std::array<std::int64_t, 2>{0, 0});
}

OnnxShape pooledShape(const ScriptWriter& writer, const SlidingWindow& window) {
    const OnnxShape& input = writer.in(0).shape;
    const auto size = slidOver(writer, window, input);
    return {input[0], input[1], size[0], size[1]};
}

void maxPool(ScriptWriter& writer) {
    const SlidingWindow window = windowOf(writer, {});
    if (writer.whole("storage_order", 0) != 0 || writer.node().outputs.size() > 1)
        writer.refuse("also tells where the maxima are, which is not supported");
    const std::string x = padsAsTorch(window) ? writer.code(0) : padded(writer.code(0), window, lowestFloat);
    if (!padsAsTorch(window) && window.roundsUp)
        writer.refuse("adds other rows before than after and rounds up, which is not supported");
    writer.put("torch.max_pool2d(" + x + windowCode(window) + ", " + codeOf(window.dilation) + ", " + codeOf(window.roundsUp) + ")", pooledShape(writer, window));
}

void averagePool(ScriptWriter& writer) {
    const SlidingWindow window = windowOf(writer, {});
    const bool counts = writer.whole("count_include_pad", 0) != 0;
    if (window.dilation != std::array<std::int64_t, 2>{1, 1})
        writer.refuse("has a window with gaps, which is not supported");
    if (!padsAsTorch(window) && window.roundsUp)
        writer.refuse("adds other rows before than after and rounds up, which is not supported");
    const std::string x = writer.code(0);
    const auto pooled = [&](const std::string& code) {
        return "torch.avg_pool2d(" + code + windowCode(window) + ", " + codeOf(window.roundsUp) + ", " + codeOf(counts) + ")";
    };
    if (padsAsTorch(window))
        return writer.put(pooled(x), pooledShape(writer, window));
    // Where padding does not count, the sum is divided by how much of each window is picture.
    const std::string sums = pooled(padded(x, window, 0));
    writer.put(counts ? sums : "torch.div(" + sums + ", " + pooled(padded("torch.ones_like(" + x + ")", window, 0)) + ")", pooledShape(writer, window));
}

OnnxShape onePixel(const ScriptWriter& writer) {
    const OnnxShape& input = writer.in(0).shape;
    if (input.size() != 4)
        writer.refuse("reads a tensor of " + shapeText(input) + " values; only pictures (images, channels, height, width) are supported");
    return {input[0], input[1], {1, 0}, {1, 0}};
}

void globalAverage(ScriptWriter& writer) {
    const OnnxShape shape = onePixel(writer);
    writer.put("torch.adaptive_avg_pool2d(" + writer.code(0) + ", [1, 1])", shape);
}

void globalMaximum(ScriptWriter& writer) {
    const OnnxShape shape = onePixel(writer);
    writer.put("torch.amax(" + writer.code(0) + ", [2, 3], True)", shape);
}

} // namespace

const OperatorTable& poolingOperators() {
    static const OperatorTable table{{"MaxPool", maxPool}, {"AveragePool", averagePool}, {"GlobalAveragePool", globalAverage}, {"GlobalMaxPool", globalMaximum}};
    return table;
}

} // namespace locascope
