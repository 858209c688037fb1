#include "core/similarity/dotkernels.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace locascope {

namespace {

#if defined(__x86_64__)
/// Clang 14 knows no name for it.
bool convertsHalves() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_F16C) != 0;
}
#endif

std::vector<const DotKernel*> kernelsOfThisProcessor() {
    std::vector<const DotKernel*> kernels;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && convertsHalves())
        kernels.push_back(&avx2DotKernel);
#endif
    kernels.push_back(&portableDotKernel);
    return kernels;
}

} // namespace

const std::vector<const DotKernel*>& availableDotKernels() {
    static const std::vector<const DotKernel*> kernels = kernelsOfThisProcessor();
    return kernels;
}

} // namespace locascope
