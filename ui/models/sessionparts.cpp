#include "ui/models/sessionparts.h"

#include "core/imaging/headermemory.h"
#include "core/model/bundledmodel.h"
#include "core/model/learningmodule.h"
#include "core/model/trial.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/scanasremembered.h"

namespace locascope {

namespace {

/// What cannot be kept costs time at the next opening, no more.
void inspectRemembering(const std::filesystem::path& cacheDirectory, Plate& plate, const Progress& progress, const std::stop_token& stop) {
    const std::filesystem::path file = headerMemoryFile(cacheDirectory, plate.root);
    HeaderMemory memory = HeaderMemory::read(file);
    const HeaderMemory before = memory;
    inspectPlate(plate, {}, progress, stop, &memory);
    if (stop.stop_requested() || memory == before)
        return;
    try {
        memory.write(file);
        keepNewestHeaderMemories(cacheDirectory);
    } catch (const Error&) {
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
    parts.inspect = [cacheDirectory](Plate& plate, const Progress& progress, std::stop_token stop) {
        if (cacheDirectory.empty())
            inspectPlate(plate, {}, progress, stop);
        else
            inspectRemembering(cacheDirectory, plate, progress, stop);
    };
    parts.fingerprint = plateFingerprint;
    parts.isThere = isThere;
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
