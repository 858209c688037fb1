#include "core/onnx/scripttext.h"

#include <array>
#include <charconv>

namespace locascope {

std::string codeOf(Extent value) {
    if (value.isFixed())
        return std::to_string(value.fixed);
    if (value == imagesExtent)
        return "n";
    return "(n * " + std::to_string(value.perImage) + " + " + std::to_string(value.fixed) + ")";
}

std::string codeOf(const OnnxShape& shape) {
    std::string text;
    for (const Extent size : shape)
        text += (text.empty() ? "" : ", ") + codeOf(size);
    return "[" + text + "]";
}

std::string codeOf(const std::vector<std::int64_t>& numbers) {
    return codeOf(fixedShape(numbers));
}

std::string codeOf(double number) {
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    std::string code(text.data(), end);
    return code.find_first_of(".e") == std::string::npos ? code + ".0" : code;
}

std::string codeOf(bool truth) {
    return truth ? "True" : "False";
}

} // namespace locascope
