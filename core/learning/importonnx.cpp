#include "core/learning/importonnx.h"

#include "core/files/digest.h"
#include "core/learning/examine.h"
#include "core/learning/onnxmodule.h"
#include "core/learning/onnxreference.h"
#include "core/learning/torchscript.h"

#include <torch/torch.h>

#include <sstream>

namespace locascope {

namespace {

struct ReadModel {
    Bytes bytes;
    OnnxGraph graph;
    OnnxScript script;
};

ReadModel readModel(const std::filesystem::path& file, const OnnxWish& wish) {
    ReadModel model;
    model.bytes = readFile(file, {.maxBytes = maxOnnxBytes});
    model.graph = readOnnx(model.bytes, file);
    model.script = onnxScript(model.graph, wish, file);
    return model;
}

OutputKind kindOf(const OnnxScript& script, std::optional<OutputKind> said, const std::filesystem::path& file) {
    if (script.ending == OnnxEnding::Open)
        return said.value_or(OutputKind::Logits);
    if (said == OutputKind::Logits)
        throw Error(ErrorKind::Mismatch, file, "ends in a " + std::string(script.ending == OnnxEnding::Sigmoid ? "sigmoid" : "softmax") +
                                                   ", so that it gives probabilities, not logits");
    return script.ending == OnnxEnding::Sigmoid ? OutputKind::Logits : OutputKind::Probabilities;
}

Bytes savedModule(const torch::jit::Module& module, const std::filesystem::path& file) {
    try {
        std::ostringstream stream;
        module.save(stream);
        const std::string text = stream.str();
        const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
        return {bytes, bytes + text.size()};
    } catch (const std::exception& error) {
        throw translated(error, file, ErrorKind::Invalid, "the model cannot be kept as TorchScript");
    }
}

std::vector<float> ownResult(const torch::jit::Module& module, const InputTensor& input, bool isSigmoid) {
    torch::NoGradGuard noGradients;
    const auto image = torch::tensor(c10::ArrayRef<float>(input.values)).view({1, input.channels, input.height, input.width});
    const torch::jit::Code code(inlinedMethod(module, "forward"), "forward");
    torch::Tensor result = runGraph(code, {module._ivalue(), image}).at(0).toTensor().to(torch::kFloat);
    result = (isSigmoid ? torch::sigmoid(result) : result).contiguous();
    return {result.data_ptr<float>(), result.data_ptr<float>() + result.numel()};
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b, const std::filesystem::path& file) {
    if (a.size() != b.size())
        throw Error(ErrorKind::Mismatch, file, "gives " + std::to_string(a.size()) + " values, and " + std::to_string(b.size()) + " as OpenCV reads it");
    double largest = 0;
    for (std::size_t index = 0; index < a.size(); ++index) {
        const double difference = std::abs(static_cast<double>(a[index]) - static_cast<double>(b[index]));
        if (!std::isfinite(difference))
            throw Error(ErrorKind::Unsupported, file, "gives no finite numbers for a noisy image");
        largest = std::max(largest, difference);
    }
    return largest;
}

std::vector<std::string> inputNames(const OnnxGraph& graph) {
    std::vector<std::string> names;
    for (const OnnxInput& input : graph.inputs)
        names.push_back(input.name);
    return names;
}

} // namespace

ImportedModel importOnnxModel(const std::filesystem::path& file, const OnnxImportOptions& options) {
    const ReadModel model = readModel(file, {static_cast<int>(options.channels), options.width, options.height, options.classes, options.output});
    ImportedModel imported;
    imported.width = model.script.width;
    imported.height = model.script.height;
    imported.gives = kindOf(model.script, options.gives, file);
    imported.sigmoidLeftOut = model.script.ending == OnnxEnding::Sigmoid;
    imported.output = model.script.output;
    imported.inputs = inputNames(model.graph);
    imported.weights = savedModule(onnxModule(model.script, file), file);
    imported.provenance = {{"onnx_digest", sha256(model.bytes)},
                           {"onnx_producer", model.graph.producer.empty() ? "not stated" : model.graph.producer},
                           {"onnx_opset", std::to_string(model.graph.opset)},
                           {"onnx_output", imported.output}};
    if (model.script.features > 0)
        imported.provenance["onnx_features"] = std::to_string(model.script.features);
    return imported;
}

double differenceFromOnnx(const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card, const std::string& output) {
    const ReadModel model = readModel(onnx, {static_cast<int>(card.input.stains.size()), card.input.width, card.input.height, card.classes.size(), output});
    torch::jit::Module module = loadScript(weights, card.modelDigest);
    module.eval();
    const InputTensor input = noiseOf(card.input);
    const std::vector<float> reference = onnxReference(model.bytes, inputNames(model.graph), input, output, card.classes.size(), onnx);
    return largestDifference(ownResult(module, input, model.script.ending == OnnxEnding::Sigmoid), reference, onnx);
}

} // namespace locascope
