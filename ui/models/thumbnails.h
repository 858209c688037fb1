#pragma once

#include "core/imaging/composite.h"
#include "ui/models/contrastbook.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"
#include "ui/models/thumbnailstore.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace locascope {

/// Largest side of a thumbnail in pixels.
inline constexpr int thumbnailSide = 128;

/// The colours and windows that thumbnails are made with.
struct ThumbnailStyle {
    DisplaySettings display;
    ContrastBook contrast;
};

/// Gallery pictures, made on DecodingThreads, the last asked for first; those that are kept on disk before anything is decoded. What is kept are reduced
/// raw planes (thumbnailcodec.h), so that another contrast or another day decodes no file anew. Functions and signals on the thread this lives on.
class Thumbnails final : public QObject {
    Q_OBJECT
public:
    Thumbnails(const SessionParts& parts, DecodingThreads& threads, std::shared_ptr<ThumbnailStore> store, QObject* parent = nullptr);
    ~Thumbnails() override;

    void setPlate(PlateReference plate);
    void updatePlate(PlateReference plate) { m_plate = std::move(plate); }
    /// All are made anew when asked for; until then the old ones are shown.
    void setStyle(const ThumbnailStyle& style);
    /// Null while it is being made, and where nothing can be shown.
    QImage find(int sample);
    /// Some of its files could not be read when it was made.
    bool isDamaged(int sample) const { return m_damaged.contains(sample); }

    /// Makes what the disk does not keep yet of all samples, when there is nothing else to do.
    void makeAll();
    void stopMaking();
    /// Leaves off until resumeMaking(), which goes on there. What is being made is finished.
    void pauseMaking();
    void resumeMaking();

    static constexpr std::size_t memoryBytes = std::size_t{64} << 20;
    static constexpr std::size_t waitingAtMost = 512; ///< older wishes are forgotten: whoever still shows them asks again

signals:
    void made(int sample);
    void making(std::size_t done, std::size_t total); ///< of makeAll; ends with done == total, also when it was stopped or paused

private:
    struct Entry {
        QImage image;
        int generation = 0;
        std::list<int>::iterator use;
    };
    struct Making;

    void submit(int sample, Lane lane);
    void store(int sample, int generation, const QImage& image, bool damaged);
    void evict();
    void submitMaking();
    DecodingThreads::Job makingJob(const std::shared_ptr<Making>& all);
    void noteDamage(int plateNumber, int sample);

    SessionParts m_parts;
    DecodingThreads& m_threads;
    std::shared_ptr<ThumbnailStore> m_store;
    PlateReference m_plate;
    std::shared_ptr<const ThumbnailStyle> m_style;
    int m_generation = 0;  ///< of the style
    int m_plateNumber = 0;
    std::size_t m_bytes = 0;
    std::list<int> m_uses; ///< the last used first
    std::unordered_map<int, Entry> m_entries;
    std::list<int> m_wishes; ///< the newest first
    std::unordered_map<int, std::list<int>::iterator> m_wished;
    std::unordered_set<int> m_damaged;
    std::shared_ptr<Making> m_making;
    QTimer m_flushLatest;
};

} // namespace locascope
