#include "core/onnx/window.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr std::int64_t longestStep = 1 << 16;

std::array<std::int64_t, 2> pairOf(const ScriptWriter& writer, const std::string& name, std::int64_t lowest) {
    const auto numbers = writer.list(name, {1, 1});
    if (numbers.size() != 2)
        writer.refuse("has " + std::to_string(numbers.size()) + " numbers as " + name + "; only pictures of height and width are supported");
    for (const std::int64_t number : numbers)
        if (number < lowest || number > longestStep)
            writer.refuse("has " + std::to_string(number) + " as " + name, true);
    return {numbers[0], numbers[1]};
}

void readPads(const ScriptWriter& writer, SlidingWindow& window) {
    const auto pads = writer.list("pads", {0, 0, 0, 0});
    if (pads.size() != 4)
        writer.refuse("has " + std::to_string(pads.size()) + " numbers as pads, expected 4", true);
    for (const std::int64_t pad : pads)
        if (pad < 0 || pad > longestStep)
            writer.refuse("has " + std::to_string(pad) + " among its pads", true);
    window.before = {pads[0], pads[1]};
    window.after = {pads[2], pads[3]};
}

void padToSame(const ScriptWriter& writer, SlidingWindow& window, bool isUpper) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const std::int64_t length = writer.in(0).shape[axis + 2].fixed;
        const std::int64_t results = (length + window.stride[axis] - 1) / window.stride[axis];
        const std::int64_t span = (window.size[axis] - 1) * window.dilation[axis] + 1;
        const std::int64_t missing = std::max<std::int64_t>(0, (results - 1) * window.stride[axis] + span - length);
        window.before[axis] = isUpper ? missing / 2 : missing - missing / 2;
        window.after[axis] = missing - window.before[axis];
    }
}

} // namespace

SlidingWindow windowOf(const ScriptWriter& writer, std::optional<std::array<std::int64_t, 2>> size) {
    const OnnxShape& input = writer.in(0).shape;
    if (input.size() != 4 || !input[1].isFixed() || !input[2].isFixed() || !input[3].isFixed())
        writer.refuse("reads a tensor of " + shapeText(input) + " values; only pictures (images, channels, height, width) are supported");
    SlidingWindow window;
    window.size = writer.hasAttribute("kernel_shape") || !size ? pairOf(writer, "kernel_shape", 1) : *size;
    if (size && window.size != *size)
        writer.refuse("says another size of its window than its weights have", true);
    window.stride = pairOf(writer, "strides", 1);
    window.dilation = pairOf(writer, "dilations", 1);
    window.roundsUp = writer.whole("ceil_mode", 0) != 0;
    const std::string automatic = writer.word("auto_pad", "NOTSET");
    if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER")
        padToSame(writer, window, automatic == "SAME_UPPER");
    else if (automatic == "NOTSET" || automatic.empty())
        readPads(writer, window);
    else if (automatic != "VALID")
        writer.refuse("has an unknown word as auto_pad", true);
    return window;
}

std::array<Extent, 2> slidOver(const ScriptWriter& writer, const SlidingWindow& window, const OnnxShape& input) {
    std::array<Extent, 2> result;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const std::int64_t length = input[axis + 2].fixed;
        const std::int64_t span = (window.size[axis] - 1) * window.dilation[axis] + 1;
        const std::int64_t room = length + window.before[axis] + window.after[axis] - span;
        if (room < 0)
            writer.refuse("has a window larger than its input of " + shapeText(input) + " values", true);
        const std::int64_t stride = window.stride[axis];
        std::int64_t count = (room + (window.roundsUp ? stride - 1 : 0)) / stride + 1;
        if (window.roundsUp && (count - 1) * stride >= length + window.before[axis])
            --count;
        result[axis] = {count, 0};
    }
    return result;
}

std::string padded(const std::string& code, const SlidingWindow& window, double value) {
    return "torch.constant_pad_nd(" + code + ", " +
           codeOf(std::vector<std::int64_t>{window.before[1], window.after[1], window.before[0], window.after[0]}) + ", " + codeOf(value) + ")";
}

std::string codeOf(const std::array<std::int64_t, 2>& pair) {
    return codeOf(std::vector<std::int64_t>{pair[0], pair[1]});
}

} // namespace locascope
