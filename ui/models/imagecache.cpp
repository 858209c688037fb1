#include "ui/models/imagecache.h"

#include "ui/models/behindthewindow.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <condition_variable>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t usesWaiting = 2;

void restUntilPainted(const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, frameFirst, [] { return false; });
}

} // namespace

ImageCache::ImageCache(const SessionParts& parts, DecodingThreads& threads, std::size_t bytes, std::size_t onTheirWay, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_threads(threads)
    , m_limit(bytes)
    , m_onTheirWay(onTheirWay) {}

ImageCache::~ImageCache() = default;

void ImageCache::setPlate(PlateReference plate) {
    ++m_generation;
    m_threads.clear(Lane::Visible);
    m_threads.clear(Lane::Neighbour);
    m_threads.clear(Lane::OtherUse);
    m_plate = std::move(plate);
    m_arriving = std::make_shared<Arriving>();
    m_entries.clear();
    m_bytes = 0;
    m_shown = -1;
    m_neighbours.clear();
    m_beside.clear();
}

ImageReference ImageCache::find(int sample) {
    const auto found = m_entries.find(sample);
    if (found == m_entries.end())
        return nullptr;
    found->second.lastUse = ++m_uses;
    return found->second.image;
}

std::vector<std::pair<int, ImageReference>> ImageCache::images() const {
    std::vector<std::pair<int, ImageReference>> all;
    for (const auto& [sample, entry] : m_entries)
        all.emplace_back(sample, entry.image);
    return all;
}

/// Who waits for a frame (`threads` above 1) waits neither for the digest nor for what else the image is used for.
DecodingThreads::Job ImageCache::decoding(int sample, int threads) {
    return {sample, [this, sample, threads, generation = m_generation, plate = m_plate, parts = m_parts,
                     arriving = m_arriving](std::stop_token stop) {
                const bool isAwaited = threads > 1;
                bool isSent = false;
                LoadOptions options;
                options.threads = threads;
                options.digest = true;
                if (isAwaited)
                    options.decoded = [&](const LoadedSample& decoded) {
                        isSent = true;
                        send(sample, generation, arriving, std::make_shared<const LoadedSample>(decoded));
                        restUntilPainted(stop); // all cores are the frame's
                    };
                const AlsoUsed useElsewhere = otherUses(parts, plate->plate, static_cast<std::size_t>(sample));
                auto image = std::make_shared<const LoadedSample>(
                    parts.load(plate->plate, plate->plate.samples[static_cast<std::size_t>(sample)], options, stop));
                if (stop.stop_requested())
                    return isSent; // who comes back to it has its digest computed
                if (isSent) {
                    onThreadOf(this, [this, sample, generation, image] {
                        if (generation == m_generation)
                            complete(sample, image);
                    });
                    useLater(image, useElsewhere);
                    return true;
                }
                send(sample, generation, arriving, image);
                if (!isAwaited)
                    useElsewhere(*image);
                return true;
            }};
}

/// Of an image that is here without: somebody left it before its digest was known, and has come back.
DecodingThreads::Job ImageCache::digesting(int sample) {
    return {sample, [this, sample, generation = m_generation, plate = m_plate, parts = m_parts](std::stop_token stop) {
                LoadOptions options;
                options.digest = true;
                const AlsoUsed useElsewhere = otherUses(parts, plate->plate, static_cast<std::size_t>(sample));
                auto image = std::make_shared<const LoadedSample>(parts.load(plate->plate, plate->plate.samples[static_cast<std::size_t>(sample)], options, stop));
                if (stop.stop_requested())
                    return false;
                onThreadOf(this, [this, sample, generation, image] {
                    if (generation == m_generation)
                        complete(sample, image);
                });
                useLater(image, useElsewhere);
                return true;
            }};
}

/// Behind what a reviewer waits for, and of the last images only: each keeps its planes until then.
void ImageCache::useLater(const ImageReference& image, const AlsoUsed& use) {
    m_threads.submitFirst(Lane::OtherUse, {-1, [image, use](std::stop_token) {
                                               use(*image);
                                               return true;
                                           }});
    m_threads.dropLast(Lane::OtherUse, usesWaiting);
}

/// From a decoding thread.
void ImageCache::send(int sample, int generation, const std::shared_ptr<Arriving>& arriving, ImageReference image) {
    {
        const std::lock_guard lock(arriving->mutex);
        arriving->samples.emplace(sample, image->digestFollows);
    }
    onThreadOf(this, [this, sample, generation, image = std::move(image)] {
        if (generation == m_generation)
            store(sample, image);
    });
}

/// Of the window's thread: also where the image was dropped meanwhile, for the one on screen is held elsewhere too.
void ImageCache::complete(int sample, ImageReference image) {
    if (const auto found = m_entries.find(sample); found != m_entries.end())
        found->second.image = image;
    emit digested(sample, image);
}

void ImageCache::show(int shown, std::vector<int> neighbours) {
    m_shown = shown;
    m_neighbours = std::move(neighbours);
    const bool isHere = shown < 0 || find(shown) || isArriving(shown);
    if (isHere) {
        m_threads.letFrameBeFirst();
        if (isDigestToFollow(shown))
            m_threads.replace(Lane::Visible, {digesting(shown)}); // unless who decoded it is about to
        else
            m_threads.clear(Lane::Visible);
    }
    if (!isHere && !m_threads.promote(Lane::Neighbour, Lane::Visible, shown))
        m_threads.replace(Lane::Visible, {decoding(shown, 2)});
    prefetch();
}

std::size_t ImageCache::limit() const {
    const std::size_t besides = m_onTheirWay * m_shownBytes + (m_heldElsewhere ? m_heldElsewhere() : 0);
    return m_limit - std::min(m_limit, besides);
}

void ImageCache::setBeside(std::vector<int> beside) {
    m_beside = std::move(beside);
    makeRoom();
    if (m_shown >= 0)
        prefetch();
}

/// What is on screen beside the sample shown, then neighbours that fit beside it, judged by its size; the first one always.
void ImageCache::prefetch() {
    const ImageReference shown = find(m_shown);
    if (shown)
        m_shownBytes = shown->stack.byteCount();
    const std::size_t size = shown ? std::max<std::size_t>(shown->stack.byteCount(), 1) : m_limit;
    const std::size_t onScreen = 1 + m_beside.size();
    const std::size_t fitting = std::max<std::size_t>(limit() / size, onScreen + 1) - onScreen;
    std::vector<DecodingThreads::Job> jobs;
    for (const int sample : m_beside)
        if (sample != m_shown && isMissing(sample))
            jobs.push_back(decoding(sample, 1));
    for (std::size_t i = 0; i < std::min(fitting, m_neighbours.size()); ++i) {
        if (isMissing(m_neighbours[i]) && std::find(m_beside.begin(), m_beside.end(), m_neighbours[i]) == m_beside.end())
            jobs.push_back(decoding(m_neighbours[i], 1));
    }
    m_threads.replace(Lane::Neighbour, std::move(jobs));
}

void ImageCache::store(int sample, ImageReference image) {
    {
        const std::lock_guard lock(m_arriving->mutex);
        m_arriving->samples.erase(sample);
    }
    if (!m_entries.contains(sample)) {
        Entry entry{image, image->stack.byteCount(), ++m_uses};
        m_bytes += entry.bytes;
        m_entries.emplace(sample, std::move(entry));
        makeRoom();
    }
    if (sample == m_shown)
        prefetch();
    emit arrived(sample, image);
}

bool ImageCache::isMissing(int sample) const { return !m_entries.contains(sample) && !isArriving(sample); }

bool ImageCache::isArriving(int sample) const {
    const std::lock_guard lock(m_arriving->mutex);
    return m_arriving->samples.contains(sample);
}

bool ImageCache::isDigestToFollow(int sample) {
    if (const auto here = m_entries.find(sample); here != m_entries.end())
        return here->second.image->digestFollows;
    const std::lock_guard lock(m_arriving->mutex);
    const auto arriving = m_arriving->samples.find(sample);
    return arriving != m_arriving->samples.end() && arriving->second;
}

bool ImageCache::isWanted(int sample) const {
    return sample == m_shown || std::find(m_beside.begin(), m_beside.end(), sample) != m_beside.end() || (!m_neighbours.empty() && sample == m_neighbours.front());
}

void ImageCache::makeRoom() {
    while (m_bytes > limit()) {
        auto oldest = m_entries.end();
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (!isWanted(entry->first) && (oldest == m_entries.end() || entry->second.lastUse < oldest->second.lastUse))
                oldest = entry;
        }
        if (oldest == m_entries.end())
            return;
        m_bytes -= oldest->second.bytes;
        m_entries.erase(oldest);
    }
}

} // namespace locascope
