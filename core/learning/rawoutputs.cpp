#include "core/learning/rawoutputs.h"

#include "core/learning/torchscript.h"

#include <torch/torch.h>

namespace locascope {

namespace {

std::vector<float> resultOf(const torch::jit::Code& code, const torch::jit::Module& module, const InputTensor& input, std::size_t classes, const std::filesystem::path& weights) {
    const auto image = torch::tensor(c10::ArrayRef<float>(input.values)).view({1, input.channels, input.height, input.width});
    const auto results = runGraph(code, {module._ivalue(), image});
    if (results.size() != 1 || !results[0].isTensor() || results[0].toTensor().numel() != static_cast<std::int64_t>(classes))
        throw Error(ErrorKind::Mismatch, weights, "does not give one value for each of " + std::to_string(classes) + " classes");
    const torch::Tensor result = results[0].toTensor().to(torch::kCPU, torch::kFloat).contiguous();
    return {result.data_ptr<float>(), result.data_ptr<float>() + result.numel()};
}

} // namespace

std::vector<std::vector<float>> rawOutputsOf(const std::filesystem::path& weights, const ModelCard& card, std::span<const InputTensor> images) {
    torch::jit::Module module = loadScript(weights, card.modelDigest);
    module.eval();
    try {
        torch::NoGradGuard noGradients;
        const torch::jit::Code code(inlinedMethod(module, "forward"), "forward");
        std::vector<std::vector<float>> rows;
        for (const InputTensor& image : images)
            rows.push_back(resultOf(code, module, image, card.classes.size(), weights));
        return rows;
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        throw translated(error, weights, ErrorKind::ModelFailed, "the model failed");
    }
}

} // namespace locascope
