#include "core/files/error.h"
#include "core/model/confinedchild.h"
#include "core/model/confinement.h"
#include "core/model/crosscheck.h"
#include "core/model/learningmodule.h"
#include "core/model/tensortest.h"
#include "core/files/readfile.h"
#include "core/model/npy.h"
#include "core/model/trial.h"
#include "core/model/tryanswer.h"

#include <array>
#include <charconv>
#include <iostream>
#include <iterator>
#include <new>

namespace locascope {

namespace {

std::string oneLine(std::string text) {
    return text.substr(0, text.find('\n'));
}

std::string exactText(double number) {
    std::array<char, 40> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

std::string answerOf(const Error& error) {
    return std::string(errorKindName(error.kind())) + " " + oneLine(error.detail());
}

// What `work` makes of the learning module and the card, once this process has given up what it does not need.
template <class Work>
std::string confined(const std::filesystem::path& weights, const TrialLimits& limits, const Work& work) {
    const std::string card(std::istreambuf_iterator<char>(std::cin), {});
    try {
        const auto learning = loadLearningModule();
        confineThisProcess({.cpuSeconds = limits.seconds, .moreMemoryBytes = limits.memoryBytes});
        return "ok" + work(*learning, parseModelCard(card, weights));
    } catch (const Error& error) {
        return answerOf(error);
    } catch (const std::bad_alloc&) {
        return answerOf(Error(ErrorKind::TooLarge, weights, "the model asked for more memory than a trial allows"));
    } catch (const std::exception& error) {
        return answerOf(Error(ErrorKind::ModelFailed, weights, "the model failed in the trial: " + oneLine(error.what())));
    }
}

InputTensor imageOf(const std::filesystem::path& file, const ModelCard& card) {
    NumberArray array = parseNpy(readFile(file), file);
    if (array.shape != std::vector<std::int64_t>{1, static_cast<std::int64_t>(card.input.stains.size()), card.input.height, card.input.width})
        throw Error(ErrorKind::Mismatch, file, "the image is not of the size that the card says");
    return {static_cast<int>(array.shape[1]), card.input.height, card.input.width, std::move(array.values)};
}

int statusOf(const std::string& answer) {
    std::cout << answer << std::endl;
    return answer.substr(0, 2) == "ok" ? 0 : 1;
}

} // namespace

int runTrialInChild(const std::filesystem::path& weights, const TrialLimits& limits) {
    return statusOf(confined(weights, limits, [&](Learning& learning, const ModelCard& card) {
        learning.examine(weights, card);
        return std::string();
    }));
}

int runShapeInChild(const std::filesystem::path& weights, const TrialLimits& limits) {
    return statusOf(confined(weights, limits, [&](Learning&, const ModelCard&) {
        const WeightsShape shape = shapeOfWeights(weights);
        return " " + std::to_string(shape.channels) + " " + std::to_string(shape.side) + " " + std::to_string(shape.outputs);
    }));
}

int runAnswerInChild(const std::filesystem::path& weights, const std::filesystem::path& image, const TrialLimits& limits) {
    return statusOf(confined(weights, limits, [&](Learning& learning, const ModelCard& card) {
        learning.examine(weights, card);
        const InputTensor input = imageOf(image, card);
        const auto rows = learning.load(weights, card, {.device = "cpu", .threads = 1})->predict({&input, 1});
        std::string answer;
        for (const float probability : rows.at(0))
            answer += " " + exactText(static_cast<double>(probability));
        return answer;
    }));
}

int runCrossCheckInChild(const std::filesystem::path& weights, const std::filesystem::path& onnx, const std::string& output, const TrialLimits& limits) {
    return statusOf(confined(weights, limits, [&](Learning& learning, const ModelCard& card) {
        return " " + exactText(learning.crossCheckOnnx(onnx, weights, card, output));
    }));
}

int runTensorTestInChild(const std::filesystem::path& weights, const TensorTest& test, const TrialLimits& limits) {
    return statusOf(confined(weights, limits, [&](Learning& learning, const ModelCard& card) { return " " + exactText(largestDifference(learning, test, weights, card)); }));
}

} // namespace locascope
