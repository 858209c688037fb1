#pragma once

#include "ui/models/platemap.h"
#include "ui/models/session.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace locascope {

/// A small picture of every place that is on screen: the session's thumbnail of its first field, reduced to the size of a cell. Few are asked for at
/// a time, so that the gallery's are not held up. Lives on the window's thread.
class PlacePictures final : public QObject {
    Q_OBJECT
public:
    PlacePictures(Session& session, const PlateMap& map, QObject* parent = nullptr);

    /// None: it is being made (changed says when). Null: there is none.
    std::optional<QImage> picture(int place);
    /// Largest side in device pixels.
    void setSide(int pixels);

    static constexpr std::size_t askedAtOnce = 8;
    static constexpr std::size_t keptAtMost = 4096;

signals:
    void changed(int place);

private:
    void clear();
    void ask();
    void take(int sample);
    int sampleOf(int place) const;

    Session& m_session;
    const PlateMap& m_map;
    int m_side = 32;
    std::unordered_map<int, QImage> m_pictures; ///< by place
    std::deque<int> m_wanted;                   ///< places not asked for yet
    std::unordered_set<int> m_isWanted;         ///< waiting or asked for
    std::unordered_map<int, int> m_asked;       ///< sample → place
    QTimer m_again;                             ///< the session forgets old wishes when there are many
};

} // namespace locascope
