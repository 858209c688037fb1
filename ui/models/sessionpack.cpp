#include "ui/models/sessionprivate.h"

#include "core/plate/namingcatalogue.h"
#include "core/store/pack.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <QElapsedTimer>

#include <memory>
#include <utility>

namespace locascope {

namespace {

constexpr int reportedEachMs = 50;

std::vector<std::size_t> placesOf(const PackWish& wish, const Plate& plate) {
    if (wish.samples)
        return {wish.samples->begin(), wish.samples->end()};
    std::vector<std::size_t> all(plate.samples.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    return all;
}

} // namespace

void Session::Private::pack(const std::filesystem::path& folder, const PackWish& wish) {
    settle("pack");
    if (!store)
        return packFailed(Error(ErrorKind::Busy, folder, "the review is not open yet"));
    reportJob(QStringLiteral("pack"), 0, 0);
    store->ask([](ReviewStore& review) { return review.settings(); },
               [this, folder, wish, reference = plate, number = ++packsAsked](std::map<std::string, std::string> settings) {
                   if (number > packsStopped)
                       makePack(folder, wish, reference, std::move(settings));
               },
               [this](const Error& error) { packFailed(error); });
}

/// On a thread of its own, since it may take as long as copying takes: what is decided and exported meanwhile does not wait. It outlives the plate's being left for another.
void Session::Private::makePack(const std::filesystem::path& folder, const PackWish& wish, const PlateReference& packed, std::map<std::string, std::string> settings) {
    packing.post([this, folder, wish, packed, settings = std::move(settings), number = packsAsked](std::stop_token stop) {
        const auto sinceReported = std::make_shared<QElapsedTimer>();
        sinceReported->start();
        const Progress progress = [this, sinceReported, number](std::size_t done, std::size_t total) {
            if (sinceReported->elapsed() < reportedEachMs)
                return;
            sinceReported->start();
            onThreadOf(this, [this, done, total, number] {
                if (number > packsStopped)
                    reportJob(QStringLiteral("pack"), done, total);
            });
        };
        try {
            const PackRequest request{placesOf(wish, packed->plate), wish.question, settings, namingCatalogue(options.dataDirectory).schemes, plateFingerprint(packed->plate)};
            const PackedPlate made = packPlate(packed->plate, request, folder, progress, stop);
            const PackSummary summary{request.samples.size(), made.files, made.bytes};
            onThreadOf(this, [this, folder, summary] { csvDone("pack", folder, summary); });
        } catch (const std::exception& exception) {
            if (!stop.stop_requested())
                onThreadOf(this, [this, error = asError(exception, ErrorKind::WriteFailed)] { packFailed(error); });
        }
    });
}

void Session::Private::packFailed(const Error& error) {
    finishJob(QStringLiteral("pack"));
    say(Severity::Error, "pack", error);
}

void Session::Private::stopPack() {
    packsStopped = packsAsked;
    packing.stopAll();
}

} // namespace locascope
