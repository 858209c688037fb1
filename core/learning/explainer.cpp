#include "core/learning/explainer.h"

#include "core/files/error.h"
#include "core/learning/examine.h"
#include "core/learning/featuregraph.h"
#include "core/learning/saliencygraph.h"
#include "core/learning/saliencymaps.h"
#include "core/learning/torchscript.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/torch.h>

#include <algorithm>

namespace locascope {

namespace {

constexpr std::uint64_t noiseSeed = 1;
constexpr std::int64_t occludedTogether = 4;
/// As a share of the score, at least of 1: what float32 leaves of no fall at all. A model that does not care would else get a map of rounding, scaled to 1.
constexpr double leastFall = 16 * 0x1p-23;

// Of one score for `source`; zeros where it does not depend on it.
torch::Tensor gradientOf(const torch::Tensor& outputs, std::size_t index, const torch::Tensor& source) {
    if (!outputs.requires_grad())
        return torch::zeros_like(source);
    const auto score = outputs.select(1, static_cast<std::int64_t>(index)).sum();
    const auto gradient = torch::autograd::grad({score}, {source}, {}, true, false, true)[0];
    return gradient.defined() ? gradient : torch::zeros_like(source);
}

torch::Tensor leafOf(const torch::Tensor& input) { return input.detach().clone().requires_grad_(true); }

// How an image is divided for occlusion: cells of `step` pixels, squares of two by two of them.
struct OcclusionGrid {
    std::int64_t step, rows, columns;
    std::int64_t placesDown() const { return std::max<std::int64_t>(1, rows - 1); }
    std::int64_t placesAcross() const { return std::max<std::int64_t>(1, columns - 1); }
};

OcclusionGrid occlusionGrid(const torch::Tensor& input) {
    const std::int64_t height = input.size(2), width = input.size(3);
    const std::int64_t step = std::max<std::int64_t>(1, std::max(height, width) / occlusionSteps);
    return {step, (height + step - 1) / step, (width + step - 1) / step};
}

} // namespace

Explainer::Explainer(c10::IValue module, std::shared_ptr<torch::jit::Graph> forward, ModelEnds ends)
    : m_module(std::move(module))
    , m_ends(std::move(ends))
    , m_forward(forward, "forward") {
    const auto pooling = forward->copy();
    m_givesPooled = addFeatures(*pooling, featurePlace(*forward));
    if (auto graph = withFeatures(*pooling)) {
        m_withFeatures = std::make_unique<torch::jit::Code>(std::move(graph), "explain");
        m_head = linearHead(*forward);
    }
}

// A graph does not say the shapes of what it computes: whether the last mean reads a map is seen when it runs.
std::vector<SaliencyMethod> Explainer::methods(const InputRecipe& recipe) {
    if (m_methods)
        return *m_methods;
    bool hasMapHere = false;
    try {
        if (readsFeatures() && !m_shown.features.defined()) {
            const bool wasEmpty = m_shown.input.values.empty();
            outputsOf(wasEmpty ? noiseOf(recipe) : InputTensor(m_shown.input));
        }
        hasMapHere = readsFeatures() && hasMap();
    } catch (const std::exception&) {
        m_shown = {}; // it will say what is wrong with it when it is asked for a prediction
        return {SaliencyMethod::GradientTimesInput, SaliencyMethod::SmoothGrad, SaliencyMethod::Occlusion};
    }
    m_methods.emplace();
    if (!hasMapHere)
        m_withFeatures.reset();
    else if (m_head.defined() && m_head.size(1) == m_shown.features.size(1) && m_head.size(0) == m_shown.outputs.size(1))
        m_methods->push_back(SaliencyMethod::Cam);
    if (hasMapHere)
        m_methods->insert(m_methods->end(), {SaliencyMethod::GradCam, SaliencyMethod::GradCamPlusPlus});
    m_methods->insert(m_methods->end(), {SaliencyMethod::GradientTimesInput, SaliencyMethod::SmoothGrad, SaliencyMethod::Occlusion});
    return *m_methods;
}

bool Explainer::hasMap() const {
    const auto& features = m_shown.features;
    return features.dim() == 4 && features.size(0) == 1 && features.size(2) > 1 && features.size(3) > 1 && m_shown.outputs.dim() == 2 &&
           m_shown.outputs.size(0) == 1 && m_shown.outputs.requires_grad();
}

void Explainer::turnTo(const InputTensor& input, const std::string& key) {
    const bool isSame = !m_shown.input.values.empty() && ((!key.empty() && key == m_shown.key) || m_shown.input.values == input.values);
    if (!isSame) {
        m_shown = {};
        m_shown.input = input;
    }
    if (!key.empty())
        m_shown.key = key;
}

void Explainer::computeFeatures() {
    if (m_shown.features.defined())
        return;
    const auto zero = torch::zeros({1}, torch::TensorOptions().device(m_ends.device).requires_grad(true));
    const auto outputs = runGraph(*m_withFeatures, {m_module, m_ends.toTensor({&m_shown.input, 1}), zero});
    m_shown.outputs = m_ends.outputOf(outputs.at(0));
    m_shown.features = outputs.back().toTensor();
    if (m_givesPooled)
        m_shown.pooled = outputs.at(1).toTensor().detach();
}

const torch::Tensor& Explainer::outputsOf(const InputTensor& input) {
    turnTo(input, {});
    computeFeatures();
    return m_shown.outputs;
}

void Explainer::dropGradients() {
    m_shown.leaf.reset();
    m_shown.leafOutputs.reset();
}

SaliencyMap Explainer::explain(const SaliencyQuestion& question, const std::stop_token& stop) {
    turnTo(question.input, question.key);
    const auto map = mapOf(question, stop);
    return map.defined() && !stop.stop_requested() ? scaledMap(map) : SaliencyMap{};
}

torch::Tensor Explainer::mapOf(const SaliencyQuestion& question, const std::stop_token& stop) {
    switch (question.method) {
    case SaliencyMethod::GradientTimesInput: return gradientTimesInput(question.index);
    case SaliencyMethod::SmoothGrad: return smoothGrad(question.index, stop);
    case SaliencyMethod::Occlusion: return occlusion(question.index, stop);
    case SaliencyMethod::Cam:
    case SaliencyMethod::GradCam:
    case SaliencyMethod::GradCamPlusPlus: break;
    }
    computeFeatures();
    return featureMap(question);
}

torch::Tensor Explainer::featureMap(const SaliencyQuestion& question) const {
    const auto features = m_shown.features.detach();
    if (!hasMap())
        throw Error(ErrorKind::Unsupported, m_ends.file, "the model's last pooling does not read a map, so it cannot be explained by one");
    if (question.method == SaliencyMethod::Cam)
        return camOf(features, m_head[static_cast<std::int64_t>(question.index)].to(m_ends.device));
    const auto gradient = gradientOf(m_shown.outputs, question.index, m_shown.features);
    return question.method == SaliencyMethod::GradCam ? gradCamOf(features, gradient) : gradCamPlusPlusOf(features, gradient);
}

torch::Tensor Explainer::run(const torch::Tensor& input) const {
    const auto outputs = m_ends.outputOf(runGraph(m_forward, {m_module, input}).at(0));
    const auto classes = static_cast<std::int64_t>(m_ends.classes);
    if (outputs.dim() != 2 || outputs.size(0) != input.size(0) || outputs.size(1) != classes)
        throw Error(ErrorKind::ModelFailed, m_ends.file,
                    "the model gives " + shapeText(outputs) + " outputs, its card promises " + std::to_string(input.size(0)) + " × " + std::to_string(classes));
    return outputs;
}

torch::Tensor Explainer::gradientTimesInput(std::size_t index) {
    if (!m_shown.leafOutputs.defined()) {
        m_shown.leaf = leafOf(m_ends.toTensor({&m_shown.input, 1}));
        m_shown.leafOutputs = run(m_shown.leaf.clone()); // some models change their input in place
    }
    return gradientTimesInputOf(m_shown.leaf.detach(), gradientOf(m_shown.leafOutputs, index, m_shown.leaf));
}

torch::Tensor Explainer::smoothGrad(std::size_t index, const std::stop_token& stop) const {
    const auto input = m_ends.toTensor({&m_shown.input, 1});
    const double deviation = smoothGradNoise * (input.max() - input.min()).item<double>();
    auto random = at::detail::createCPUGenerator(noiseSeed);
    auto sum = torch::zeros_like(input);
    for (int pass = 0; pass < smoothGradPasses; ++pass) {
        if (stop.stop_requested())
            return {};
        const auto noise = torch::empty(input.sizes()).normal_(0, 1, random).to(m_ends.device);
        const auto leaf = leafOf(input + noise * deviation);
        sum += gradientOf(run(leaf.clone()), index, leaf);
    }
    return gradientTimesInputOf(input, sum / smoothGradPasses);
}

torch::Tensor Explainer::occlusion(std::size_t index, const std::stop_token& stop) {
    if (m_shown.falls.defined())
        return m_shown.falls[static_cast<std::int64_t>(index)];
    const torch::NoGradGuard noGradients;
    const auto input = m_ends.toTensor({&m_shown.input, 1});
    const auto dark = input.amin(c10::IntArrayRef{2, 3}, true)[0]; // the image's own darkness, stain by stain
    const auto whole = run(input.clone()).to(torch::kCPU, torch::kFloat)[0];
    const OcclusionGrid grid = occlusionGrid(input);
    auto falls = torch::zeros({whole.size(0), grid.rows, grid.columns}), covered = torch::zeros({grid.rows, grid.columns});
    const std::int64_t places = grid.placesDown() * grid.placesAcross();
    for (std::int64_t first = 0; first < places; first += occludedTogether) {
        if (stop.stop_requested())
            return {};
        const std::int64_t count = std::min(occludedTogether, places - first);
        auto images = input.repeat({count, 1, 1, 1});
        const auto cellsOf = [&](std::int64_t place) { return std::pair(place / grid.placesAcross(), place % grid.placesAcross()); };
        for (std::int64_t image = 0; image < count; ++image) {
            const auto [row, column] = cellsOf(first + image);
            images[image].slice(1, row * grid.step, (row + 2) * grid.step).slice(2, column * grid.step, (column + 2) * grid.step).copy_(dark);
        }
        const auto outputs = run(images.contiguous(at::MemoryFormat::ChannelsLast)).to(torch::kCPU, torch::kFloat);
        for (std::int64_t image = 0; image < count; ++image) {
            const auto [row, column] = cellsOf(first + image);
            falls.slice(1, row, row + 2).slice(2, column, column + 2).add_((whole - outputs[image]).view({-1, 1, 1}));
            covered.slice(0, row, row + 2).slice(1, column, column + 2).add_(1);
        }
    }
    falls /= covered;
    m_shown.falls = falls.masked_fill(falls < leastFall * whole.abs().clamp_min(1).view({-1, 1, 1}), 0);
    return m_shown.falls[static_cast<std::int64_t>(index)];
}

} // namespace locascope
