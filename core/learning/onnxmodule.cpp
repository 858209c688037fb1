#include "core/learning/onnxmodule.h"

#include "core/learning/torchscript.h"

#include <torch/torch.h>

namespace locascope {

namespace {

torch::Tensor tensorOf(const OnnxTensor& tensor) {
    if (tensor.kind == OnnxKind::Real)
        return torch::tensor(c10::ArrayRef<float>(tensor.reals)).view(tensor.shape);
    std::vector<std::int64_t> numbers;
    for (const Extent value : tensor.wholes)
        numbers.push_back(value.fixed);
    const auto values = torch::tensor(c10::ArrayRef<std::int64_t>(numbers)).view(tensor.shape);
    return tensor.kind == OnnxKind::Truth ? values.to(torch::kBool) : values;
}

} // namespace

torch::jit::Module onnxModule(const OnnxScript& script, const std::filesystem::path& file) {
    try {
        torch::jit::Module module("OnnxModel");
        module.register_attribute("training", c10::BoolType::get(), true);
        for (const ScriptTensor& entry : script.tensors) {
            if (entry.trainable)
                module.register_parameter(entry.name, tensorOf(*entry.tensor), false);
            else
                module.register_buffer(entry.name, tensorOf(*entry.tensor));
        }
        module.define(script.source);
        module.eval();
        return module;
    } catch (const std::exception& error) {
        throw translated(error, file, ErrorKind::Invalid, "the model cannot be made a TorchScript model");
    }
}

} // namespace locascope
