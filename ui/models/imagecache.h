#pragma once

#include "core/imaging/loadsample.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace locascope {

using ImageReference = std::shared_ptr<const LoadedSample>;

/// The decoded samples around the one on screen. Decoding happens on DecodingThreads; everything else, signals included, on the thread this lives on.
/// Keeps the shown sample and the next one whatever their size, and more only within `bytes`.
class ImageCache final : public QObject {
    Q_OBJECT
public:
    /// Of `bytes`, room is left for `onTheirWay` images of the size of the one shown, which are being decoded for this or for another purpose.
    ImageCache(const SessionParts& parts, DecodingThreads& threads, std::size_t bytes, std::size_t onTheirWay = 0, QObject* parent = nullptr);
    ~ImageCache() override;

    /// Of `bytes`, room is left for what this says, too: bytes that others hold now. Asked on the thread this lives on.
    void leaveRoomFor(std::function<std::size_t()> heldElsewhere) { m_heldElsewhere = std::move(heldElsewhere); }

    /// Forgets everything of the plate before.
    void setPlate(PlateReference plate);
    /// The headers were read: the same samples, nothing is forgotten.
    void updatePlate(PlateReference plate) { m_plate = std::move(plate); }
    /// Null until it is decoded.
    ImageReference find(int sample);
    /// Decodes `shown` before anything else unless it is here, then `neighbours` in their order. What was asked for before is dropped.
    void show(int shown, std::vector<int> neighbours);
    /// Samples on screen beside the one shown: kept whatever their size, decoded before the neighbours.
    void setBeside(std::vector<int> beside);
    std::size_t byteCount() const { return m_bytes; }
    std::vector<std::pair<int, ImageReference>> images() const; ///< in no order
    /// What is kept at most: what was given, less the room for images on their way and for what others hold.
    std::size_t limit() const;

signals:
    /// Also when it could not be read at all: its problems say why. One that somebody waits for comes before its digest is known (LoadedSample::digestFollows).
    void arrived(int sample, const locascope::ImageReference& image);
    /// With the digest that it arrived without: the same pixels, or read again where one had left before it was known.
    void digested(int sample, const locascope::ImageReference& image);

private:
    struct Entry {
        ImageReference image;
        std::size_t bytes = 0;
        std::int64_t lastUse = 0;
    };

    /// Decoded, and not stored yet: on the way from a decoding thread. Asking for such a sample would read its files twice.
    struct Arriving {
        std::mutex mutex;
        std::unordered_map<int, bool> samples; ///< whether the digest follows
    };

    DecodingThreads::Job decoding(int sample, int threads);
    DecodingThreads::Job digesting(int sample);
    void useLater(const ImageReference& image, const AlsoUsed& use);
    bool isDigestToFollow(int sample); ///< of one that is here or on its way
    void send(int sample, int generation, const std::shared_ptr<Arriving>& arriving, ImageReference image);
    void store(int sample, ImageReference image);
    void complete(int sample, ImageReference image);
    void makeRoom();
    void prefetch();
    bool isWanted(int sample) const;
    bool isMissing(int sample) const;  ///< neither here nor on its way
    bool isArriving(int sample) const;

    SessionParts m_parts;
    DecodingThreads& m_threads;
    std::size_t m_limit = 0;
    std::size_t m_onTheirWay = 0;
    std::function<std::size_t()> m_heldElsewhere; ///< may be empty
    std::size_t m_shownBytes = 0; ///< of the sample last shown
    std::size_t m_bytes = 0;
    std::int64_t m_uses = 0;
    int m_generation = 0;
    int m_shown = -1;
    std::vector<int> m_neighbours;
    std::vector<int> m_beside;
    PlateReference m_plate;
    std::shared_ptr<Arriving> m_arriving = std::make_shared<Arriving>(); ///< of m_plate
    std::unordered_map<int, Entry> m_entries;
};

} // namespace locascope
