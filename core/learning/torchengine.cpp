#include "core/learning/torchengine.h"

#include "core/learning/torchplans.h"
#include "core/learning/torchscript.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/runtime/interpreter.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <thread>

namespace locascope {

namespace {

using torch::jit::Graph;
using torch::jit::IValue;
using torch::jit::Node;

std::string shapeText(const torch::Tensor& tensor) {
    std::string text;
    for (const auto size : tensor.sizes())
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text.empty() ? "a single number" : text;
}

torch::Device deviceOf(const std::string& wanted) {
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

// The axes that a reduction goes over, where the graph says them.
std::vector<std::int64_t> axesOf(const torch::jit::Value& value) {
    std::vector<std::int64_t> axes;
    if (const auto known = torch::jit::toIValue(&value)) {
        if (known->isIntList())
            axes = known->toIntVector();
        return axes;
    }
    for (const torch::jit::Value* part : value.node()->inputs())
        if (const auto known = torch::jit::toIValue(part); known && known->isInt())
            axes.push_back(known->toInt());
    return axes;
}

// Over the last two of images × channels × height × width. A transformer's normalisation is a mean over something else.
bool isSpatialMean(const Node& node) {
    if (node.kind() != c10::aten::mean || node.inputs().size() < 2)
        return false;
    std::vector<std::int64_t> axes = axesOf(*node.input(1));
    for (std::int64_t& axis : axes)
        axis += axis < 0 ? 4 : 0;
    std::sort(axes.begin(), axes.end());
    return axes == std::vector<std::int64_t>{2, 3};
}

// The last operator that takes a spatial mean: global average pooling in every architecture that has it.
Node* lastGlobalPooling(Graph& graph) {
    Node* found = nullptr;
    for (Node* node : graph.nodes())
        if (node->kind() == c10::aten::adaptive_avg_pool2d || isSpatialMean(*node))
            found = node;
    return found;
}

// Lets gradients start at the features the last pooling reads: adds a zero that requires them, and returns the sum as a second output.
// Null where the model has no global pooling.
std::shared_ptr<Graph> withFeatures(const std::shared_ptr<Graph>& forward) {
    auto graph = forward->copy();
    Node* pooling = lastGlobalPooling(*graph);
    if (pooling == nullptr)
        return nullptr;
    torch::jit::Value* features = pooling->input(0);
    torch::jit::Value* zero = graph->addInput("zero");
    torch::jit::WithInsertPoint place(features->node()->kind() == c10::prim::Param ? *graph->nodes().begin()
                                                                                   : features->node()->next());
    torch::jit::Value* one = graph->insertConstant(1);
    Node* sum = graph->insertNode(graph->create(c10::aten::add, {features, zero, one}));
    sum->output()->setType(c10::TensorType::get());
    features->replaceAllUsesAfterNodeWith(sum, sum->output());
    graph->registerOutput(sum->output());
    return graph;
}

struct Explained {
    std::string key;
    InputTensor input;
    torch::Tensor outputs;  ///< 1 × classes, before any sigmoid
    torch::Tensor features; ///< 1 × channels × height × width
};

class TorchEngine final : public Engine {
public:
    TorchEngine(torch::jit::Module module, std::filesystem::path file, const ModelCard& card, const EngineOptions& options)
        : m_file(std::move(file))
        , m_card(card)
        , m_device(deviceOf(options.device))
        , m_cores(options.threads > 0 ? options.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {
        useThreads(m_cores);
        try {
            prepare(std::move(module));
        } catch (const std::exception& error) {
            throw translated(error, m_file, ErrorKind::Invalid, "the model cannot be made ready");
        }
    }

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return m_device.str(); }
    bool canExplain() const override { return m_explaining != nullptr; }

    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        if (inputs.empty() || stop.stop_requested())
            return {};
        return guarded([&] {
            torch::NoGradGuard noGradients;
            useThreads(m_plan.threads > 0 ? m_plan.threads : m_cores);
            return probabilities(outputOf(m_program.run(toTensor(inputs, m_plan.channelsLast))), static_cast<std::int64_t>(inputs.size()));
        });
    }

    std::vector<std::vector<float>> predictShown(const InputTensor& input, std::stop_token stop) override {
        if (stop.stop_requested())
            return {};
        if (!canExplain())
            return predict({&input, 1}, stop);
        explainable(input, {});
        return guarded([&] { return probabilities(m_last.outputs, 1); });
    }

    ExecutionPlan plan() const override { return m_plan; }
    void usePlan(const ExecutionPlan& plan) override {
        if (plan == m_plan)
            return;
        try {
            m_program = programOf({m_loaded, m_module, m_device}, plan);
            m_plan = plan;
        } catch (const Error&) {
            throw;
        } catch (const std::exception& error) {
            throw translated(error, m_file, ErrorKind::Unsupported, "the model cannot be run in this way");
        }
    }
    std::vector<ExecutionPlan> plans() const override { return plansFor(m_device); }

    SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index) override {
        if (!canExplain())
            throw Error(ErrorKind::Unsupported, m_file, "the model has no global average pooling, so it cannot be explained");
        if (toIndex(index) >= m_card.classes.size())
            throw Error(ErrorKind::Invalid, m_file, "the model has no class " + std::to_string(toIndex(index)));
        explainable(input, key);
        return guarded([&] { return gradCam(static_cast<std::int64_t>(toIndex(index))); });
    }

private:
    void prepare(torch::jit::Module module) {
        module.eval();
        module.to(m_device);
        m_loaded = module;
        m_module = torch::jit::freeze(module);
        const auto graph = inlinedMethod(m_module, "forward");
        if (graph->inputs().size() != 2)
            throw Error(ErrorKind::Invalid, m_file,
                        "takes " + std::to_string(graph->inputs().size() - 1) + " inputs, expected one image tensor");
        m_program = programOf({m_loaded, m_module, m_device}, m_plan);
        if (const auto explaining = withFeatures(graph))
            m_explaining = std::make_unique<torch::jit::Code>(explaining, "explain");
    }

    template <class Work>
    auto guarded(const Work& work) -> decltype(work()) {
        try {
            return work();
        } catch (const Error&) {
            throw;
        } catch (const std::exception& error) {
            throw translated(error, m_file, ErrorKind::ModelFailed, "the model failed while running");
        }
    }

    torch::Tensor toTensor(std::span<const InputTensor> inputs, bool channelsLast = true) const {
        const InputTensor& first = inputs.front();
        auto batch = torch::empty({static_cast<std::int64_t>(inputs.size()), first.channels, first.height, first.width});
        float* target = batch.data_ptr<float>();
        for (const InputTensor& input : inputs) {
            if (input.values.size() != first.values.size())
                throw Error(ErrorKind::Mismatch, m_file, "inputs of different sizes cannot be one batch");
            target = std::copy(input.values.begin(), input.values.end(), target);
        }
        return batch.to(m_device).contiguous(channelsLast ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
    }

    torch::Tensor outputOf(const IValue& value) const {
        if (!value.isTensor())
            throw Error(ErrorKind::ModelFailed, m_file,
                        "the model gives " + value.tagKind() + ", expected one tensor of inputs × " +
                            std::to_string(m_card.classes.size()) + " numbers");
        const torch::Tensor& tensor = value.toTensor();
        if (!tensor.is_floating_point())
            throw Error(ErrorKind::ModelFailed, m_file,
                        std::string("the model gives numbers of type ") + std::string(tensor.dtype().name()) + ", expected float");
        return tensor;
    }

    std::vector<std::vector<float>> probabilities(const torch::Tensor& outputs, std::int64_t inputs) const {
        const auto classes = static_cast<std::int64_t>(m_card.classes.size());
        if (outputs.dim() != 2 || outputs.size(0) != inputs || outputs.size(1) != classes)
            throw Error(ErrorKind::ModelFailed, m_file, "the model gives " + shapeText(outputs) + " outputs, its card promises " +
                                                            std::to_string(inputs) + " × " + std::to_string(classes));
        torch::Tensor values = outputs.detach().to(torch::kCPU, torch::kFloat).contiguous();
        if (!torch::isfinite(values).all().item<bool>())
            throw Error(ErrorKind::ModelFailed, m_file, "the model gives a probability that is not a finite number");
        if (m_card.output != OutputKind::Probabilities)
            values = m_card.temperature == 1 ? values : values / m_card.temperature;
        if (m_card.output == OutputKind::Logits)
            values = torch::sigmoid(values);
        else if (m_card.output == OutputKind::ExclusiveLogits)
            values = torch::softmax(values, 1);
        else if ((values < 0).any().item<bool>() || (values > 1).any().item<bool>())
            throw Error(ErrorKind::ModelFailed, m_file, "the model gives numbers outside 0 to 1 where its card promises probabilities");
        std::vector<std::vector<float>> rows;
        const float* row = values.data_ptr<float>();
        for (std::int64_t input = 0; input < inputs; ++input, row += classes)
            rows.emplace_back(row, row + classes);
        return rows;
    }

    // Runs the model on one input and keeps its features, unless they are still here.
    void explainable(const InputTensor& input, const std::string& key) {
        const bool sameKey = !key.empty() && key == m_last.key;
        if (m_last.features.defined() && (sameKey || m_last.input.values == input.values)) {
            m_last.key = key.empty() ? m_last.key : key;
            return;
        }
        guarded([&] {
            m_last = {};
            useThreads(m_cores);
            auto zero = torch::zeros({1}, torch::TensorOptions().device(m_device).requires_grad(true));
            const auto outputs = runGraph(*m_explaining, {m_module._ivalue(), toTensor({&input, 1}), zero});
            Explained explained{key, input, outputOf(outputs.at(0)), outputs.at(1).toTensor()};
            m_last = std::move(explained);
            return 0;
        });
    }

    SaliencyMap gradCam(std::int64_t index) {
        const torch::Tensor& features = m_last.features;
        if (features.dim() != 4 || m_last.outputs.dim() != 2 || m_last.outputs.size(1) <= index)
            throw Error(ErrorKind::Unsupported, m_file, "the model's last pooling does not read a map, so it cannot be explained");
        const auto gradient = torch::autograd::grad({m_last.outputs.select(1, index).sum()}, {features}, {}, true, false, true)[0];
        SaliencyMap map{static_cast<int>(features.size(3)), static_cast<int>(features.size(2)), {}};
        map.values.assign(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height), 0.0F);
        if (!gradient.defined())
            return map;
        const auto weights = gradient.mean(c10::IntArrayRef{2, 3}, true);
        const auto sum = torch::relu((weights * features.detach()).sum(1)).to(torch::kCPU, torch::kFloat).contiguous();
        const float* values = sum.data_ptr<float>();
        const float highest = *std::max_element(values, values + map.values.size());
        if (std::isfinite(highest) && highest > 0)
            std::transform(values, values + map.values.size(), map.values.begin(), [=](float value) { return value / highest; });
        return map;
    }

    std::filesystem::path m_file;
    ModelCard m_card;
    torch::Device m_device;
    int m_cores;
    torch::jit::Module m_loaded; ///< as it came, in evaluation mode
    torch::jit::Module m_module; ///< frozen
    ExecutionPlan m_plan = startingPlan();
    TorchProgram m_program;      ///< of m_plan
    std::unique_ptr<torch::jit::Code> m_explaining;
    Explained m_last;
};

} // namespace

std::string defaultTorchDevice() {
    return torch::cuda::is_available() ? "cuda:0" : "cpu";
}

std::unique_ptr<Engine> makeTorchEngine(torch::jit::Module module, const std::filesystem::path& file, const ModelCard& card,
                                        const EngineOptions& options) {
    return std::make_unique<TorchEngine>(std::move(module), file, card, options);
}

} // namespace locascope
