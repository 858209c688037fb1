// A learning module for tests: a device "cuda:0" that is lost, or short of memory, when it is told to be. Says class 3 of everything.

#include "core/model/devicelost.h"
#include "core/model/learningmodule.h"

#include <cstdlib>

namespace locascope::testing {

namespace {

int numberIn(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

class FakeEngine final : public Engine {
public:
    FakeEngine(const ModelCard& card, std::string device)
        : m_card(card)
        , m_device(std::move(device)) {}

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return m_device; }
    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token) override {
        if (m_device != "cpu" && static_cast<int>(inputs.size()) > numberIn("FAKE_DEVICE_HOLDS", 64))
            throw Error(ErrorKind::TooLarge, {}, "it asks for more memory than there is");
        if (m_device != "cpu" && (m_answers += static_cast<int>(inputs.size())) > numberIn("FAKE_DEVICE_ANSWERS", 1 << 30))
            throw DeviceLost(m_device, "the launch timed out and was terminated");
        std::vector<float> row(m_card.classes.size(), 0.01F);
        row[3] = 0.9F;
        return std::vector<std::vector<float>>(inputs.size(), row);
    }
    std::vector<SaliencyMethod> methods() override { return {}; }
    SaliencyMap explain(const InputTensor&, const std::string&, ClassIndex, SaliencyMethod, std::stop_token) override { return {}; }

private:
    ModelCard m_card;
    std::string m_device;
    int m_answers = 0;
};

class FakeLearning final : public Learning {
public:
    std::string torchVersion() const override { return "fake"; }
    std::string defaultDevice() const override { return "cuda:0"; }
    std::unique_ptr<Engine> load(const std::filesystem::path&, const ModelCard& card, const EngineOptions& options) override {
        return std::make_unique<FakeEngine>(card, options.device == "auto" ? defaultDevice() : options.device);
    }
    void examine(const std::filesystem::path&, const ModelCard&) override {}
    ImportedModel importOnnx(const std::filesystem::path&, const OnnxImportOptions&) override { return {}; }
    double crossCheckOnnx(const std::filesystem::path&, const std::filesystem::path&, const ModelCard&, const std::string&) override { return 0; }
    std::vector<std::vector<float>> rawOutputs(const std::filesystem::path&, const ModelCard&, std::span<const InputTensor>) override { return {}; }
    TrainedModel train(const TrainingSet&, const TrainingOptions&, const TrainingProgress&, std::stop_token) override { return {}; }
};

} // namespace

} // namespace locascope::testing

extern "C" {
__attribute__((visibility("default"))) int locascopeLearningAbi() { return locascope::learningAbiVersion; }
__attribute__((visibility("default"))) locascope::Learning* locascopeMakeLearning() { return new locascope::testing::FakeLearning; }
}
