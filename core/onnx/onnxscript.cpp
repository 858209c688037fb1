#include "core/onnx/onnxscript.h"

#include "core/files/error.h"
#include "core/files/utf8.h"
#include "core/onnx/operators.h"

#include <algorithm>

namespace locascope {

namespace {

using Makers = std::map<std::string, const OnnxNode*>;

Makers makersOf(const OnnxGraph& graph) {
    Makers makers;
    for (const OnnxNode& node : graph.nodes)
        for (const std::string& output : node.outputs)
            makers[output] = &node;
    return makers;
}

// Nodes that a value depends on, in the graph's order.
std::vector<const OnnxNode*> neededFor(const OnnxGraph& graph, const std::string& value) {
    std::set<std::string> wanted{value};
    std::vector<const OnnxNode*> needed;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        if (std::none_of(node->outputs.begin(), node->outputs.end(), [&](const std::string& output) { return wanted.contains(output); }))
            continue;
        needed.push_back(&*node);
        wanted.insert(node->inputs.begin(), node->inputs.end());
    }
    std::reverse(needed.begin(), needed.end());
    return needed;
}

struct Result {
    std::string value; ///< what the script gives
    OnnxEnding ending = OnnxEnding::Open;
};

// Looks behind nodes that change nothing.
Result resultOf(const Makers& makers, std::string value) {
    constexpr int mostSteps = 16; // a circle would not end
    for (int step = 0; step < mostSteps; ++step) {
        const auto made = makers.find(value);
        if (made == makers.end())
            break;
        const OnnxNode& node = *made->second;
        if (node.op == "Softmax")
            return {value, OnnxEnding::Softmax};
        if (node.inputs.size() == 1 && node.op == "Sigmoid")
            return {node.inputs.front(), OnnxEnding::Sigmoid};
        if (node.inputs.empty() || (node.op != "Identity" && node.op != "Dropout"))
            break;
        value = node.inputs.front();
    }
    return {value, OnnxEnding::Open};
}

std::string said(const std::string& name) {
    return "'" + (isUtf8Text(name) ? name : std::string("(not text)")) + "'";
}

struct Attempt {
    OnnxScript script;
    OnnxShape shape;
    OnnxKind kind = OnnxKind::Real;
};

std::string rows(const OnnxValue& value, std::size_t columns) {
    return value.shape.size() == 2 ? value.code : "torch.reshape(" + value.code + ", [n, " + std::to_string(columns) + "])";
}

// Writes what of `value` is not written yet; all that it depends on.
std::set<const OnnxNode*> write(ScriptWriter& writer, const OnnxGraph& graph, const std::string& value, const std::set<const OnnxNode*>& written) {
    std::set<const OnnxNode*> needed;
    for (const OnnxNode* node : neededFor(graph, value)) {
        needed.insert(node);
        if (!written.contains(node))
            writeNode(writer, *node);
    }
    return needed;
}

// One vector an image.
std::size_t featuresIn(const OnnxValue* value) {
    constexpr std::int64_t most = 1 << 16;
    if (value == nullptr || value->constant || value->kind != OnnxKind::Real || value->shape.size() < 2 || value->shape.front() != imagesExtent)
        return 0;
    const auto all = productOf(value->shape);
    const bool isVector = std::count_if(value->shape.begin() + 1, value->shape.end(), [](Extent size) { return size != Extent{1, 0}; }) <= 1;
    return all && isVector && all->fixed == 0 && all->perImage > 0 && all->perImage <= most ? static_cast<std::size_t>(all->perImage) : 0;
}

// The method of the output `features`. What cannot be written of it is done without: predictions need none.
std::optional<OnnxScript> finishedWithFeatures(ScriptWriter writer, const OnnxGraph& graph, const std::string& output, const std::set<const OnnxNode*>& written) {
    const std::string name = "features";
    if (output == name || std::find(graph.outputs.begin(), graph.outputs.end(), name) == graph.outputs.end())
        return {};
    try {
        const auto needed = write(writer, graph, name, written);
        const std::size_t features = featuresIn(writer.value(name));
        if (features == 0)
            return {};
        writer.addMethod(name, needed, rows(*writer.value(name), features));
        OnnxScript script = writer.finish();
        script.features = features;
        return script;
    } catch (const Error&) {
        return {};
    }
}

Attempt attempt(const OnnxGraph& graph, const OnnxWish& wish, const std::string& output, const std::filesystem::path& file) {
    const Result result = resultOf(makersOf(graph), output);
    ScriptWriter writer(graph, wish, file);
    const auto written = write(writer, graph, result.value, {});
    const OnnxValue* value = writer.value(result.value);
    if (value == nullptr || value->constant)
        throw Error(ErrorKind::Invalid, file, "its output " + said(output) + " does not depend on an image");
    Attempt made{{}, value->shape, value->kind};
    writer.addMethod("forward", written, rows(*value, wish.classes));
    auto withFeatures = finishedWithFeatures(writer, graph, output, written);
    made.script = withFeatures ? std::move(*withFeatures) : writer.finish();
    made.script.output = output;
    made.script.ending = result.ending;
    return made;
}

// images × classes, or the same with axes of one value.
bool isOfClasses(const Attempt& made, std::size_t classes) {
    const OnnxShape& shape = made.shape;
    const auto all = productOf(shape);
    return made.kind == OnnxKind::Real && shape.size() >= 2 && shape.front() == imagesExtent && all == Extent{0, static_cast<std::int64_t>(classes)} &&
           std::count_if(shape.begin() + 1, shape.end(), [](Extent size) { return size != Extent{1, 0}; }) <= 1;
}

std::vector<std::string> candidates(const OnnxGraph& graph, const OnnxWish& wish, const std::filesystem::path& file) {
    std::vector<std::string> names = graph.outputs;
    if (!wish.output.empty()) {
        if (std::find(names.begin(), names.end(), wish.output) == names.end())
            throw Error(ErrorKind::NotFound, file, "has no output " + said(wish.output));
        return {wish.output};
    }
    std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name == "classes"; });
    constexpr std::size_t mostTried = 16;
    names.resize(std::min(names.size(), mostTried));
    return names;
}

} // namespace

OnnxScript onnxScript(const OnnxGraph& graph, const OnnxWish& wish, const std::filesystem::path& file) {
    std::string others;
    std::optional<Error> refused;
    for (const std::string& output : candidates(graph, wish, file)) {
        try {
            Attempt made = attempt(graph, wish, output, file);
            if (isOfClasses(made, wish.classes))
                return std::move(made.script);
            others += (others.empty() ? "" : ", ") + said(output) + " (" + shapeText(made.shape) + ")";
        } catch (const Error& error) {
            if (!refused)
                refused.emplace(error);
        }
    }
    if (refused)
        throw Error(*refused);
    throw Error(ErrorKind::Mismatch, file, "gives no output of " + std::to_string(wish.classes) + " values an image, one a class; it gives " + others);
}

} // namespace locascope
