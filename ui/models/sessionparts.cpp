#include "ui/models/sessionparts.h"

#include "core/model/bundledmodel.h"
#include "core/model/learningmodule.h"
#include "core/model/trial.h"
#include "core/plate/channelmemory.h"
#include "core/plate/namingcatalogue.h"

namespace locascope {

SessionParts coreParts(const std::filesystem::path& program, const std::filesystem::path& dataDirectory) {
    SessionParts parts;
    parts.scan = [dataDirectory](const std::filesystem::path& root, const Progress& progress, std::stop_token stop) {
        return scanAsRemembered(dataDirectory, root, {.schemes = namingCatalogue(dataDirectory).schemes}, progress, stop);
    };
    parts.inspect = [](Plate& plate, const Progress& progress, std::stop_token stop) { inspectPlate(plate, {}, progress, stop); };
    parts.fingerprint = plateFingerprint;
    parts.load = loadSample;
    parts.findReview = findReview;
    parts.openStore = [](const std::filesystem::path& file, const PlateIdentity& plate) { return ReviewStore::open(file, plate); };
    parts.bundledModel = [program] { return bundledModelCard(program); };
    parts.readCard = readModelCard;
    parts.loadLearning = loadLearningModule;
    parts.trial = [program, dataDirectory](const std::filesystem::path& weights, const ModelCard& card, const Learning& learning,
                                           std::stop_token stop) {
        requirePassedTrial({program, dataDirectory}, weights, card, {learning.torchVersion(), learning.defaultDevice()}, stop);
    };
    return parts;
}

} // namespace locascope
