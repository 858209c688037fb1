#include "core/learning/torchplans.h"

#include "core/files/error.h"
#include "core/learning/featuregraph.h"
#include "core/learning/lowprecision.h"
#include "core/learning/torchscript.h"
#include "core/model/processor.h"

#include <ATen/Parallel.h>
#include <torch/csrc/jit/passes/frozen_ops_to_mkldnn.h>

#include <array>

namespace locascope {

namespace {

/// Where the answer of all convolutions in lower precision is too far off, that of half of them may not be.
constexpr std::array lowPercents{100, 50};

bool canConvolve(const torch::Device& device, NumberFormat numbers) {
    return numbers == NumberFormat::Float32 || (numbers == NumberFormat::BFloat16 && device.is_cpu()) ||
           (numbers == NumberFormat::Float16 && device.is_cuda());
}

void keepOneDnnLayout(std::shared_ptr<torch::jit::Graph>& forward) {
    torch::jit::ConvertFrozenOpsToMKLDNN(forward);
    for (const torch::jit::Node* node : forward->nodes())
        if (node->kind() == c10::Symbol::fromQualString("prim::mkldnn_convolution"))
            return;
    throw Error(ErrorKind::Unsupported, {}, "the model has no convolution that oneDNN could compute in its own layout");
}

std::shared_ptr<torch::jit::Graph> graphOf(const PlannedModules& modules, const ExecutionPlan& plan) {
    if (!canConvolve(modules.device, plan.numbers))
        throw Error(ErrorKind::Unsupported, {}, "the device " + modules.device.str() + " cannot run a model so: " + planText(plan));
    if (!plan.frozen && plan.numbers != NumberFormat::Float32)
        throw Error(ErrorKind::Unsupported, {}, "only a frozen model is run in lower precision");
    if (plan.oneDnnLayout && (!plan.frozen || plan.numbers != NumberFormat::Float32 || !modules.device.is_cpu()))
        throw Error(ErrorKind::Unsupported, {}, "oneDNN's layout is for frozen models in float32 on the processor");
    const auto frozen = inlinedMethod(modules.frozen, "forward");
    const FeaturePlace place = featurePlace(*frozen);
    auto forward = plan.frozen ? frozen : inlinedMethod(modules.loaded, "forward");
    addFeatures(*forward, place);
    if (plan.oneDnnLayout)
        keepOneDnnLayout(forward);
    if (plan.numbers == NumberFormat::Float32)
        return forward;
    const auto type = plan.numbers == NumberFormat::BFloat16 ? torch::kBFloat16 : torch::kHalf;
    if (convolveIn(type, *forward, plan.lowPercent, modules.means) == 0)
        throw Error(ErrorKind::Unsupported, {}, "the model has no convolution to run in lower precision");
    return forward;
}

} // namespace

TorchProgram::TorchProgram(c10::IValue module, std::shared_ptr<torch::jit::Graph> forward)
    : m_module(std::move(module))
    , m_givesFeatures(forward->outputs().size() > 1) {
    m_code = std::make_shared<torch::jit::Code>(std::move(forward), "forward");
}

TorchProgram::Answer TorchProgram::run(const torch::Tensor& inputs) const {
    std::vector<c10::IValue> outputs = runGraph(*m_code, {m_module, inputs});
    return {outputs.at(0), m_givesFeatures ? outputs.at(1).toTensor() : torch::Tensor()};
}

TorchProgram programOf(const PlannedModules& modules, const ExecutionPlan& plan) {
    return {(plan.frozen ? modules.frozen : modules.loaded)._ivalue(), graphOf(modules, plan)};
}

std::vector<ExecutionPlan> plansFor(const torch::Device& device) {
    std::vector<ExecutionPlan> plans{{}, {.frozen = true, .channelsLast = true}};
    if (device.is_cpu() && hasFastBFloat16())
        for (const int percent : lowPercents)
            plans.push_back({.frozen = true, .channelsLast = true, .numbers = NumberFormat::BFloat16, .lowPercent = percent});
    if (device.is_cuda())
        plans.push_back({.frozen = true, .channelsLast = true, .numbers = NumberFormat::Float16});
    if (device.is_cpu())
        plans.push_back({.frozen = true, .oneDnnLayout = true});
    plans.push_back({.frozen = true});
    return plans;
}

void useThreads(int count) {
    if (at::get_num_threads() != count)
        at::set_num_threads(count);
}

} // namespace locascope
