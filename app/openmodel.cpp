#include "app/openmodel.h"

#include "core/files/error.h"
#include "core/model/bundledmodel.h"
#include "core/model/learningmodule.h"
#include "core/model/loadengine.h"
#include "core/model/mappedengine.h"
#include "core/model/modellibrary.h"
#include "core/model/trial.h"

#include <algorithm>
#include <system_error>

namespace locascope {

namespace {

std::filesystem::path withName(const std::vector<std::filesystem::path>& cards, const std::filesystem::path& name) {
    const auto found = std::find_if(cards.begin(), cards.end(), [&](const auto& card) { return card.stem() == name; });
    return found == cards.end() ? std::filesystem::path() : *found;
}

} // namespace

std::vector<std::filesystem::path> listedModels(const CommandContext& context) {
    return modelCardFiles(context.dataDirectory, context.program);
}

std::filesystem::path modelCardFile(const std::filesystem::path& named, const CommandContext& context) {
    if (named.empty()) {
        const std::filesystem::path bundled = bundledModelCard(context.program);
        if (bundled.empty()) {
            throw Error(ErrorKind::NotFound, {}, "no model came with this program; name one by --model");
        }
        return bundled;
    }
    std::error_code failure;
    if (!named.has_parent_path() && !std::filesystem::exists(named, failure)) {
        if (const auto listed = withName(listedModels(context), named); !listed.empty()) {
            return listed;
        }
    }
    return cardFileOf(named);
}

OpenedModel openModel(const std::filesystem::path& named, const std::string& device, const Vocabulary& vocabulary, const CommandContext& context, std::stop_token stop) {
    OpenedModel model;
    model.cardFile = modelCardFile(named, context);
    const ModelCard card = readModelCard(model.cardFile);
    const auto meeting = meetingOf(card, vocabulary, context.dataDirectory, model.cardFile);
    model.learning = loadLearningModule();
    const std::string used = device == "auto" ? model.learning->defaultDevice() : device;
    const TrialPlace place{context.program, context.dataDirectory};
    eachModel(model.cardFile, card, [&](const std::filesystem::path& weights, const ModelCard& one) {
        requirePassedTrial(place, weights, one, {model.learning->torchVersion(), used}, stop);
    });
    model.engine = loadEngine(*model.learning, model.cardFile, card, {.device = device});
    if (meeting) {
        model.engine = withMapping(std::move(model.engine), *meeting, vocabulary);
    }
    return model;
}

} // namespace locascope
