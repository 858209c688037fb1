#include "core/model/bioimageaxes.h"

namespace locascope {

namespace {

constexpr std::size_t mostAxes = 8;

std::string wordOf(char letter) {
    switch (letter) {
    case 'b': return "batch";
    case 'c': return "channel";
    case 'i': return "index";
    default: return std::string(1, letter);
    }
}

StatedSide sideOf(const RdfValue& size) {
    if (!size.isMap())
        return {size.whole(), 0};
    if (!size.has("min"))
        size.refuse("depends on another tensor");
    return {size.at("min").whole(), size.has("step") ? size.at("step").whole() : 1};
}

// 0.4: letters, and a list of sizes, or two of smallest sizes and steps.
void readShape(const RdfValue& shape, std::vector<BioimageAxis>& axes) {
    if (shape.isMap() && !shape.has("min"))
        return; // of another tensor
    const auto sizes = (shape.isMap() ? shape.at("min") : shape).list();
    const auto steps = shape.isMap() ? shape.at("step").list() : std::vector<RdfValue>();
    if (sizes.size() != axes.size() || (shape.isMap() && steps.size() != axes.size()))
        shape.fail("has " + std::to_string(sizes.size()) + " sizes for " + std::to_string(axes.size()) + " axes");
    for (std::size_t at = 0; at < axes.size(); ++at) {
        axes[at].side = {sizes[at].whole(), steps.empty() ? 0 : steps[at].whole()};
        axes[at].isSaid = true;
    }
}

BioimageAxis newAxis(const RdfValue& entry, bool isOutput) {
    const std::string type = entry.at("type").text();
    BioimageAxis axis{type == "space" ? entry.textOr("id", "x") : type, {}, false, {}};
    constexpr std::size_t longestKind = 20;
    if (axis.kind.size() > longestKind)
        axis.kind = "another axis";
    if (type == "channel") {
        for (const RdfValue& name : entry.at("channel_names").list())
            axis.names.push_back(name.text());
        axis.side = {static_cast<std::int64_t>(axis.names.size()), 0};
        axis.isSaid = true;
    } else if (entry.has("size") && type != "batch") {
        if (entry.at("size").isMap() && !entry.at("size").has("min") && isOutput)
            return axis; // as large as the input's
        axis.side = sideOf(entry.at("size"));
        axis.isSaid = true;
    }
    return axis;
}

} // namespace

std::vector<BioimageAxis> axesOfFour(const RdfValue& tensor) {
    std::vector<BioimageAxis> axes;
    for (const char letter : tensor.at("axes").text())
        axes.push_back({wordOf(letter), {}, false, {}});
    if (axes.size() > mostAxes)
        tensor.at("axes").fail("has more than " + std::to_string(mostAxes) + " axes");
    if (tensor.has("shape"))
        readShape(tensor.at("shape"), axes);
    return axes;
}

std::vector<BioimageAxis> axesOfFive(const RdfValue& tensor, bool isOutput) {
    std::vector<BioimageAxis> axes;
    for (const RdfValue& entry : tensor.at("axes").list()) {
        if (axes.size() == mostAxes)
            tensor.at("axes").fail("has more than " + std::to_string(mostAxes) + " axes");
        axes.push_back(newAxis(entry, isOutput));
    }
    return axes;
}

std::string axesText(const std::vector<BioimageAxis>& axes) {
    std::string words;
    for (const BioimageAxis& axis : axes)
        words += (words.empty() ? "" : " × ") + axis.kind;
    return words;
}

} // namespace locascope
