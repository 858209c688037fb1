#include "core/learning/trainingstate.h"

#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/learning/torchscript.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace locascope {

namespace {

constexpr double firstDecay = 0.9;
constexpr double secondDecay = 0.99;
constexpr double smallest = 1e-8;
constexpr double averageDecay = 0.998;
constexpr double clippedNorm = 5;
constexpr const char* checkpointName = "checkpoint.bin";

std::vector<torch::Tensor> stateOf(const torch::jit::Module& module) {
    std::vector<torch::Tensor> tensors;
    for (const torch::Tensor& tensor : module.parameters())
        tensors.push_back(tensor);
    for (const torch::Tensor& tensor : module.buffers())
        tensors.push_back(tensor);
    return tensors;
}

std::vector<torch::Tensor> copies(const std::vector<torch::Tensor>& tensors) {
    std::vector<torch::Tensor> result;
    for (const torch::Tensor& tensor : tensors)
        result.push_back(tensor.detach().clone());
    return result;
}

void assign(const std::vector<torch::Tensor>& targets, const std::vector<torch::Tensor>& sources) {
    if (targets.size() != sources.size())
        throw std::runtime_error("another number of tensors");
    for (std::size_t index = 0; index < targets.size(); ++index)
        torch::Tensor(targets[index]).copy_(sources[index]);
}

double gradientNorm(const std::vector<torch::Tensor>& parameters) {
    double squares = 0;
    for (const torch::Tensor& parameter : parameters)
        if (parameter.grad().defined())
            squares += parameter.grad().square().sum().item<double>();
    return std::sqrt(squares);
}

std::string bytesText(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

TrainingProcess::TrainingProcess(torch::jit::Module module, std::string fingerprint)
    : m_learner(std::move(module))
    , m_average(m_learner.deepcopy())
    , m_fingerprint(std::move(fingerprint)) {
    for (torch::Tensor parameter : m_learner.parameters()) {
        if (parameter.dim() == 4)
            parameter.set_data(parameter.detach().contiguous(at::MemoryFormat::ChannelsLast));
        parameter.set_requires_grad(true);
        m_parameters.push_back(parameter);
        m_first.push_back(torch::zeros_like(parameter.detach()));
        m_second.push_back(torch::zeros_like(parameter.detach()));
    }
    for (torch::Tensor parameter : m_average.parameters())
        parameter.set_requires_grad(false);
    m_learner.train();
    m_average.eval();
}

void TrainingProcess::step(const torch::Tensor& loss, const StepSize& size) {
    for (torch::Tensor& parameter : m_parameters)
        parameter.mutable_grad() = torch::Tensor();
    loss.backward();
    torch::NoGradGuard noGradients;
    ++m_steps;
    const double norm = gradientNorm(m_parameters);
    const double clip = norm > clippedNorm ? clippedNorm / norm : 1;
    const double firstScale = 1 - std::pow(firstDecay, static_cast<double>(m_steps));
    const double secondScale = 1 - std::pow(secondDecay, static_cast<double>(m_steps));
    for (std::size_t index = 0; index < m_parameters.size(); ++index) {
        torch::Tensor& parameter = m_parameters[index];
        if (!parameter.grad().defined())
            continue;
        const torch::Tensor gradient = parameter.grad() * clip;
        m_first[index].mul_(firstDecay).add_(gradient, 1 - firstDecay);
        m_second[index].mul_(secondDecay).addcmul_(gradient, gradient, 1 - secondDecay);
        if (parameter.dim() >= 2)
            parameter.mul_(1 - size.learningRate * size.weightDecay);
        parameter.addcdiv_(m_first[index], (m_second[index] / secondScale).sqrt_().add_(smallest), -size.learningRate / firstScale);
    }
    updateAverage();
}

void TrainingProcess::updateAverage() {
    const double decay = std::min(averageDecay, static_cast<double>(1 + m_steps) / static_cast<double>(10 + m_steps));
    const auto targets = stateOf(m_average);
    const auto sources = stateOf(m_learner);
    for (std::size_t index = 0; index < targets.size(); ++index) {
        torch::Tensor target = targets[index];
        if (target.is_floating_point())
            target.lerp_(sources[index].detach(), 1 - decay);
        else
            target.copy_(sources[index]);
    }
}

void TrainingProcess::keepAsBest(double score) {
    m_best = copies(stateOf(m_average));
    m_bestScore = score;
}

Bytes TrainingProcess::bestWeights() {
    torch::NoGradGuard noGradients;
    torch::jit::Module best = m_average.deepcopy();
    if (hasBest())
        assign(stateOf(best), m_best);
    for (torch::Tensor parameter : best.parameters())
        parameter.set_data(parameter.contiguous());
    best.eval();
    std::ostringstream stream;
    best.save(stream);
    const std::string text = stream.str();
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    return {bytes, bytes + text.size()};
}

void TrainingProcess::save(const std::filesystem::path& directory) const {
    c10::impl::GenericDict state(c10::StringType::get(), c10::AnyType::get());
    state.insert("fingerprint", m_fingerprint);
    state.insert("learner", copies(stateOf(m_learner)));
    state.insert("average", copies(stateOf(m_average)));
    state.insert("first", m_first);
    state.insert("second", m_second);
    state.insert("best", m_best);
    state.insert("bestScore", m_bestScore);
    state.insert("steps", m_steps);
    state.insert("epochsDone", static_cast<std::int64_t>(epochsDone));
    state.insert("secondsSpent", secondsSpent);
    const std::vector<char> bytes = torch::pickle_save(state);
    makeDirectory(directory);
    writeFile(directory / checkpointName, std::string_view(bytes.data(), bytes.size()));
}

bool TrainingProcess::restore(const std::filesystem::path& directory) {
    const std::filesystem::path file = directory / checkpointName;
    if (!std::filesystem::exists(file))
        return false;
    const std::string text = bytesText(readFile(file));
    try {
        torch::NoGradGuard noGradients;
        const auto state = torch::pickle_load(std::vector<char>(text.begin(), text.end())).toGenericDict();
        if (state.at("fingerprint").toStringRef() != m_fingerprint)
            throw Error(ErrorKind::Mismatch, file, "was made with other data or options; choose another --resume directory");
        assign(stateOf(m_learner), state.at("learner").toTensorVector());
        assign(stateOf(m_average), state.at("average").toTensorVector());
        assign(m_first, state.at("first").toTensorVector());
        assign(m_second, state.at("second").toTensorVector());
        m_best = state.at("best").toTensorVector();
        m_bestScore = state.at("bestScore").toDouble();
        m_steps = state.at("steps").toInt();
        epochsDone = static_cast<int>(state.at("epochsDone").toInt());
        secondsSpent = state.at("secondsSpent").toDouble();
        return true;
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        throw translated(error, file, ErrorKind::Damaged, "the checkpoint cannot be read; remove it to start again");
    }
}

} // namespace locascope
