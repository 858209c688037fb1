#include "core/learning/torchengine.h"

#include "core/learning/convolutionmeans.h"
#include "core/learning/explainer.h"
#include "core/learning/featuregraph.h"
#include "core/learning/frozenmodule.h"
#include "core/learning/modelends.h"
#include "core/learning/torchdevice.h"
#include "core/learning/torchplans.h"
#include "core/learning/torchscript.h"
#include "core/model/devicelost.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/torch.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

namespace locascope {

namespace {

class TorchEngine final : public Engine {
public:
    TorchEngine(torch::jit::Module module, std::filesystem::path file, const ModelCard& card, const EngineOptions& options)
        : m_file(std::move(file))
        , m_card(card)
        , m_device(torchDevice(options.device))
        , m_ends{m_file, m_device, card.classes.size()}
        , m_cores(options.threads > 0 ? options.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {
        useThreads(m_cores);
        try {
            prepare(std::move(module));
            warmUp();
        } catch (const std::exception& error) {
            throw translated(error, m_file, ErrorKind::Invalid, "the model cannot be made ready");
        }
    }

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return m_device.str(); }
    std::vector<SaliencyMethod> methods() override {
        useThreads(m_cores);
        return m_explainer->methods(m_card.input);
    }

    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        m_features.clear();
        if (inputs.empty() || stop.stop_requested())
            return {};
        return guarded([&] {
            torch::NoGradGuard noGradients;
            m_explainer->dropGradients();
            useThreads(m_plan.threads > 0 ? m_plan.threads : m_cores);
            const TorchProgram::Answer answer = m_program.run(m_ends.toTensor(inputs, m_plan.channelsLast));
            const auto count = static_cast<std::int64_t>(inputs.size());
            auto rows = probabilities(m_ends.outputOf(answer.output), count);
            keepFeatures(answer.features, count);
            return rows;
        });
    }

    std::vector<std::vector<float>> predictShown(const InputTensor& input, std::stop_token stop) override {
        if (stop.stop_requested())
            return {};
        if (!m_explainer->readsFeatures())
            return predict({&input, 1}, stop);
        m_features.clear();
        useThreads(m_cores);
        return guarded([&] {
            auto rows = probabilities(m_explainer->outputsOf(input), 1);
            keepFeatures(m_explainer->pooledFeatures(), 1);
            return rows;
        });
    }

    bool givesFeatures() const override { return m_program.givesFeatures() && !m_hasStrangeFeatures; }
    std::vector<std::vector<float>> takeFeatures() override { return std::exchange(m_features, {}); }

    ExecutionPlan plan() const override { return m_plan; }
    void usePlan(const ExecutionPlan& plan) override {
        if (plan == m_plan)
            return;
        try {
            m_program = programOf({m_loaded, m_module, m_device, plan.numbers == NumberFormat::Float32 ? std::vector<torch::Tensor>() : meansOfConvolutions()}, plan);
            m_plan = plan;
        } catch (const Error&) {
            throw;
        } catch (const std::exception& error) {
            throw translated(error, m_file, ErrorKind::Unsupported, "the model cannot be run in this way");
        }
    }
    std::vector<ExecutionPlan> plans() const override { return plansFor(m_device); }

    SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index, SaliencyMethod method, std::stop_token stop) override {
        const std::vector<SaliencyMethod> offered = methods();
        if (std::find(offered.begin(), offered.end(), method) == offered.end())
            throw Error(ErrorKind::Unsupported, m_file, "the model cannot be explained by " + std::string(saliencyMethodKey(method)) + "; it offers " + saliencyMethodKeys(offered));
        if (toIndex(index) >= m_card.classes.size())
            throw Error(ErrorKind::Invalid, m_file, "the model has no class " + std::to_string(toIndex(index)));
        useThreads(m_cores);
        return guarded([&] { return m_explainer->explain({input, key, toIndex(index), method}, stop); });
    }

private:
    void prepare(torch::jit::Module module) {
        module.eval();
        module.to(m_device);
        m_loaded = module;
        m_module = frozenModule(module);
        const auto graph = inlinedMethod(m_module, "forward");
        if (graph->inputs().size() != 2)
            throw Error(ErrorKind::Invalid, m_file,
                        "takes " + std::to_string(graph->inputs().size() - 1) + " inputs, expected one image tensor");
        m_program = programOf({m_loaded, m_module, m_device, {}}, m_plan);
        m_explainer = std::make_unique<Explainer>(m_module._ivalue(), graph, m_ends);
    }

    /// The first pass of a model makes kernels and fetches memory for it. Whoever asks first shall not wait for that; what fails here fails for them, with a word.
    void warmUp() {
        const InputRecipe& recipe = m_card.input;
        InputTensor blank{static_cast<int>(recipe.stains.size()), recipe.height, recipe.width, {}};
        try {
            torch::NoGradGuard noGradients;
            blank.values.resize(recipe.stains.size() * static_cast<std::size_t>(recipe.height) * static_cast<std::size_t>(recipe.width));
            m_program.run(m_ends.toTensor({&blank, 1}, m_plan.channelsLast));
        } catch (const std::exception&) {
        }
    }

    /// By a field that is always the same, so that a plan that was chosen gives the same numbers again.
    const std::vector<torch::Tensor>& meansOfConvolutions() {
        if (!m_means) {
            const InputRecipe& recipe = m_card.input;
            const torch::Tensor field = madeUpField(static_cast<std::int64_t>(recipe.stains.size()), recipe.height, recipe.width);
            m_means = convolutionMeans(m_module._ivalue(), *inlinedMethod(m_module, "forward"), field.to(m_device));
        }
        return *m_means;
    }

    void keepFeatures(const torch::Tensor& features, std::int64_t inputs) {
        m_features = featureRows(features, inputs);
        m_hasStrangeFeatures = m_features.empty();
    }

    template <class Work>
    auto guarded(const Work& work) -> decltype(work()) {
        try {
            return work();
        } catch (const Error&) {
            throw;
        } catch (const std::exception& error) {
            const Error failure = translated(error, m_file, ErrorKind::ModelFailed, "the model failed while running");
            if (!m_device.is_cpu() && !deviceAnswers(m_device))
                throw DeviceLost(m_device.str(), failure.detail());
            throw failure;
        }
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

    std::filesystem::path m_file;
    ModelCard m_card;
    torch::Device m_device;
    ModelEnds m_ends;
    int m_cores;
    torch::jit::Module m_loaded; ///< as it came, in evaluation mode
    torch::jit::Module m_module; ///< frozen
    ExecutionPlan m_plan = startingPlan();
    TorchProgram m_program;      ///< of m_plan
    std::optional<std::vector<torch::Tensor>> m_means; ///< of what the convolutions read, once somebody asked
    std::unique_ptr<Explainer> m_explainer;
    std::vector<std::vector<float>> m_features; ///< of the last inputs
    bool m_hasStrangeFeatures = false;          ///< the last ones were no vector of numbers an input
};

} // namespace

std::unique_ptr<Engine> makeTorchEngine(torch::jit::Module module, const std::filesystem::path& file, const ModelCard& card,
                                        const EngineOptions& options) {
    return std::make_unique<TorchEngine>(std::move(module), file, card, options);
}

} // namespace locascope
