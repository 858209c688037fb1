#pragma once

#include "core/model/plan.h"

#include <torch/csrc/jit/runtime/interpreter.h>
#include <torch/script.h>

#include <memory>
#include <vector>

namespace locascope {

/// A module made ready for one plan. Value.
class TorchProgram {
public:
    TorchProgram() = default;
    /// A second output of `forward` is features.
    TorchProgram(c10::IValue module, std::shared_ptr<torch::jit::Graph> forward);
    struct Answer {
        c10::IValue output;     ///< what `forward` gives first
        torch::Tensor features; ///< see addFeatures; undefined where there are none
    };
    /// The caller chooses threads and memory format. Throws what LibTorch throws.
    Answer run(const torch::Tensor& inputs) const;
    bool givesFeatures() const { return m_givesFeatures; }

private:
    c10::IValue m_module;
    std::shared_ptr<torch::jit::Code> m_code;
    bool m_givesFeatures = false;
};

/// The same module twice, on `device`, in evaluation mode.
struct PlannedModules {
    torch::jit::Module loaded;
    torch::jit::Module frozen;
    torch::Device device;
    std::vector<torch::Tensor> means; ///< of what the convolutions of `frozen` read, as convolutionMeans gives them, for plans in lower precision
};

/// Error Unsupported where the plan makes no sense here: numbers the device cannot convolve, or lower precision or oneDNN's layout of what is not frozen or has no convolution.
TorchProgram programOf(const PlannedModules& modules, const ExecutionPlan& plan);

/// As loaded; frozen with channels last; that in bfloat16 on a processor with AVX512-BF16, and with the first half of the convolutions in it; in float16 on CUDA; on a processor frozen in oneDNN's layout; frozen. The likely ones first, since
/// time may not reach for all; a model without convolutions refuses some.
std::vector<ExecutionPlan> plansFor(const torch::Device& device);

/// Of the calling thread's work in LibTorch.
void useThreads(int count);

} // namespace locascope
