#pragma once

#include <torch/types.h>

#include <string>

namespace locascope {

/// "cuda:0" where LibTorch finds a CUDA device, else "cpu".
std::string defaultTorchDevice();
/// Of "auto", "cpu", "cuda" or "cuda:N". Errors Invalid (no such name), Unsupported (not on this machine).
torch::Device torchDevice(const std::string& name);
/// Whether it still computes. Asked after something failed on it: errors of CUDA stay, and come back from whatever is asked next.
bool deviceAnswers(const torch::Device& device);

} // namespace locascope
