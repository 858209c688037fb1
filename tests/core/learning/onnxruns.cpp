#include "tests/core/learning/onnxruns.h"

#include "core/learning/onnxmodule.h"
#include "core/learning/torchscript.h"

#include <torch/torch.h>

#include <sstream>

namespace locascope::testing {

namespace {

torch::jit::Module moduleOf(const Bytes& torchScript) {
    std::istringstream stream(std::string(reinterpret_cast<const char*>(torchScript.data()), torchScript.size()));
    return torch::jit::load(stream, torch::kCPU);
}

std::vector<float> numbersOf(torch::Tensor tensor) {
    tensor = tensor.contiguous();
    return {tensor.data_ptr<float>(), tensor.data_ptr<float>() + tensor.numel()};
}

} // namespace

std::vector<float> runOnnx(const Bytes& model, const OnnxWish& wish, const std::vector<float>& images, int count) {
    torch::NoGradGuard noGradients;
    const std::filesystem::path file = "model.onnx";
    const OnnxScript script = onnxScript(readOnnx(model, file), wish, file);
    const torch::jit::Module module = onnxModule(script, file);
    const auto input = torch::tensor(c10::ArrayRef<float>(images)).view({count, wish.channels, script.height, script.width});
    const torch::jit::Code code(inlinedMethod(module, "forward"), "forward");
    return numbersOf(runGraph(code, {module._ivalue(), input}).at(0).toTensor());
}

std::vector<float> featuresOf(const Bytes& torchScript, const std::vector<float>& images, int count, int channels, int side) {
    torch::NoGradGuard noGradients;
    const torch::jit::Module module = moduleOf(torchScript);
    const auto input = torch::tensor(c10::ArrayRef<float>(images)).view({count, channels, side, side});
    const torch::jit::Code code(inlinedMethod(module, "features"), "features");
    return numbersOf(runGraph(code, {module._ivalue(), input}).at(0).toTensor());
}

Trainable trainableParts(const Bytes& torchScript, int channels, int side) {
    torch::jit::Module module = moduleOf(torchScript);
    module.train();
    for (auto parameter : module.parameters())
        parameter.set_requires_grad(true);
    const torch::jit::Code code(inlinedMethod(module, "forward"), "forward");
    runGraph(code, {module._ivalue(), torch::rand({2, channels, side, side})}).at(0).toTensor().pow(2).sum().backward();
    Trainable parts;
    for (const auto& parameter : module.parameters()) {
        ++parts.all;
        parts.reached += parameter.grad().defined() ? 1 : 0;
    }
    return parts;
}

std::vector<float> asLibTorchRuns(const Bytes& torchScript, const InputTensor& image) {
    torch::NoGradGuard noGradients;
    torch::jit::Module module = moduleOf(torchScript);
    const c10::IValue result = module.forward({torch::tensor(c10::ArrayRef<float>(image.values)).view({1, image.channels, image.height, image.width})});
    return numbersOf(result.toTensor());
}

Bytes savedAgain(const std::filesystem::path& torchScript) {
    std::ostringstream stream;
    loadScript(torchScript, {}).save(stream);
    const std::string text = stream.str();
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    return {bytes, bytes + text.size()};
}

} // namespace locascope::testing
