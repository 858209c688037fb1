#include "core/learning/torchlearning.h"

#include "core/learning/examine.h"
#include "core/learning/importonnx.h"
#include "core/learning/rawoutputs.h"
#include "core/learning/torchdevice.h"
#include "core/learning/torchengine.h"
#include "core/learning/torchscript.h"
#include "core/learning/train.h"
#include "core/model/viewedengine.h"

namespace locascope {

namespace {

class TorchLearning final : public Learning {
public:
    TorchLearning() { settleTorch(); }

    std::string torchVersion() const override { return torchVersionText(); }
    std::string defaultDevice() const override { return defaultTorchDevice(); }

    std::unique_ptr<Engine> load(const std::filesystem::path& weights, const ModelCard& card,
                                 const EngineOptions& options) override {
        return withViews(makeTorchEngine(loadScript(weights, card.modelDigest), weights, card, options));
    }
    void examine(const std::filesystem::path& weights, const ModelCard& card) override { examineModel(weights, card); }
    ImportedModel importOnnx(const std::filesystem::path& file, const OnnxImportOptions& options) override { return importOnnxModel(file, options); }
    double crossCheckOnnx(const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card,
                          const std::string& output) override {
        return differenceFromOnnx(onnx, weights, card, output);
    }
    std::vector<std::vector<float>> rawOutputs(const std::filesystem::path& weights, const ModelCard& card, std::span<const InputTensor> images) override {
        return rawOutputsOf(weights, card, images);
    }
    TrainedModel train(const TrainingSet& set, const TrainingOptions& options, const TrainingProgress& progress,
                       std::stop_token stop) override {
        return trainModel(set, options, progress, stop);
    }
};

} // namespace

std::unique_ptr<Learning> makeTorchLearning() {
    return std::make_unique<TorchLearning>();
}

} // namespace locascope
