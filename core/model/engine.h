#pragma once

#include "core/imaging/heatmap.h"
#include "core/model/modelcard.h"
#include "core/model/onnximport.h"
#include "core/model/plan.h"
#include "core/model/preprocess.h"
#include "core/model/saliencymethod.h"
#include "core/model/training.h"

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// One loaded model. Not thread safe: owned and called by one worker thread. Errors: ModelFailed (NaN, wrong shape, an exception inside),
/// TooLarge (out of memory), Mismatch.
class Engine {
public:
    virtual ~Engine() = default;

    virtual const ModelCard& card() const = 0;
    virtual std::string device() const = 0; ///< "cpu", "cuda:0"

    /// Probabilities in [0, 1], one vector per input, one value per class, all finite, by the plan in use, all in one batch (see predictInBatches).
    /// Returns early with fewer rows when `stop` is requested.
    virtual std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop = {}) = 0;
    /// The same for the one input somebody looks at, in float32 whatever the plan, keeping what `explain` needs of it. No row where `stop` was requested.
    virtual std::vector<std::vector<float>> predictShown(const InputTensor& input, std::stop_token stop = {}) { return predict({&input, 1}, stop); }

    /// Whether predictions leave features, as far as the model's graph tells and what it answered so far.
    virtual bool givesFeatures() const { return false; }
    /// What the model saw in each input of the last `predict` or `predictShown`, by the same pass: one vector a row, all of one length and finite, whose cosines say how much two inputs look alike to it.
    /// What its last spatial mean reads, pooled (of one map a class: what the layer that makes them reads); without such a mean, what its last linear layer reads. The mean over views; of an
    /// ensemble the members' one behind the other, each of length 1. Empty where the model gives none, and once they were taken.
    virtual std::vector<std::vector<float>> takeFeatures() { return {}; }

    /// How `predict` runs the model; startingPlan() after loading.
    virtual ExecutionPlan plan() const { return startingPlan(); }
    /// Error Unsupported where this engine or device cannot; the plan before stays.
    virtual void usePlan(const ExecutionPlan& plan);
    /// The plans worth trying here, one input at a time on all cores; that of an engine with one way only, if there are no others.
    virtual std::vector<ExecutionPlan> plans() const { return {plan()}; }

    /// The engine that is asked once for each view of an input (core/model/views.h); itself where inputs have no views. Plans are tried on it.
    virtual Engine& ofOneView() { return *this; }

    /// Ways in which `explain` can explain this model, the default first. Asking the first time may run the model once. Errors never: a model that fails is explained by what needs no map.
    virtual std::vector<SaliencyMethod> methods() = 0;
    bool canExplain() { return !methods().empty(); }
    /// Where one class's score (its logit, or what the model gives) depends on the image: non-negative, scaled so that its maximum is 1 (all 0 where nothing speaks for the class).
    /// What was computed of the last explained input is kept: further classes and methods of the same input (same `key`) cost only a backward pass where the model has a map of
    /// features. Empty where `stop` was requested. Error Unsupported: not one of methods().
    virtual SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index, SaliencyMethod method, std::stop_token stop = {}) = 0;
    /// By the default method.
    SaliencyMap explain(const InputTensor& input, const std::string& key, ClassIndex index) {
        const std::vector<SaliencyMethod> offered = methods();
        return explain(input, key, index, offered.empty() ? SaliencyMethod::GradCam : offered.front());
    }
};

struct EngineOptions {
    std::string device = "auto"; ///< auto, cpu, cuda:N
    int threads = 0;             ///< 0: as many as the machine has cores
};

/// What `core/learning` offers; made by its factory. Everything that needs LibTorch goes through here.
class Learning {
public:
    virtual ~Learning() = default;
    virtual std::string torchVersion() const = 0;
    virtual std::string defaultDevice() const = 0;
    /// Loads TorchScript weights from memory, after comparing their SHA-256 with the card; the engine takes fields as `preprocess` makes them by the card's recipe, and
    /// answers one row a field whatever the number of views. Does not put them on trial; see trial.h.
    /// Errors: readFile's; Mismatch (other digest), Invalid (not TorchScript), Unsupported (the device is not there: never another one instead).
    virtual std::unique_ptr<Engine> load(const std::filesystem::path& weights, const ModelCard& card,
                                         const EngineOptions& options) = 0;
    /// The trial itself, in a process that has confined itself: digest, operators against the allow-list, then zeros, noise and a constant through the
    /// model, whose output must be inputs × classes of finite numbers. Returns when it passed; else Errors as load, and ModelFailed or TooLarge.
    virtual void examine(const std::filesystem::path& weights, const ModelCard& card) = 0;
    /// The model of an ONNX file as TorchScript, not yet written anywhere and not tried: the file is read within limits, and nothing of it is run. Errors: readFile's; Invalid,
    /// Unsupported (names operator and node), Mismatch (other channels or classes), TooLarge.
    virtual ImportedModel importOnnx(const std::filesystem::path& file, const OnnxImportOptions& options) = 0;
    /// The largest difference between what `weights` and OpenCV's reading of the ONNX file they were imported from make of one noisy image, in units of the file's output. Runs both:
    /// see crosscheck.h. Errors: Unsupported (OpenCV cannot read or run it, says why), those of load.
    virtual double crossCheckOnnx(const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card, const std::string& output) = 0;
    /// What the weights give for each image, one value a class, before any sigmoid that the card asks for. Runs strangers' programs: see tensortest.h. Errors: those of load, ModelFailed.
    virtual std::vector<std::vector<float>> rawOutputs(const std::filesystem::path& weights, const ModelCard& card, std::span<const InputTensor> images) = 0;
    /// Trains a model of the built-in architecture, or goes on from `options.from`. See training.h.
    virtual TrainedModel train(const TrainingSet& set, const TrainingOptions& options, const TrainingProgress& progress,
                               std::stop_token stop) = 0;
};

} // namespace locascope
