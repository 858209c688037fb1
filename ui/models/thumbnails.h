#pragma once

#include "core/imaging/composite.h"
#include "ui/models/contrastbook.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"

#include <QImage>
#include <QObject>

#include <cstdint>
#include <filesystem>
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

/// Gallery pictures, made on DecodingThreads, the last asked for first. Reduced raw planes are kept under `cacheDirectory`, so that another contrast
/// or another day decodes nothing anew. Functions and signals on the thread this lives on.
class Thumbnails final : public QObject {
    Q_OBJECT
public:
    Thumbnails(const SessionParts& parts, DecodingThreads& threads, std::filesystem::path cacheDirectory, QObject* parent = nullptr);
    ~Thumbnails() override;

    void setPlate(PlateReference plate);
    void updatePlate(PlateReference plate) { m_plate = std::move(plate); }
    /// All are made anew when asked for.
    void setStyle(const ThumbnailStyle& style);
    /// Null while it is being made, and where nothing can be shown.
    QImage find(int sample);

    static constexpr std::size_t memoryBytes = std::size_t{16} << 20;
    static constexpr std::size_t waitingAtMost = 96; ///< older wishes are forgotten: whoever still shows them asks again

signals:
    void made(int sample);

private:
    struct Entry {
        QImage image;
        std::list<int>::iterator use;
    };

    DecodingThreads::Job making(int sample);
    void store(int sample, const QImage& image);

    SessionParts m_parts;
    DecodingThreads& m_threads;
    std::filesystem::path m_cacheDirectory;
    PlateReference m_plate;
    std::shared_ptr<const ThumbnailStyle> m_style;
    int m_generation = 0;
    std::size_t m_bytes = 0;
    std::list<int> m_uses; ///< the last used first
    std::unordered_map<int, Entry> m_entries;
    std::list<int> m_wishes; ///< the newest first
};

} // namespace locascope
