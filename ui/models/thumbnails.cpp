#include "ui/models/thumbnails.h"

#include "ui/models/onthreadof.h"
#include "ui/models/thumbnailcodec.h"
#include "ui/models/thumbnailmaking.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

namespace locascope {

namespace {

constexpr int flushAfterMilliseconds = 3000;
constexpr std::size_t skippedTogether = 64;  ///< kept ones, between looks at what is more urgent
constexpr std::size_t toldEvery = 64;

QImage composited(const ChannelStack& stack, const ThumbnailStyle& style) {
    if (stack.isEmpty())
        return {};
    DisplaySettings display = style.display;
    const PerStain<ContrastWindow> windows = style.contrast.windows(stack.bits);
    for (Stain stain : allStains)
        display.stains[stain].window = windows[stain];
    QImage image(stack.width, stack.height, QImage::Format_ARGB32_Premultiplied);
    ChannelStack whole = stack;
    whole.reduction = 1;
    whole.fullWidth = stack.width;
    whole.fullHeight = stack.height;
    compositeView(whole, display, {0, 0, 1, stack.width, stack.height}, reinterpret_cast<std::uint32_t*>(image.bits()),
                  static_cast<std::size_t>(image.bytesPerLine()), 1);
    return image;
}

} // namespace

/// What makeAll does, shared by the jobs that do it.
struct Thumbnails::Making {
    PlateReference plate;
    int plateNumber = 0;
    std::atomic<std::size_t> done{0};
    std::atomic<bool> isPaused{false};

    /// The next to be looked at; the number of samples where there is none.
    std::size_t take() {
        const std::lock_guard lock(mutex);
        if (leftOff.empty())
            return std::min(next++, plate->plate.samples.size());
        const std::size_t sample = leftOff.back();
        leftOff.pop_back();
        return sample;
    }
    void leave(std::size_t sample) {
        const std::lock_guard lock(mutex);
        leftOff.push_back(sample);
    }

private:
    std::mutex mutex;
    std::size_t next = 0;
    std::vector<std::size_t> leftOff;
};

Thumbnails::Thumbnails(const SessionParts& parts, DecodingThreads& threads, std::shared_ptr<ThumbnailStore> store, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_threads(threads)
    , m_store(std::move(store))
    , m_style(std::make_shared<const ThumbnailStyle>()) {
    m_flushLatest.setSingleShot(true);
    m_flushLatest.setInterval(flushAfterMilliseconds);
    connect(&m_flushLatest, &QTimer::timeout, this, [this] {
        m_threads.submit(Lane::Thumbnail, {-1, [store = m_store](std::stop_token) {
                                               store->flush();
                                               return true;
                                           }});
    });
}

Thumbnails::~Thumbnails() = default;

void Thumbnails::setPlate(PlateReference plate) {
    stopMaking();
    m_plate = std::move(plate);
    ++m_plateNumber;
    m_entries.clear();
    m_uses.clear();
    m_damaged.clear();
    m_bytes = 0;
    setStyle(*m_style);
}

void Thumbnails::setStyle(const ThumbnailStyle& style) {
    ++m_generation;
    m_style = std::make_shared<const ThumbnailStyle>(style);
    m_threads.clear(Lane::KeptThumbnail);
    m_threads.dropLast(Lane::Thumbnail, 0); // what is being read is kept on disk, whatever its style
    m_wishes.clear();
    m_wished.clear();
}

QImage Thumbnails::find(int sample) {
    if (!m_plate || sample < 0 || static_cast<std::size_t>(sample) >= m_plate->plate.samples.size())
        return {};
    QImage image;
    if (const auto found = m_entries.find(sample); found != m_entries.end()) {
        m_uses.splice(m_uses.begin(), m_uses, found->second.use);
        image = found->second.image;
        if (found->second.generation == m_generation)
            return image;
    }
    if (m_wished.contains(sample))
        return image;
    m_wishes.push_front(sample);
    m_wished.emplace(sample, m_wishes.begin());
    submit(sample, Lane::KeptThumbnail);
    if (m_wishes.size() > waitingAtMost) {
        m_wished.erase(m_wishes.back());
        m_wishes.pop_back();
        m_threads.dropLast(Lane::KeptThumbnail, waitingAtMost);
        m_threads.dropLast(Lane::Thumbnail, waitingAtMost);
    }
    return image;
}

/// In the lane KeptThumbnail it only looks whether the disk has it, which is quick; if not, it waits its turn to be decoded.
void Thumbnails::submit(int sample, Lane lane) {
    m_threads.submitFirst(lane, {sample, [this, sample, lane, generation = m_generation, plate = m_plate, style = m_style, parts = m_parts,
                                          kept = m_store](std::stop_token stop) {
                                     const auto one = static_cast<std::size_t>(sample);
                                     const auto make = [&] {
                                         const auto key = thumbnailKey(plate->plate, plate->plate.samples[one], thumbnailSide);
                                         if (key && kept->contains(*key)) // since it was looked for: somebody else read the sample
                                             if (auto planes = keptPlanes(plate->plate, one, *kept, thumbnailSide))
                                                 return planes;
                                         return makePlanes(parts, plate->plate, one, key, *kept, thumbnailSide, stop);
                                     };
                                     const auto planes = lane == Lane::KeptThumbnail ? keptPlanes(plate->plate, one, *kept, thumbnailSide) : make();
                                     if (lane == Lane::Thumbnail && !planes)
                                         return false;
                                     const QImage image = planes ? composited(planes->stack, *style) : QImage();
                                     onThreadOf(this, [this, sample, generation, image, isFound = planes.has_value(), damaged = planes && planes->damaged] {
                                         if (generation != m_generation)
                                             return;
                                         if (isFound)
                                             store(sample, generation, image, damaged);
                                         else if (m_wished.contains(sample))
                                             submit(sample, Lane::Thumbnail);
                                     });
                                     return true;
                                 }});
}

void Thumbnails::store(int sample, int generation, const QImage& image, bool damaged) {
    if (const auto wish = m_wished.find(sample); wish != m_wished.end()) {
        m_wishes.erase(wish->second);
        m_wished.erase(wish);
    }
    if (damaged)
        m_damaged.insert(sample);
    else
        m_damaged.erase(sample);
    if (const auto old = m_entries.find(sample); old != m_entries.end()) {
        m_bytes -= static_cast<std::size_t>(old->second.image.sizeInBytes());
        m_uses.erase(old->second.use);
        m_entries.erase(old);
    }
    m_uses.push_front(sample);
    m_entries.emplace(sample, Entry{image, generation, m_uses.begin()});
    m_bytes += static_cast<std::size_t>(image.sizeInBytes());
    evict();
    m_flushLatest.start();
    emit made(sample);
}

void Thumbnails::noteDamage(int plateNumber, int sample) {
    if (plateNumber == m_plateNumber && m_damaged.insert(sample).second)
        emit made(sample);
}

void Thumbnails::evict() {
    while (m_bytes > memoryBytes && m_uses.size() > 1) {
        const auto oldest = m_entries.find(m_uses.back());
        m_bytes -= static_cast<std::size_t>(oldest->second.image.sizeInBytes());
        m_entries.erase(oldest);
        m_uses.pop_back();
    }
}

void Thumbnails::makeAll() {
    stopMaking();
    if (!m_plate || m_plate->plate.samples.empty())
        return;
    m_making = std::make_shared<Making>();
    m_making->plate = m_plate;
    m_making->plateNumber = m_plateNumber;
    submitMaking();
}

void Thumbnails::submitMaking() {
    emit making(m_making->done, m_making->plate->plate.samples.size());
    for (int i = 0; i < decodingThreadCount; ++i)
        m_threads.submit(Lane::AllThumbnails, makingJob(m_making));
}

void Thumbnails::pauseMaking() {
    if (!m_making || m_making->isPaused.exchange(true))
        return;
    const std::size_t total = m_making->plate->plate.samples.size();
    emit making(total, total);
}

void Thumbnails::resumeMaking() {
    if (m_making && m_making->isPaused.exchange(false) && m_making->done < m_making->plate->plate.samples.size())
        submitMaking();
}

void Thumbnails::stopMaking() {
    if (!m_making)
        return;
    m_threads.clear(Lane::AllThumbnails);
    const std::size_t total = m_making->plate->plate.samples.size();
    m_making.reset();
    emit making(total, total);
}

/// Run again and again, one sample each time, until there are none: between two, whatever is more urgent has its turn.
DecodingThreads::Job Thumbnails::makingJob(const std::shared_ptr<Making>& all) {
    return {-1, [this, all, parts = m_parts, kept = m_store, unfinished = std::make_shared<std::optional<std::size_t>>()](std::stop_token stop) {
                const Plate& plate = all->plate->plate;
                const std::size_t total = plate.samples.size();
                const auto tell = [this, all, total](std::size_t done) {
                    onThreadOf(this, [this, all, total, done] {
                        if (m_making == all && !all->isPaused)
                            emit making(done, total);
                    });
                };
                const bool isFull = kept->isNearlyFull();
                for (std::size_t looked = 0; looked < skippedTogether; ++looked) {
                    if (all->isPaused) {
                        if (*unfinished)
                            all->leave(**unfinished);
                        return true;
                    }
                    const std::size_t i = *unfinished ? **unfinished : all->take();
                    if (i >= total)
                        return true;
                    if (isFull) {
                        tell(total);
                        return true;
                    }
                    *unfinished = i;
                    const auto key = thumbnailKey(plate, plate.samples[i], thumbnailSide);
                    const bool isKept = key && kept->contains(*key);
                    if (!isKept) {
                        const auto planes = makePlanes(parts, plate, i, key, *kept, thumbnailSide, stop);
                        if (!planes)
                            return false;
                        if (planes->damaged)
                            onThreadOf(this, [this, number = all->plateNumber, sample = static_cast<int>(i)] { noteDamage(number, sample); });
                    }
                    unfinished->reset();
                    const std::size_t done = ++all->done;
                    if (done == total)
                        kept->flush();
                    if (done == total || done % toldEvery == 0)
                        tell(done);
                    if (!isKept || stop.stop_requested())
                        return false;
                }
                return false;
            }};
}

} // namespace locascope
