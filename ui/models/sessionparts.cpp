#include "ui/models/sessionparts.h"

#include "core/imaging/inspectremembering.h"
#include "core/model/bundledmodel.h"
#include "core/model/learningmodule.h"
#include "core/model/mappedengine.h"
#include "core/model/planmemory.h"
#include "core/model/trial.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platerecall.h"
#include "core/plate/scanasremembered.h"

namespace locascope {

namespace {

std::optional<InputRecipe> recipeOf(const std::filesystem::path& card) {
    try {
        return readModelCardAlone(card).input;
    } catch (const std::exception&) {
        return std::nullopt; // whoever loads the model says why
    }
}

} // namespace

AlsoUsed otherUses(const SessionParts& parts, const Plate& plate, std::size_t sample) {
    const AlsoUsed use = parts.alsoUse ? parts.alsoUse(plate, sample) : AlsoUsed();
    return use ? use : AlsoUsed([](const LoadedSample&) {});
}

SessionParts coreParts(const std::filesystem::path& program, const std::filesystem::path& dataDirectory, const std::filesystem::path& cacheDirectory) {
    SessionParts parts;
    parts.scan = [dataDirectory, cacheDirectory](const std::filesystem::path& root, const Progress& progress, std::stop_token stop) {
        return scanAsRemembered(dataDirectory, root, {.schemes = namingCatalogue(dataDirectory).schemes, .cacheDirectory = cacheDirectory}, progress, stop);
    };
    parts.recall = [dataDirectory, cacheDirectory](const std::filesystem::path& root) {
        return recallAsRemembered(dataDirectory, root, {.schemes = namingCatalogue(dataDirectory).schemes, .cacheDirectory = cacheDirectory});
    };
    parts.keepForRecall = [cacheDirectory](const Plate& scanned) { keepForRecall(cacheDirectory, scanned); };
    parts.inspect = [cacheDirectory](Plate& plate, const Progress& progress, std::stop_token stop) {
        inspectRemembering(cacheDirectory, plate, progress, stop);
    };
    parts.fingerprint = plateFingerprint;
    parts.isThere = isThere;
    parts.load = loadSample;
    parts.findReview = findReview;
    parts.openStore = [](const std::filesystem::path& file, const PlateIdentity& plate) { return ReviewStore::open(file, plate); };
    parts.openOutbox = [dataDirectory](const ReviewPlace& server, const PlateIdentity& plate) {
        const std::string named = server.withoutPassword();
        return std::make_unique<Outbox>(outboxFile(dataDirectory, named, plate.root), named, plate);
    };
    parts.bundledModel = [program] { return bundledModelCard(program); };
    parts.readCard = readModelCard;
    parts.recipeOf = recipeOf;
    parts.meeting = [dataDirectory](const ModelCard& card, const Vocabulary& vocabulary, const std::filesystem::path& file) {
        return meetingOf(card, vocabulary, dataDirectory, file);
    };
    parts.loadLearning = loadLearningModule;
    parts.trial = [program, dataDirectory](const std::filesystem::path& weights, const ModelCard& card, const Learning& learning,
                                           std::stop_token stop) {
        requirePassedTrial({program, dataDirectory}, weights, card, {learning.torchVersion(), learning.defaultDevice()}, stop);
    };
    parts.recallPlan = [cacheDirectory](const Engine& engine, const Learning& learning) {
        return recallPlan(cacheDirectory, planSubject(engine, learning.torchVersion()));
    };
    parts.keepPlan = [cacheDirectory](const Engine& engine, const Learning& learning, const ExecutionPlan& plan) {
        keepPlan(cacheDirectory, planSubject(engine, learning.torchVersion()), plan);
    };
    return parts;
}

} // namespace locascope
