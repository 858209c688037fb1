#include "core/similarity/dotkernels.h"

namespace locascope {

namespace {

std::vector<const DotKernel*> kernelsOfThisProcessor() {
    std::vector<const DotKernel*> kernels;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c"))
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
