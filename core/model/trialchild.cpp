#include "core/files/error.h"
#include "core/model/confinement.h"
#include "core/model/learningmodule.h"
#include "core/model/trial.h"

#include <iostream>
#include <iterator>
#include <new>

namespace locascope {

namespace {

std::string oneLine(std::string text) {
    return text.substr(0, text.find('\n'));
}

std::string answerOf(const Error& error) {
    return std::string(errorKindName(error.kind())) + " " + oneLine(error.detail());
}

std::string tryModel(const std::filesystem::path& weights, const TrialLimits& limits) {
    const std::string card(std::istreambuf_iterator<char>(std::cin), {});
    try {
        const auto learning = loadLearningModule();
        confineThisProcess({.cpuSeconds = limits.seconds, .moreMemoryBytes = limits.memoryBytes});
        learning->examine(weights, parseModelCard(card, weights));
        return "ok";
    } catch (const Error& error) {
        return answerOf(error);
    } catch (const std::bad_alloc&) {
        return answerOf(Error(ErrorKind::TooLarge, weights, "the model asked for more memory than a trial allows"));
    } catch (const std::exception& error) {
        return answerOf(Error(ErrorKind::ModelFailed, weights, "the model failed in the trial: " + oneLine(error.what())));
    }
}

} // namespace

int runTrialInChild(const std::filesystem::path& weights, const TrialLimits& limits) {
    const std::string answer = tryModel(weights, limits);
    std::cout << answer << std::endl;
    return answer == "ok" ? 0 : 1;
}

} // namespace locascope
