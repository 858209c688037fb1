#include "ui/models/placepictures.h"

#include <utility>

namespace locascope {

namespace {

constexpr int askAgainMs = 1000;

} // namespace

PlacePictures::PlacePictures(Session& session, const PlateMap& map, QObject* parent) : QObject(parent), m_session(session), m_map(map) {
    m_again.setInterval(askAgainMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        const auto asked = m_asked;
        for (const auto& [sample, place] : asked)
            if (!m_session.thumbnail(sample).isNull())
                take(sample);
    });
    connect(&session, &Session::thumbnailChanged, this, [this](int sample) { sample < 0 ? clear() : take(sample); });
    connect(&map, &PlateMap::placesChanged, this, &PlacePictures::clear);
}

void PlacePictures::clear() {
    m_pictures.clear();
    m_wanted.clear();
    m_isWanted.clear();
    m_asked.clear();
    m_again.stop();
    emit changed(-1);
}

void PlacePictures::setSide(int pixels) {
    if (pixels == m_side)
        return;
    const bool grows = pixels > m_side;
    m_side = pixels;
    if (grows)
        clear();
}

int PlacePictures::sampleOf(int place) const { return m_map.places().samplesOf(place).front(); }

std::optional<QImage> PlacePictures::picture(int place) {
    const auto found = m_pictures.find(place);
    if (found != m_pictures.end())
        return found->second;
    if (m_isWanted.insert(place).second) {
        m_wanted.push_back(place);
        QMetaObject::invokeMethod(this, &PlacePictures::ask, Qt::QueuedConnection); // not while somebody paints
    }
    return std::nullopt;
}

void PlacePictures::ask() {
    while (!m_wanted.empty() && m_asked.size() < askedAtOnce) {
        const int place = m_wanted.front();
        m_wanted.pop_front();
        const int sample = sampleOf(place);
        m_asked.emplace(sample, place);
        if (!m_session.thumbnail(sample).isNull())
            take(sample);
    }
    if (m_asked.empty())
        m_again.stop();
    else if (!m_again.isActive())
        m_again.start();
}

void PlacePictures::take(int sample) {
    const auto asked = m_asked.find(sample);
    if (asked == m_asked.end())
        return;
    const int place = asked->second;
    m_asked.erase(asked);
    m_isWanted.erase(place);
    const QImage whole = m_session.thumbnail(sample);
    if (m_pictures.size() >= keptAtMost)
        m_pictures.clear();
    m_pictures[place] = whole.isNull() ? whole : whole.scaled(m_side, m_side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    emit changed(place);
    QMetaObject::invokeMethod(this, &PlacePictures::ask, Qt::QueuedConnection);
}

} // namespace locascope
