#include "app/commands/commands.h"

#include "app/commands/modelimport.h"
#include "app/jsontext.h"
#include "app/openmodel.h"
#include "core/files/error.h"
#include "core/model/crosscheck.h"
#include "core/model/learningmodule.h"
#include "core/model/loadengine.h"
#include "core/model/modellibrary.h"
#include "core/model/planmemory.h"
#include "core/model/tensortest.h"
#include "core/model/trial.h"
#include "core/model/tryanswer.h"
#include "core/model/views.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>

namespace locascope {

namespace {

struct VerifyRequest {
    std::filesystem::path model;
    bool inChild = false;
    std::filesystem::path against; ///< ONNX file to compare with, in the child
    std::string output;            ///< of that file
    TensorTest tensors;            ///< to reproduce, in the child
    bool shape = false;            ///< is asked, in the child
    std::filesystem::path image;   ///< to answer, in the child
    TrialLimits limits;
};

const char* trainedOnWords(TrainedOn trainedOn) {
    switch (trainedOn) {
    case TrainedOn::Simulated: return "simulated images only";
    case TrainedOn::Real: return "real images";
    case TrainedOn::Mixed: return "simulated and real images";
    case TrainedOn::Unknown: break;
    }
    return "not stated";
}

std::string stainsText(const InputRecipe& input) {
    std::string text;
    for (const Stain stain : input.stains) {
        text += (text.empty() ? "" : ", ") + std::string(stainKey(stain));
    }
    return text;
}

std::string shortText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

std::string outputText(const ModelCard& card) {
    const std::string softened = card.temperature == 1 ? "" : " divided by a temperature of " + shortText(card.temperature);
    switch (card.output) {
    case OutputKind::Probabilities: return "probabilities";
    case OutputKind::ExclusiveLogits: return "logits of which one class is meant" + softened;
    case OutputKind::Logits: break;
    }
    return "logits, one class independent of another" + softened;
}

void printLine(const char* what, const std::string& value) {
    if (!value.empty()) {
        std::printf("%-14s %s\n", what, value.c_str());
    }
}

void printInfo(const std::filesystem::path& file, const CommandContext& context) {
    const ModelCard card = readModelCard(file);
    std::string authors;
    for (const std::string& author : card.authors) {
        authors += (authors.empty() ? "" : ", ") + author;
    }
    printLine("name", card.name);
    printLine("description", card.description);
    printLine("authors", authors);
    printLine("licence", card.licence);
    printLine("card", cardFileOf(file).string());
    for (const EnsembleMember& member : card.members) {
        printLine("member", member.cardFile.string() + ", weight " + shortText(member.weight));
    }
    if (card.members.empty()) {
        printLine("weights", weightsFileOf(file).string());
    }
    printLine("SHA-256", card.modelDigest);
    printLine("predictions", predictionDigest(card));
    printLine("trained on", trainedOnWords(card.trainedOn));
    printLine("input", std::to_string(card.input.width) + " × " + std::to_string(card.input.height) + ": " + stainsText(card.input));
    printLine("views", viewsText(card.input));
    printLine("output", outputText(card));
    printLine("classes", std::to_string(card.classes.size()) + " of " + card.vocabularyId);
    for (const auto& [name, score] : card.scores) {
        std::printf("%-14s %s = %.4f\n", "score", name.c_str(), score);
    }
    for (const auto& [name, value] : card.provenance) {
        std::printf("%-14s %s = %s\n", "provenance", name.c_str(), value.c_str());
    }
    for (const RememberedPlan& one : plansOf(context.cacheDirectory, predictionDigest(card))) {
        std::printf("%-14s %s (input %s; %s)\n", "plan", planText(one.plan).c_str(), one.subject.input.c_str(), one.subject.machine.c_str());
    }
}

/// Of a model that was held against something when it was imported.
const char* checkedWords(const ModelCard& card) {
    switch (checkOf(card).check) {
    case ModelCheck::Verified: return "  (verified)";
    case ModelCheck::NotVerified: return "  (not verified)";
    case ModelCheck::NotCrossChecked: return "  (not cross-checked)";
    case ModelCheck::Nothing: break;
    }
    return "";
}

void printList(const CommandContext& context) {
    for (const std::filesystem::path& file : listedModels(context)) {
        try {
            const ModelCard card = readModelCardAlone(file);
            std::printf("%s  %s  %s%s\n", card.modelDigest.substr(0, 16).c_str(), jsonText(file.string()).c_str(), card.name.c_str(), checkedWords(card));
        } catch (const Error& error) {
            std::printf("%-16s  %s  %s\n", "unreadable", jsonText(file.string()).c_str(), error.detail().c_str());
        }
    }
}

void verify(const VerifyRequest& request, const CommandContext& context) {
    if (request.inChild) {
        if (!request.tensors.input.empty()) {
            std::exit(runTensorTestInChild(request.model, request.tensors, request.limits));
        }
        if (request.shape) {
            std::exit(runShapeInChild(request.model, request.limits));
        }
        if (!request.image.empty()) {
            std::exit(runAnswerInChild(request.model, request.image, request.limits));
        }
        std::exit(request.against.empty() ? runTrialInChild(request.model, request.limits)
                                          : runCrossCheckInChild(request.model, request.against, request.output, request.limits));
    }
    const std::filesystem::path file = modelCardFile(request.model, context);
    const ModelCard card = readModelCard(file);
    const auto learning = loadLearningModule();
    eachModel(file, card, [&](const std::filesystem::path& weights, const ModelCard& one) {
        putOnTrial(context.program, weights, one, request.limits);
        try {
            recordPassedTrial(context.dataDirectory, one, {learning->torchVersion(), learning->defaultDevice()});
        } catch (const Error& error) {
            std::cerr << "the result could not be kept (" << error.detail() << ")\n";
        }
        std::printf("%s: passed its trial; %zu classes, LibTorch %s, %s\n", weights.c_str(), one.classes.size(), learning->torchVersion().c_str(),
                    learning->defaultDevice().c_str());
    });
}

void addInfo(CLI::App& model, const CommandContext& context) {
    const auto named = std::make_shared<std::filesystem::path>();
    CLI::App* command = model.add_subcommand("info", "what the card of a model says, after comparing the weights with it, and how it runs fastest where that was tried");
    command->add_option("MODEL", *named, "card, weights or name of a model; without it the one that came with the program");
    command->callback([named, context] { printInfo(modelCardFile(*named, context), context); });
}

void addVerify(CLI::App& model, const CommandContext& context) {
    const auto request = std::make_shared<VerifyRequest>();
    CLI::App* command = model.add_subcommand("verify", "put a model on trial in a process of its own, with limits");
    command->add_option("MODEL", request->model, "card, weights or name of a model; without it the one that came with the program");
    command->add_flag("--in-child", request->inChild, "")->group("");
    command->add_flag("--shape", request->shape, "")->group("");
    command->add_option("--image", request->image, "")->group("");
    command->add_option("--against", request->against, "")->group("");
    command->add_option("--output", request->output, "")->group("");
    command->add_option("--tensor", request->tensors.input, "")->group("");
    command->add_option("--expected", request->tensors.expected, "")->group("");
    command->add_option("--above", request->tensors.above, "")->group("");
    command->add_flag("--sigmoid", request->tensors.sigmoid, "")->group("");
    command->add_option("--seconds", request->limits.seconds, "most it may take")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_option("--memory", request->limits.memoryBytes, "most bytes it may add to what LibTorch needs")->capture_default_str();
    command->callback([request, context] { verify(*request, context); });
}

void addList(CLI::App& model, const CommandContext& context) {
    CLI::App* command = model.add_subcommand("list", "models that came with the program or lie in your data directory");
    command->callback([context] { printList(context); });
}

} // namespace

void addModelCommand(CLI::App& app, const CommandContext& context) {
    CLI::App* model = app.add_subcommand("model", "describe, try, list and import models");
    model->require_subcommand(1);
    addInfo(*model, context);
    addVerify(*model, context);
    addList(*model, context);
    addModelImport(*model, context);
}

} // namespace locascope
