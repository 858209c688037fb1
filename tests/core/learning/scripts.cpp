#include "tests/core/learning/scripts.h"

#include "core/learning/architecture.h"
#include "core/learning/convolutionmeans.h"
#include "core/learning/frozenmodule.h"
#include "core/learning/lowprecision.h"
#include "core/learning/torchscript.h"

#include <torch/script.h>
#include <torch/torch.h>

#include <sstream>

namespace locascope::testing {

namespace {

Bytes bytesOf(torch::jit::Module& module) {
    module.eval();
    std::ostringstream stream;
    module.save(stream);
    const std::string text = stream.str();
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    return {bytes, bytes + text.size()};
}

torch::jit::Module moduleOf(const Bytes& script) {
    std::istringstream stream(std::string(reinterpret_cast<const char*>(script.data()), script.size()));
    return torch::jit::load(stream, torch::kCPU);
}

int roundingConvolutionsOf(const torch::jit::Module& module) {
    constexpr std::size_t allowsRounding = 12;
    const auto graph = inlinedMethod(module, "forward");
    int count = 0;
    for (const torch::jit::Node* node : graph->nodes())
        if (node->kind() == c10::aten::_convolution && node->inputs().size() > allowsRounding)
            count += torch::jit::constant_as<bool>(node->input(allowsRounding)).value_or(true) ? 1 : 0;
    return count;
}

} // namespace

Bytes scriptOf(const std::string& source) {
    torch::jit::Module module("Stranger");
    module.register_attribute("training", c10::BoolType::get(), true);
    module.register_parameter("weight", torch::arange(1, 13).to(torch::kFloat).mul(0.1).view({3, 4}), false);
    module.define(source);
    return bytesOf(module);
}

Bytes classifierScript(int channels, int classes, std::uint64_t seed) {
    torch::jit::Module module = makeClassifier(channels, classes, seed);
    return bytesOf(module);
}

bool tensorsComeAndGo(std::size_t bytes, int count) {
    std::vector<torch::Tensor> tensors;
    bool areAligned = true;
    for (int i = 0; i < count; ++i) {
        tensors.push_back(torch::empty({static_cast<std::int64_t>(bytes)}, torch::kByte));
        areAligned = areAligned && reinterpret_cast<std::uintptr_t>(tensors.back().data_ptr()) % 64 == 0;
        tensors.back().fill_(i);
    }
    for (int i = 0; i < count; ++i)
        areAligned = areAligned && tensors[static_cast<std::size_t>(i)][-1].item<int>() == i; // nobody wrote over another's
    return areAligned;
}

std::vector<float> roundedToBFloat16(const std::vector<float>& weights, int outputs, const std::vector<float>& means, const std::vector<float>& lost) {
    const auto tensor = [](const std::vector<float>& values) { return values.empty() ? torch::Tensor() : torch::tensor(c10::ArrayRef<float>(values)); };
    const torch::Tensor rounded = roundedWithFeedback(tensor(weights).view({outputs, -1, 1, 1}), torch::kBFloat16, tensor(means), tensor(lost)).to(torch::kFloat).contiguous();
    return {rounded.data_ptr<float>(), rounded.data_ptr<float>() + rounded.numel()};
}

std::vector<std::string> operatorsWhenFrozen(const Bytes& script) {
    const torch::jit::Module module = frozenModule(moduleOf(script));
    std::vector<std::string> names;
    for (const torch::jit::Node* node : module.get_method("forward").graph()->nodes())
        if (node->kind() != c10::prim::Constant)
            names.emplace_back(node->kind().toQualString());
    return names;
}

std::vector<std::vector<float>> readByConvolutions(const Bytes& script, int channels, float value) {
    const torch::jit::Module module = frozenModule(moduleOf(script));
    const torch::Tensor images = torch::full({1, channels, 8, 8}, value) + torch::tensor({1.F, -1.F}).repeat({1, channels, 8, 4});
    std::vector<std::vector<float>> rows;
    for (const torch::Tensor& means : convolutionMeans(module._ivalue(), *inlinedMethod(module, "forward"), images))
        rows.push_back(means.defined() ? std::vector<float>(means.data_ptr<float>(), means.data_ptr<float>() + means.numel()) : std::vector<float>());
    return rows;
}

std::vector<float> madeUpValues(int channels, int side) {
    const torch::Tensor field = madeUpField(channels, side, side).contiguous();
    return {field.data_ptr<float>(), field.data_ptr<float>() + field.numel()};
}

RoundingConvolutions roundingConvolutions(const std::filesystem::path& file) {
    return {roundingConvolutionsOf(torch::jit::load(file.string())), roundingConvolutionsOf(loadScript(file, {}))};
}

Bytes frozen(const Bytes& script) {
    torch::jit::Module module = torch::jit::freeze(moduleOf(script));
    return bytesOf(module);
}

Bytes savedWeights() {
    c10::impl::GenericDict state(c10::StringType::get(), c10::TensorType::get());
    state.insert("weight", torch::ones({3, 4}));
    const std::vector<char> text = torch::pickle_save(state); // with the zip around it
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    return {bytes, bytes + text.size()};
}

} // namespace locascope::testing
