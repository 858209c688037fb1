#include "app/chosenvocabulary.h"
#include "app/commands/importrequest.h"
#include "app/interrupts.h"
#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/model/bioimagepackage.h"
#include "core/model/learningmodule.h"

#include <algorithm>
#include <cstdio>
#include <system_error>

namespace locascope {

namespace {

bool isThere(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

bool saysRecipe(const ImportRequest& request) {
    return request.wantedWidth() > 0 || request.wantedHeight() > 0 || !request.stains.empty() || !request.mean.empty() || !request.deviation.empty() || !request.vocabulary.empty() ||
           request.gives != "auto";
}

/// What stands beside the weights counts; nothing of it is changed on the way.
ModelCard cardBeside(const ImportRequest& request) {
    if (saysRecipe(request)) {
        throw CLI::ValidationError("--size", cardFileOf(request.file).string() + " says what the model takes and gives; correct it there, or move it away");
    }
    ModelCard card = readModelCard(cardFileOf(request.file));
    if (!card.members.empty()) {
        throw Error(ErrorKind::Unsupported, request.file, "is an ensemble, which names its models by where they lie; use it where it is, by --model");
    }
    card.provenance["imported_by"] = "locascope " LOCASCOPE_VERSION;
    return card;
}

ModelCard cardOfOptions(const ImportRequest& request, Bytes weights) {
    if (request.wantedWidth() == 0 || request.wantedHeight() == 0) {
        throw Error(ErrorKind::Invalid, request.file, "has no card beside it (" + cardFileOf(request.file).filename().string() + ") and does not tell the size of its images; say it by --size");
    }
    ImportedModel model;
    model.weights = std::move(weights);
    model.width = request.wantedWidth();
    model.height = request.wantedHeight();
    if (const auto said = outputWords.find(request.gives); said != outputWords.end()) {
        model.gives = said->second;
    }
    ModelCard card = cardOf(request, model, chosenVocabulary(request.vocabulary).value_or(humanProteinAtlasVocabulary()));
    if (request.name.empty()) {
        card.name = request.file.stem().string();
    }
    if (!request.stains.empty()) {
        card.input.stains = stainsNamed(request.stains);
    }
    card.input.mean = request.mean;
    card.input.deviation = request.deviation;
    return rereadCard(card, request.file);
}

} // namespace

bool isTorchScript(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    if (extension == ".yaml") {
        return file.filename() != "rdf.yaml" && file.filename() != "bioimageio.yaml" && isThere(weightsFileOf(file));
    }
    return extension == ".pt" || extension == ".pth" || extension == ".torchscript";
}

void importTorchScript(const ImportRequest& request, const CommandContext& context) {
    const std::filesystem::path weights = weightsFileOf(request.file);
    const std::filesystem::path out = freePlaceOf(request, request.file.stem().string(), context);
    const StopOnInterrupt interrupt;
    const Bytes bytes = readFile(weights, {.maxBytes = maxPackageFileBytes});
    const ModelCard card = isThere(cardFileOf(request.file)) ? cardBeside(request) : cardOfOptions(request, bytes);
    const auto learning = loadLearningModule();
    putOnTrial(context.program, weights, card, request.limits, interrupt.token());
    if (sha256(bytes) != card.modelDigest) {
        throw Error(ErrorKind::Busy, weights, "changes while it is imported; wait until it has been written, then try again");
    }
    writeModel(out, bytes, card);
    recordPassedTrial(context.dataDirectory, card, {learning->torchVersion(), learning->defaultDevice()});
    std::printf("%s: imported, passed its trial; %zu classes\n", out.c_str(), card.classes.size());
}

} // namespace locascope
