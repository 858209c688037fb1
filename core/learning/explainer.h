#pragma once

#include "core/imaging/heatmap.h"
#include "core/learning/modelends.h"
#include "core/model/saliencymethod.h"

#include <torch/csrc/jit/runtime/interpreter.h>
#include <torch/script.h>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

struct SaliencyQuestion {
    const InputTensor& input;
    const std::string& key; ///< of the input; may be empty
    std::size_t index = 0;  ///< class, one that the model has
    SaliencyMethod method = SaliencyMethod::GradCam;
};

/// Maps of one frozen model, and what was computed of its last input. Throws what LibTorch throws, and Error. Runs on as many threads as were chosen before.
class Explainer {
public:
    /// `forward`: inlined, of the frozen `module`.
    Explainer(c10::IValue module, std::shared_ptr<torch::jit::Graph> forward, ModelEnds ends);

    /// As Engine::methods. The first question runs the model on noise, unless an input was shown.
    std::vector<SaliencyMethod> methods(const InputRecipe& recipe);
    bool readsFeatures() const { return m_withFeatures != nullptr; } ///< `outputsOf` can be asked
    /// 1 × classes, as the model gives them; keeps the features.
    const torch::Tensor& outputsOf(const InputTensor& input);
    /// Of the input shown last, as addFeatures says; undefined where there are none.
    const torch::Tensor& pooledFeatures() const { return m_shown.pooled; }
    /// One of methods(). Empty where `stop` was requested.
    SaliencyMap explain(const SaliencyQuestion& question, const std::stop_token& stop);
    /// Frees what gradients with respect to the input need: as much memory as a step of training.
    void dropGradients();

private:
    /// What is known of one input.
    struct Shown {
        std::string key;
        InputTensor input;
        torch::Tensor outputs;  ///< of the features
        torch::Tensor features; ///< 1 × channels × height × width
        torch::Tensor pooled;   ///< see pooledFeatures
        torch::Tensor leaf;     ///< the input, from which `leafOutputs` was computed
        torch::Tensor leafOutputs;
        torch::Tensor falls;    ///< classes × cells × cells: how far occlusion lowers each score
    };

    void turnTo(const InputTensor& input, const std::string& key);
    void computeFeatures();
    bool hasMap() const;
    torch::Tensor run(const torch::Tensor& input) const;
    torch::Tensor featureGradient(std::size_t index) const;
    torch::Tensor featureMap(const SaliencyQuestion& question) const;
    torch::Tensor gradientTimesInput(std::size_t index);
    torch::Tensor smoothGrad(std::size_t index, const std::stop_token& stop) const;
    torch::Tensor occlusion(std::size_t index, const std::stop_token& stop);
    torch::Tensor mapOf(const SaliencyQuestion& question, const std::stop_token& stop);

    c10::IValue m_module;
    ModelEnds m_ends;
    torch::jit::Code m_forward;
    std::unique_ptr<torch::jit::Code> m_withFeatures; ///< null: the model has none
    bool m_givesPooled = false;                       ///< as the second of three outputs
    torch::Tensor m_head;                             ///< classes × channels; undefined: not linear
    std::optional<std::vector<SaliencyMethod>> m_methods;
    Shown m_shown;
};

} // namespace locascope
