#pragma once

#include <cstddef>
#include <cstdint>

// Files compiled for one instruction set include this and nothing else of the project: see core/imaging/kernels.
namespace locascope {

/// Products of one vector with many, by one instruction set.
struct DotKernel {
    const char* name; ///< "avx2", "portable"
    /// sums[i] = the sum over k of query[k] × rows[i × length + k], which are finite halves, for i in [0, count). Added in float32, in an order of the kernel's own that is the same for every row.
    void (*dots)(const float* query, const std::uint16_t* rows, std::size_t length, std::size_t count, float* sums);
};

extern const DotKernel portableDotKernel;
#if defined(__x86_64__)
extern const DotKernel avx2DotKernel;
#endif

} // namespace locascope
