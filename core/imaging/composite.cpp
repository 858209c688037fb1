#include "core/imaging/composite.h"

#include "core/imaging/sampling.h"

#include <algorithm>
#include <atomic>
#include <array>
#include <cmath>
#include <system_error>
#include <thread>

// Every visible stain becomes a table from raw value to brightness in three 10-bit lanes, so that four stains add without carrying over.
namespace locascope {

namespace {

/// One stain to be added: where its values come from and what each contributes.
struct Layer {
    const Plane* plane = nullptr;
    ContrastWindow window;
    std::array<double, 3> full{}; ///< red, green, blue at full brightness, in [0, 255]
    std::vector<std::uint32_t> table;
};

std::array<double, 3> fullColour(Colour colour, double gain) {
    const double share = std::clamp(gain, 0.0, 1.0);
    return {colour.red * share, colour.green * share, colour.blue * share};
}

std::uint32_t contribution(const Layer& layer, double fraction) {
    std::uint32_t packed = 0;
    for (const double full : layer.full)
        packed = packed << 10 | static_cast<std::uint32_t>(full * fraction + 0.5);
    return packed;
}

/// The first entry of the table that is not below `bound`.
std::size_t entryAt(double bound, std::size_t size) {
    return static_cast<std::size_t>(std::clamp(std::ceil(bound), 0.0, static_cast<double>(size)));
}

void fillTable(Layer& layer) {
    const std::size_t size = layer.table.size();
    const std::size_t full = std::isfinite(layer.window.maximum) ? entryAt(layer.window.maximum, size) : size;
    for (std::size_t value = 0; value < full; ++value)
        layer.table[value] = contribution(layer, displayFraction(layer.window, static_cast<double>(value)));
    for (std::size_t value = full; value < size; ++value)
        layer.table[value] = contribution(layer, static_cast<double>(value) > layer.window.minimum ? 1 : 0);
}

bool fits(const ChannelStack& stack, const Plane& plane) {
    return !plane.isEmpty() && plane.width() == stack.width && plane.height() == stack.height && plane.bits() == stack.bits;
}

std::vector<Layer> layersOf(const ChannelStack& stack, const DisplaySettings& settings) {
    std::vector<Layer> layers;
    for (const Stain stain : allStains) {
        const StainDisplay& display = settings.stains[stain];
        const bool composite = settings.mode == DisplayMode::Composite;
        if (!fits(stack, stack.planes[stain]) || (composite ? !display.visible : stain != settings.active))
            continue;
        const Colour colour = settings.mode == DisplayMode::Greyscale ? Colour{255, 255, 255} : display.colour;
        layers.push_back({&stack.planes[stain], display.window, fullColour(colour, composite ? display.gain : 1), {}});
        layers.back().table.resize(static_cast<std::size_t>(stack.planes[stain].maximumValue()) + 1);
    }
    return layers;
}

/// Everything the rows of one picture share; each thread has its own RowSampler.
struct Picture {
    const std::vector<SampledLayer>& layers;
    const AxisSampling& columns;
    const AxisSampling& rows;
    std::uint32_t* pixels;
    std::size_t bytesPerLine;
    int width;

    std::uint32_t* line(int y) const {
        return reinterpret_cast<std::uint32_t*>(reinterpret_cast<std::byte*>(pixels) +
                                                bytesPerLine * static_cast<std::size_t>(y));
    }
};

/// What one thread writes to besides the picture.
struct Brush {
    explicit Brush(const Picture& picture)
        : sampler(picture.columns, picture.rows)
        , sums(picture.columns.first.size()) {}
    RowSampler sampler;
    std::vector<std::uint32_t> sums;
};

void paintLine(const Picture& picture, int y, Brush& brush) {
    std::uint32_t* line = picture.line(y);
    const int begin = picture.columns.begin, end = picture.columns.end;
    std::fill(line, line + begin, 0u);
    std::fill(line + end, line + picture.width, 0u);
    brush.sampler.sumRow(picture.layers, y, brush.sums.data());
    packPixels(brush.sums.data(), end - begin, line + begin);
}

void paintLines(const Picture& picture, int first, int last, Brush& brush) {
    const AxisSampling& rows = picture.rows;
    for (int y = first; y < last; ++y) {
        std::uint32_t* line = picture.line(y);
        if (y < rows.begin || y >= rows.end)
            std::fill(line, line + picture.width, 0u);
        else if (y > first && y > rows.begin && rows.sameSource(y - 1, y))
            std::copy(picture.line(y - 1), picture.line(y - 1) + picture.width, line);
        else
            paintLine(picture, y, brush);
    }
}

/// Calls work(worker, first, last) until every `grain` of [0, count) is done, on up to `workers` threads, the caller's among them. Each takes
/// what is left, so that one that the system starts late, or not at all, holds nobody up.
template <class Work>
void shared(int count, int grain, int workers, const Work& work) {
    std::atomic<int> next = 0;
    const auto help = [&](int worker) {
        for (int first = next.fetch_add(grain); first < count; first = next.fetch_add(grain))
            work(worker, first, std::min(count, first + grain));
    };
    std::vector<std::jthread> others;
    try {
        for (int worker = 1; worker < workers; ++worker)
            others.emplace_back(help, worker);
    } catch (const std::system_error&) {
    }
    help(0);
}

/// A thread costs some tenths of a millisecond to come and go; fewer table entries and pixels than this are done before it would help.
constexpr double worthAThread = 4e6;
constexpr int linesAtOnce = 32;

double costOf(const std::vector<Layer>& layers, const Viewport& view, const AxisSampling& columns, const AxisSampling& rows) {
    double tableEntries = 0;
    for (const Layer& layer : layers)
        tableEntries += static_cast<double>(layer.table.size());
    const double reads = static_cast<double>(columns.taps) * rows.taps * view.width * view.height;
    return 8 * tableEntries + reads * static_cast<double>(layers.size());
}

} // namespace

const std::vector<Palette>& palettes() {
    // Colour-blind: Okabe and Ito's sky blue, bluish green, vermillion and yellow (jfly.uni-koeln.de/color, 2008).
    // ImageJ's look-up tables of these names are the pure primaries: Cyan, Green, Magenta, Yellow.
    static const std::vector<Palette> all = {
        {"hpa", {{{{0, 0, 255}, {0, 255, 0}, {255, 0, 0}, {255, 255, 0}}}}},
        {"colour-blind", {{{{86, 180, 233}, {0, 158, 115}, {213, 94, 0}, {240, 228, 66}}}}},
        {"imagej", {{{{0, 255, 255}, {0, 255, 0}, {255, 0, 255}, {255, 255, 0}}}}},
    };
    return all;
}

DisplaySettings defaultDisplay() {
    DisplaySettings settings;
    const PerStain<double> gains{{0.8, 1.0, 0.6, 1.0}};
    for (const Stain stain : allStains)
        settings.stains[stain] = {stain != Stain::Reticulum, palettes().front().colours[stain], {}, gains[stain]};
    return settings;
}

void compositeView(const ChannelStack& stack, const DisplaySettings& settings, const Viewport& view,
                   std::uint32_t* pixels, std::size_t bytesPerLine, int threads) {
    if (view.width <= 0 || view.height <= 0)
        return;
    std::vector<Layer> layers = layersOf(stack, settings);
    const int reduction = std::max(stack.reduction, 1);
    const int fullWidth = stack.fullWidth > 0 ? stack.fullWidth : stack.width * reduction;
    const int fullHeight = stack.fullHeight > 0 ? stack.fullHeight : stack.height * reduction;
    const AxisSampling columns(view.left, view.scale, view.width, fullWidth, stack.width, reduction);
    const AxisSampling rows(view.top, view.scale, view.height, fullHeight, stack.height, reduction);
    const int workers = costOf(layers, view, columns, rows) < worthAThread ? 1 : std::clamp(threads, 1, view.height);
    shared(static_cast<int>(layers.size()), 1, std::min(workers, static_cast<int>(stainCount)), [&layers](int, int first, int last) {
        for (int i = first; i < last; ++i)
            fillTable(layers[static_cast<std::size_t>(i)]);
    });
    std::vector<SampledLayer> sampled;
    for (const Layer& layer : layers)
        sampled.push_back({layer.plane, layer.table.data()});
    const Picture picture{sampled, columns, rows, pixels, bytesPerLine, view.width};
    std::vector<Brush> brushes(static_cast<std::size_t>(workers), Brush(picture));
    shared(view.height, linesAtOnce, workers, [&](int worker, int first, int last) {
        paintLines(picture, first, last, brushes[static_cast<std::size_t>(worker)]);
    });
}

} // namespace locascope
