#pragma once

#include "core/files/writefile.h"
#include "core/imaging/encode.h"
#include "tests/support/madeimages.h"
#include "tests/support/temporaryfolder.h"
#include "tests/ui/models/engines.h"
#include "tests/ui/models/memorystore.h"
#include "ui/models/session.h"
#include "ui/models/sessionparts.h"
#include "ui/models/storethread.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace locascope::testing {

/// A plate on disk, a review in memory and a classifier that does as it is told.
class SessionWorld final {
public:
    explicit SessionWorld(int samples = 6) {
        plateDirectory = folder / "plate";
        for (int i = 0; i < samples; ++i)
            addSample(i);
        options.dataDirectory = folder / "data";
        options.cacheDirectory = folder / "cache";
        options.modelCard = "planned.yaml";
        options.reviewer = QStringLiteral("reader");
        parts = coreParts({}, options.dataDirectory);
        parts.findReview = [](const std::filesystem::path&, const PlateIdentity& plate) {
            return FoundReview{ReviewMatch::Same, "/memory", plate, {}};
        };
        parts.openStore = [review = review](const std::filesystem::path&, const PlateIdentity&) { return MemoryStore::open(review); };
        parts.readCard = [engine = engine](const std::filesystem::path&) { return planCard(*engine); };
        parts.recipeOf = [engine = engine](const std::filesystem::path&) { return planCard(*engine).input; };
        parts.loadLearning = [engine = engine] { return std::make_shared<PlannedLearning>(engine); };
        parts.trial = [](const std::filesystem::path&, const ModelCard&, const Learning&, std::stop_token) {};
    }

    /// Samples of these names; every pixel of the i-th has the value i.
    explicit SessionWorld(const std::vector<std::string>& ids) : SessionWorld(0) {
        makeDirectory(plateDirectory);
        for (std::size_t i = 0; i < ids.size(); ++i)
            for (Stain stain : allStains)
                writeStainOf(ids[i], stain, static_cast<int>(i));
    }

    /// Every pixel of sample i has the value i, in all stains; the class that the classifier will say.
    void addSample(int value) {
        for (Stain stain : allStains)
            writeStain(value, stain, value);
    }
    void writeStain(int sample, Stain stain, int value) { writeStainOf(idOf(sample), stain, value); }
    /// Under a name of its own ("B02_1", "folder/a").
    void writeStainOf(const std::string& id, Stain stain, int value) {
        const std::filesystem::path file = plateDirectory / (id + "_" + std::string(colourWord(stain)) + ".png");
        makeDirectory(file.parent_path());
        const Plane plane = filledPlane(8, 8, 8, [value](int, int) { return value; });
        writeFile(file, encodeGreyPng(plane), {.durability = Durability::Ordered, .access = FileAccess::Default});
    }
    /// Gives every sample another value, so that nothing of this plate can pass for another's.
    void shiftValues(int samples, int by) {
        for (int sample = 0; sample < samples; ++sample)
            for (Stain stain : allStains)
                writeStain(sample, stain, sample + by);
    }
    /// Each plate has a review of its own: `other` that of its world.
    void openReviewOf(const SessionWorld& other) {
        parts.openStore = [mine = review, theirs = other.review, root = other.plateDirectory](const std::filesystem::path&, const PlateIdentity& plate) {
            return MemoryStore::open(plate.root == root ? theirs : mine);
        };
    }
    /// The review of `plate` (of every plate, without one) opens when it may.
    void holdReview(const std::atomic<bool>& mayOpen, const std::filesystem::path& plate = {}) {
        parts.openStore = [&mayOpen, plate, open = parts.openStore](const std::filesystem::path& file, const PlateIdentity& known) {
            while (!mayOpen && (plate.empty() || known.root == plate))
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return open(file, known);
        };
    }
    static std::string idOf(int sample) { return (sample < 10 ? "s0" : "s") + std::to_string(sample); }

    std::unique_ptr<Session> session() const { return std::make_unique<Session>(options, parts); }
    /// Opened, indexed, the first image shown, the review read.
    std::unique_ptr<Session> openSession() const {
        auto opened = session();
        opened->openPlate(plateDirectory);
        return opened;
    }

    TemporaryFolder folder;
    std::filesystem::path plateDirectory;
    std::shared_ptr<MemoryReview> review = std::make_shared<MemoryReview>();
    std::shared_ptr<EnginePlan> engine = std::make_shared<EnginePlan>();
    SessionOptions options;
    SessionParts parts;
};

/// Raw value of the shown image, −1 without one: which sample it is of.
inline int shownValue(const Session& session) {
    const auto image = session.image();
    return image && !image->stack.isEmpty() ? image->stack.planes[Stain::Protein].valueAt(0, 0) : -1;
}

/// Until the store's thread has done all that it was asked for.
inline void awaitStore(Session& session) {
    const int asked = static_cast<int>(session.plate().samples.size()) - 1; // the panel of the history asks for the current one
    bool answered = false;
    const auto connection = QObject::connect(&session, &Session::historyArrived, [&](int sample) { answered = answered || sample == asked; });
    session.requestHistory(asked);
    [&] { QTRY_VERIFY(answered); }();
    QObject::disconnect(connection);
}

} // namespace locascope::testing
