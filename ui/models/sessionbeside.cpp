#include "ui/models/sessionprivate.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

/// Decoded, as the headers tell; 0 while they are not read.
std::size_t decodedBytes(const Plate& plate, int sample) {
    const auto index = static_cast<std::size_t>(sample);
    const SampleShape shape = shapeOf(plate, index);
    const auto& files = plate.samples[index].files.values;
    const auto stains = static_cast<std::size_t>(std::count_if(files.begin(), files.end(), [](const auto& file) { return file.has_value(); }));
    return static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.bits / 8) * stains;
}

} // namespace

void Session::Private::setBeside(std::vector<int> samples) {
    std::erase_if(samples, [this](int sample) { return !isSample(sample); });
    const std::size_t room = options.besideBytes > 0 ? options.besideBytes : images.limit();
    std::size_t bytes = isSample(current) ? decodedBytes(plate->plate, current) : 0;
    const auto fitting = std::find_if(samples.begin(), samples.end(), [&](int sample) { return (bytes += decodedBytes(plate->plate, sample)) > room; });
    if (fitting != samples.end())
        say(Severity::Warning, "beside", Error(ErrorKind::TooLarge, {}, "not all of these samples fit into memory at the same time; compare fewer"));
    else
        settle("beside");
    samples.erase(fitting, samples.end());
    if (samples == beside)
        return;
    beside = std::move(samples);
    images.setBeside(beside);
    emit q.besideChanged();
}

DisplaySettings Session::Private::displayOf(const LoadedSample& sample) const {
    DisplaySettings other = display;
    if (sample.stack.isEmpty() || sample.stack.bits == shownBits())
        return other;
    const PerStain<ContrastWindow> windows = book.windows(sample.stack.bits);
    for (const Stain stain : allStains)
        other.stains[stain].window = windows[stain];
    return other;
}

const std::vector<int>& Session::beside() const { return d->beside; }
void Session::setBeside(std::vector<int> samples) { d->setBeside(std::move(samples)); }
std::shared_ptr<const LoadedSample> Session::imageBeside(int sampleIndex) { return d->images.find(sampleIndex); }
DisplaySettings Session::displayOf(const LoadedSample& sample) const { return d->displayOf(sample); }

} // namespace locascope
