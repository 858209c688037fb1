#include "core/imaging/composite.h"

#include "core/imaging/kernels/availablekernels.h"
#include "core/imaging/layerrow.h"
#include "core/imaging/lookuptable.h"
#include "core/imaging/sampling.h"
#include "core/imaging/tablerow.h"

#include <algorithm>
#include <atomic>
#include <array>
#include <cmath>
#include <span>
#include <system_error>
#include <thread>

namespace locascope {

namespace {

/// One stain to be added: where its values come from and what they contribute.
struct Layer {
    const Plane* plane = nullptr;
    ContrastWindow window;
    std::array<double, 3> full{}; ///< red, green, blue at full brightness, in [0, 255]
    LayerRow row;
    std::vector<std::uint32_t> table; ///< empty where a kernel computes it
};

std::array<double, 3> fullColour(Colour colour, double gain) {
    const double share = std::clamp(gain, 0.0, 1.0);
    return {colour.red * share, colour.green * share, colour.blue * share};
}

/// Gamma is cut to [1/1000, 1000], what is no number to the lower end.
double cutGamma(double gamma) { return gamma > 0.001 ? std::min(gamma, 1000.0) : 0.001; }

bool fits(const ChannelStack& stack, const Plane& plane) {
    return !plane.isEmpty() && plane.width() == stack.width && plane.height() == stack.height && plane.bits() == stack.bits;
}

std::vector<Layer> layersOf(const ChannelStack& stack, const DisplaySettings& settings, int taps) {
    std::vector<Layer> layers;
    for (const Stain stain : allStains) {
        const StainDisplay& display = settings.stains[stain];
        const Plane& plane = stack.planes[stain];
        const bool composite = settings.mode == DisplayMode::Composite;
        if (!fits(stack, plane) || (composite ? !display.visible : stain != settings.active))
            continue;
        const bool tinted = composite || (settings.mode == DisplayMode::Colour && display.table == LookUpTable::Pure);
        const Colour colour = tinted ? display.colour : Colour{255, 255, 255};
        Layer layer{&plane, display.window, fullColour(colour, composite ? display.gain : 1), {}, {}};
        layer.window.gamma = cutGamma(layer.window.gamma);
        if (const auto row = layerRow(layer.window, layer.full, plane.maximumValue(), taps)) {
            layer.row = *row;
            layers.push_back(layer);
        }
    }
    return layers;
}

/// What grey is turned into once a row is painted; null where nothing is.
const PixelTable* tableOf(const ChannelStack& stack, const DisplaySettings& settings) {
    const LookUpTable table = settings.stains[settings.active].table;
    const bool used = settings.mode == DisplayMode::Colour && table != LookUpTable::Pure && fits(stack, stack.planes[settings.active]);
    return used ? &pixelTable(table) : nullptr;
}

/// Everything the rows of one picture share; each thread has its own Brush.
struct Picture {
    const std::vector<Layer>& layers;
    const AxisSampling& columns;
    const AxisSampling& rows;
    const CompositeKernel& kernel;
    const PixelTable* table;
    int bits;
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
        : sampler(picture.columns, picture.rows, picture.layers.size(), picture.bits, picture.kernel)
        , painted(sampler.isInOrder() ? 0 : static_cast<std::size_t>(sampler.length())) {}
    RowSampler sampler;
    std::vector<std::uint32_t> painted; ///< a row whose pixels are not yet in the view's order
};

PaintRow paintOf(const CompositeKernel& kernel, int bits, int taps) {
    if (bits == 16)
        return taps > 1 ? kernel.paintSums16 : kernel.paint16;
    return taps > 1 ? kernel.paintSums8 : kernel.paint8;
}

void paintByKernel(const Picture& picture, int y, RowSampler& sampler, std::uint32_t* pixels) {
    std::array<LayerRow, maxLayers> rows;
    for (std::size_t i = 0; i < picture.layers.size(); ++i) {
        rows[i] = picture.layers[i].row;
        rows[i].values = sampler.row(*picture.layers[i].plane, i, y);
    }
    const PaintRow paint = paintOf(picture.kernel, picture.bits, sampler.taps());
    paint(rows.data(), static_cast<int>(picture.layers.size()), sampler.length(), pixels);
}

void paintByTables(const Picture& picture, int y, RowSampler& sampler, std::uint32_t* pixels) {
    std::array<TableRow, maxLayers> rows;
    for (std::size_t i = 0; i < picture.layers.size(); ++i)
        rows[i] = {sampler.row(*picture.layers[i].plane, i, y), picture.layers[i].table.data()};
    sumThroughTables(std::span(rows).first(picture.layers.size()), picture.bits, sampler.taps(), sampler.length(), pixels);
    picture.kernel.packLanes(pixels, sampler.length());
}

void paintValues(const Picture& picture, int y, RowSampler& sampler, std::uint32_t* pixels) {
    if (picture.layers.front().table.empty())
        paintByKernel(picture, y, sampler, pixels);
    else
        paintByTables(picture, y, sampler, pixels);
}

void paintLine(const Picture& picture, int y, Brush& brush) {
    std::uint32_t* line = picture.line(y);
    const int begin = picture.columns.begin, end = picture.columns.end;
    std::fill(line, line + begin, 0u);
    std::fill(line + end, line + picture.width, 0u);
    if (picture.layers.empty()) {
        std::fill(line + begin, line + end, 0xFF000000u);
    } else if (brush.sampler.isInOrder()) {
        paintValues(picture, y, brush.sampler, line + begin);
    } else {
        paintValues(picture, y, brush.sampler, brush.painted.data());
        brush.sampler.arrange(brush.painted.data(), line + begin);
    }
    if (picture.table)
        std::transform(line + begin, line + end, line + begin, [&](std::uint32_t grey) { return (*picture.table)[grey & 0xFF]; });
}

void paintLines(const Picture& picture, int first, int last, Brush& brush) {
    const AxisSampling& rows = picture.rows;
    for (int y = first; y < last; ++y) {
        std::uint32_t* line = picture.line(y);
        if (y < rows.begin || y >= rows.end || picture.columns.begin == picture.columns.end)
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

bool needsTables(const std::vector<Layer>& layers, int bits, const CompositeKernel& kernel) {
    const bool curved = std::any_of(layers.begin(), layers.end(), [](const Layer& layer) { return layer.window.gamma != 1; });
    return curved && !(bits == 16 && kernel.drawsCurves);
}

void fillTables(std::vector<Layer>& layers, int bits, int taps, int threads) {
    shared(static_cast<int>(layers.size()), 1, std::min(threads, static_cast<int>(stainCount)), [&](int, int first, int last) {
        for (int i = first; i < last; ++i) {
            Layer& layer = layers[static_cast<std::size_t>(i)];
            layer.table = brightnessTable(layer.window, layer.full, std::size_t{1} << bits);
            if (bits == 8 && taps > 1)
                layer.table = tableOfSums(layer.table, taps);
        }
    });
}

/// A thread costs some tenths of a millisecond to come and go; fewer table entries and pixels than this are done before it would help.
constexpr double worthAThread = 4e6;
constexpr int linesAtOnce = 32;

double tableCost(const std::vector<Layer>& layers, int bits) { return 8.0 * (1 << bits) * static_cast<double>(layers.size()); }

double readCost(const std::vector<Layer>& layers, const Viewport& view, int taps) {
    return static_cast<double>(layers.size()) * taps * view.width * view.height;
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
                   std::uint32_t* pixels, std::size_t bytesPerLine, int threads, const CompositeKernel* kernel) {
    if (view.width <= 0 || view.height <= 0)
        return;
    if (!kernel)
        kernel = availableKernels().front();
    const int reduction = std::max(stack.reduction, 1);
    const int fullWidth = stack.fullWidth > 0 ? stack.fullWidth : stack.width * reduction;
    const int fullHeight = stack.fullHeight > 0 ? stack.fullHeight : stack.height * reduction;
    const AxisSampling columns(view.left, view.scale, view.width, fullWidth, stack.width, reduction);
    const AxisSampling rows(view.top, view.scale, view.height, fullHeight, stack.height, reduction);
    const int taps = columns.taps * rows.taps;
    std::vector<Layer> layers = layersOf(stack, settings, taps);
    const bool tabled = needsTables(layers, stack.bits, *kernel);
    const double cost = readCost(layers, view, taps) + (tabled ? tableCost(layers, stack.bits) : 0);
    const int workers = cost < worthAThread ? 1 : std::clamp(threads, 1, view.height);
    if (tabled)
        fillTables(layers, stack.bits, taps, workers);
    const Picture picture{layers, columns, rows, *kernel, tableOf(stack, settings), stack.bits, pixels, bytesPerLine, view.width};
    std::vector<Brush> brushes(static_cast<std::size_t>(workers), Brush(picture));
    shared(view.height, linesAtOnce, workers, [&](int worker, int first, int last) {
        paintLines(picture, first, last, brushes[static_cast<std::size_t>(worker)]);
    });
}

} // namespace locascope
