#include "ui/models/thumbnails.h"

#include "ui/models/onthreadof.h"
#include "ui/models/thumbnailfile.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

int reductionForSide(const Sample& sample) {
    int reduction = 1;
    while (reduction < 8 && std::max(sample.width, sample.height) / (reduction * 2) >= thumbnailSide)
        reduction *= 2;
    return reduction;
}

QImage composited(const ChannelStack& stack, const ThumbnailStyle& style) {
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

/// A sample of which a file could not be read is not kept: it may be whole the next time.
std::optional<ChannelStack> smallStack(const SessionParts& parts, const std::filesystem::path& cacheDirectory, const Plate& plate,
                                       const Sample& sample, std::stop_token stop) {
    const std::filesystem::path file = cacheDirectory.empty() ? std::filesystem::path() : thumbnailFile(cacheDirectory, plate, sample);
    if (!file.empty()) {
        if (auto kept = readThumbnail(file))
            return kept;
    }
    LoadOptions options;
    options.reduction = reductionForSide(sample);
    const LoadedSample image = parts.load(plate, sample, options, stop);
    if (stop.stop_requested() || image.stack.isEmpty())
        return std::nullopt;
    ChannelStack small = reducedTo(image.stack, thumbnailSide);
    try {
        if (!file.empty() && image.complete)
            writeThumbnail(file, small);
    } catch (const Error&) {
        // A cache that cannot be written costs time only.
    }
    return small;
}

} // namespace

Thumbnails::Thumbnails(const SessionParts& parts, DecodingThreads& threads, std::filesystem::path cacheDirectory, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_threads(threads)
    , m_cacheDirectory(std::move(cacheDirectory))
    , m_style(std::make_shared<const ThumbnailStyle>()) {}

Thumbnails::~Thumbnails() = default;

void Thumbnails::setPlate(PlateReference plate) {
    m_plate = std::move(plate);
    setStyle(*m_style);
}

void Thumbnails::setStyle(const ThumbnailStyle& style) {
    ++m_generation;
    m_style = std::make_shared<const ThumbnailStyle>(style);
    m_threads.clear(Lane::Thumbnail);
    m_entries.clear();
    m_uses.clear();
    m_wishes.clear();
    m_bytes = 0;
}

QImage Thumbnails::find(int sample) {
    if (!m_plate || sample < 0 || static_cast<std::size_t>(sample) >= m_plate->plate.samples.size())
        return {};
    const auto found = m_entries.find(sample);
    if (found != m_entries.end()) {
        m_uses.splice(m_uses.begin(), m_uses, found->second.use);
        return found->second.image;
    }
    if (std::find(m_wishes.begin(), m_wishes.end(), sample) != m_wishes.end())
        return {};
    m_wishes.push_front(sample);
    m_threads.submitFirst(Lane::Thumbnail, making(sample));
    if (m_wishes.size() > waitingAtMost) {
        m_wishes.pop_back();
        m_threads.dropLast(Lane::Thumbnail, waitingAtMost);
    }
    return {};
}

DecodingThreads::Job Thumbnails::making(int sample) {
    return {sample, [this, sample, generation = m_generation, plate = m_plate, style = m_style, parts = m_parts,
                     cacheDirectory = m_cacheDirectory](std::stop_token stop) {
                const auto small =
                    smallStack(parts, cacheDirectory, plate->plate, plate->plate.samples[static_cast<std::size_t>(sample)], stop);
                if (stop.stop_requested())
                    return false;
                const QImage image = small ? composited(*small, *style) : QImage();
                onThreadOf(this, [this, sample, generation, image] {
                    if (generation == m_generation)
                        store(sample, image);
                });
                return true;
            }};
}

void Thumbnails::store(int sample, const QImage& image) {
    m_wishes.remove(sample);
    if (m_entries.contains(sample))
        return;
    m_uses.push_front(sample);
    m_entries.emplace(sample, Entry{image, m_uses.begin()});
    m_bytes += static_cast<std::size_t>(image.sizeInBytes());
    while (m_bytes > memoryBytes && m_uses.size() > 1) {
        const auto oldest = m_entries.find(m_uses.back());
        m_bytes -= static_cast<std::size_t>(oldest->second.image.sizeInBytes());
        m_entries.erase(oldest);
        m_uses.pop_back();
    }
    emit made(sample);
}

} // namespace locascope
