#include "core/imaging/kernels/availablekernels.h"

namespace locascope {

namespace {

std::vector<const CompositeKernel*> kernelsOfThisProcessor() {
    std::vector<const CompositeKernel*> kernels;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq"))
        kernels.push_back(&avx512Kernel);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        kernels.push_back(&avx2Kernel);
    kernels.push_back(&sse2Kernel);
#endif
    kernels.push_back(&portableKernel);
    return kernels;
}

} // namespace

const std::vector<const CompositeKernel*>& availableKernels() {
    static const std::vector<const CompositeKernel*> kernels = kernelsOfThisProcessor();
    return kernels;
}

} // namespace locascope
