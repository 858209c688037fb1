#include "core/learning/torchdevice.h"

#include "core/files/error.h"

#include <torch/cuda.h>
#include <torch/torch.h>

namespace locascope {

std::string defaultTorchDevice() {
    return torch::cuda::is_available() ? "cuda:0" : "cpu";
}

torch::Device torchDevice(const std::string& wanted) {
    const std::string name = wanted == "auto" ? defaultTorchDevice() : wanted;
    if (name == "cpu")
        return torch::kCPU;
    if (name.rfind("cuda", 0) != 0)
        throw Error(ErrorKind::Invalid, {}, "'" + name + "' is no device; say auto, cpu or cuda:N");
    if (!torch::cuda::is_available())
        throw Error(ErrorKind::Unsupported, {}, "this LibTorch finds no CUDA device for " + name + "; use the device cpu");
    const torch::Device device(name == "cuda" ? "cuda:0" : name);
    if (device.index() >= static_cast<int>(torch::cuda::device_count()))
        throw Error(ErrorKind::Unsupported, {}, "there is no " + name + "; this machine has " +
                                                    std::to_string(torch::cuda::device_count()) + " CUDA device(s)");
    return device;
}

bool deviceAnswers(const torch::Device& device) {
    try {
        return torch::ones({1}, torch::TensorOptions().device(device)).add(1).item<float>() == 2.0F;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace locascope
