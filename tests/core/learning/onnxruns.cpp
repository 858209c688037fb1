#include "tests/core/learning/onnxruns.h"

#include "core/learning/onnxmodule.h"
#include "core/learning/torchscript.h"

#include <torch/torch.h>

#include <sstream>

namespace locascope::testing {

std::vector<float> runOnnx(const Bytes& model, const OnnxWish& wish, const std::vector<float>& images, int count) {
    torch::NoGradGuard noGradients;
    const std::filesystem::path file = "model.onnx";
    const OnnxScript script = onnxScript(readOnnx(model, file), wish, file);
    const torch::jit::Module module = onnxModule(script, file);
    const auto input = torch::tensor(c10::ArrayRef<float>(images)).view({count, wish.channels, script.height, script.width});
    const torch::jit::Code code(inlinedMethod(module, "forward"), "forward");
    const torch::Tensor result = runGraph(code, {module._ivalue(), input}).at(0).toTensor().contiguous();
    return {result.data_ptr<float>(), result.data_ptr<float>() + result.numel()};
}

std::vector<float> featuresOf(const Bytes& torchScript, const std::vector<float>& images, int count, int channels, int side) {
    torch::NoGradGuard noGradients;
    std::istringstream stream(std::string(reinterpret_cast<const char*>(torchScript.data()), torchScript.size()));
    const torch::jit::Module module = torch::jit::load(stream, torch::kCPU);
    const auto input = torch::tensor(c10::ArrayRef<float>(images)).view({count, channels, side, side});
    const torch::jit::Code code(inlinedMethod(module, "features"), "features");
    const torch::Tensor result = runGraph(code, {module._ivalue(), input}).at(0).toTensor().contiguous();
    return {result.data_ptr<float>(), result.data_ptr<float>() + result.numel()};
}

Trainable trainableParts(const Bytes& torchScript, int channels, int side) {
    std::istringstream stream(std::string(reinterpret_cast<const char*>(torchScript.data()), torchScript.size()));
    torch::jit::Module module = torch::jit::load(stream, torch::kCPU);
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

} // namespace locascope::testing
