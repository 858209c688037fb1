#include "ui/models/modelshelf.h"

#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/npy.h"
#include "core/model/preprocess.h"
#include "core/model/tryanswer.h"
#include "core/plate/vocabularies.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <QTemporaryDir>

#include <string>
#include <system_error>
#include <utility>

namespace locascope {

namespace {

/// A file of its own in a folder of its own, which goes with it.
class PassedImage final {
public:
    explicit PassedImage(const InputTensor& image) {
        writeFile(file(), formatNpy({{1, image.channels, image.height, image.width}, image.values}), {.durability = Durability::Ordered});
    }
    std::filesystem::path file() const { return std::filesystem::path(m_folder.path().toStdString()) / "image.npy"; }

private:
    QTemporaryDir m_folder;
};

InputTensor emptyField(const InputRecipe& input) {
    InputTensor image{static_cast<int>(input.stains.size()), input.height, input.width, {}};
    const std::size_t pixels = static_cast<std::size_t>(input.height) * static_cast<std::size_t>(input.width);
    for (std::size_t channel = 0; channel < input.stains.size(); ++channel) {
        const double mean = input.mean.empty() ? 0 : input.mean[channel];
        const double deviation = input.deviation.empty() ? 1 : input.deviation[channel];
        image.values.insert(image.values.end(), pixels, static_cast<float>(-mean / deviation));
    }
    return image;
}

bool isWithoutCard(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    std::error_code ignored;
    return (extension == ".pt" || extension == ".pth" || extension == ".torchscript") && !std::filesystem::exists(cardFileOf(file), ignored);
}

} // namespace

ModelShelf::ModelShelf(std::filesystem::path dataDirectory, std::filesystem::path program, QObject* parent)
    : QObject(parent)
    , m_dataDirectory(std::move(dataDirectory))
    , m_program(std::move(program)) {}

ModelShelf::~ModelShelf() = default;

void ModelShelf::list() {
    m_thread.post([this](std::stop_token stop) {
        const std::vector<ListedModel> models = listModels(m_dataDirectory, m_program, stop);
        if (!stop.stop_requested())
            onThreadOf(this, [this, models] { emit listed(models); });
    });
}

void ModelShelf::remove(const ListedModel& model) {
    m_thread.post([this, model](std::stop_token) {
        try {
            removeModel(m_dataDirectory, model);
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::WriteFailed)] { emit failed(error); });
        }
    });
    list();
}

void ModelShelf::lookAt(const std::filesystem::path& file) {
    m_trials.post([this, file](std::stop_token stop) {
        ModelFile found{file, isWithoutCard(file), {}};
        try {
            if (found.isWithoutCard)
                found.shape = shapeConfined(m_program, file, {}, stop);
        } catch (const std::exception&) {
            // What is wrong with it comes out when it is tried, with more to say.
        }
        if (!stop.stop_requested())
            onThreadOf(this, [this, found] { emit lookedAt(found); });
    });
}

void ModelShelf::tryAnswer(const std::filesystem::path& weights, const ModelCard& card, const std::shared_ptr<const LoadedSample>& sample) {
    m_trials.replaceAll([this, weights, card, sample](std::stop_token stop) {
        try {
            ModelCard tried = card;
            tried.modelDigest = sha256OfFile(weights);
            tried = parseModelCard(formatModelCard(tried), weights); // as it will be read back
            const PassedImage image(sample && !sample->stack.isEmpty() ? preprocess(sample->stack, tried.input) : emptyField(tried.input));
            const std::vector<float> probabilities = answerConfined(m_program, image.file(), weights, tried, {}, stop);
            if (!stop.stop_requested())
                onThreadOf(this, [this, probabilities] { emit answered(probabilities); });
        } catch (const std::exception& exception) {
            if (!stop.stop_requested())
                onThreadOf(this, [this, error = asError(exception, ErrorKind::ModelFailed)] { emit notAnswered(error); });
        }
    });
}

void ModelShelf::readVocabularyFile(const std::filesystem::path& file) {
    m_thread.post([this, file](std::stop_token) {
        try {
            onThreadOf(this, [this, file, vocabulary = readVocabulary(file)] { emit vocabularyRead(vocabulary, file); });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::ReadFailed)] { emit failed(error); });
        }
    });
}

} // namespace locascope
