#include "tests/core/learning/scripts.h"

#include "core/learning/architecture.h"
#include "core/learning/lowprecision.h"

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

std::vector<float> roundedToBFloat16(const std::vector<float>& weights, int outputs) {
    const torch::Tensor exact = torch::tensor(c10::ArrayRef<float>(weights)).view({outputs, -1, 1, 1});
    const torch::Tensor rounded = roundedWithFeedback(exact, torch::kBFloat16).to(torch::kFloat).contiguous();
    return {rounded.data_ptr<float>(), rounded.data_ptr<float>() + rounded.numel()};
}

Bytes frozen(const Bytes& script) {
    std::istringstream stream(std::string(reinterpret_cast<const char*>(script.data()), script.size()));
    torch::jit::Module module = torch::jit::freeze(torch::jit::load(stream, torch::kCPU));
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
