#pragma once

#include <string>
#include <string_view>

namespace locascope {

/// This machine's processor, so that two that run the same program at different speed differ: "Intel(R) Xeon(R) …; features 7ffefbff.…; 2 cores". One line.
/// By the instruction CPUID (Intel's manual, volume 2A) where there is one.
std::string processorText();

/// The model of one graphics processor, from what NVIDIA's driver tells below /proc/driver/nvidia/gpus (its README, chapter "proc filesystem"). Empty where it does not say.
std::string graphicsProcessorIn(std::string_view information);
/// All of this machine, in order of name, ", " between them: "NVIDIA H100 80GB HBM3". Empty where there is none.
std::string graphicsProcessorText();

/// Whether convolutions in bfloat16 have instructions of their own here (AVX512-BF16).
bool hasFastBFloat16();

} // namespace locascope
