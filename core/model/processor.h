#pragma once

#include <string>

namespace locascope {

/// This machine's processor, so that two that run the same program at different speed differ: "Intel(R) Xeon(R) …; features 7ffefbff.…; 2 cores". One line.
/// By the instruction CPUID (Intel's manual, volume 2A) where there is one.
std::string processorText();

/// Whether convolutions in bfloat16 have instructions of their own here (AVX512-BF16).
bool hasFastBFloat16();

} // namespace locascope
