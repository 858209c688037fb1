#include "ui/widgets/snapshotmaker.h"

#include "core/files/writefile.h"
#include "core/imaging/loadstains.h"
#include "ui/figure/figurepaint.h"
#include "ui/models/aserror.h"
#include "ui/models/behindthewindow.h"
#include "ui/models/onthreadof.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr int previewPixels = 480; ///< of the longer side of a picture
constexpr int previewPanelPixels = 200;

const Sample& sampleOf(const SnapshotPlan& plan, std::size_t i) { return plan.plate->plate.samples[static_cast<std::size_t>(plan.samples[i])]; }

PerStain<bool> shownStains(const SnapshotPlan& plan) {
    PerStain<bool> shown{};
    const DisplaySettings& display = plan.figure.display;
    for (const Stain stain : allStains)
        shown[stain] = plan.choice.content == SnapshotContent::Panel || plan.choice.content == SnapshotContent::RawCounts ||
                       (display.mode == DisplayMode::Composite ? display.stains[stain].visible : stain == display.active);
    return shown;
}

/// As far as the headers were read.
SampleShape shapeOf(const SnapshotPlan& plan, std::size_t i) {
    const auto sample = static_cast<std::size_t>(plan.samples[i]);
    const std::vector<SampleShape>& shapes = plan.plate->plate.shapes;
    return sample < shapes.size() ? shapes[sample] : SampleShape{};
}

/// The coarsest at which a picture of `pixels` still has all that it can show.
int reductionFor(const SampleShape& whole, const PixelRectangle& crop, int pixels) {
    const int side = crop.isEmpty() ? std::max(whole.width, whole.height) : std::max(crop.width, crop.height);
    int reduction = 1;
    while (pixels > 0 && reduction < 8 && side / (reduction * 2) >= pixels)
        reduction *= 2;
    return reduction;
}

ChannelStack requireCounts(const SnapshotPlan& plan, std::size_t i, int reduction, const std::stop_token& stop) {
    const std::filesystem::path& root = plan.plate->plate.root;
    const Sample& sample = sampleOf(plan, i);
    LoadedSample loaded = loadStains(plan.plate->plate, sample, shownStains(plan), {.reduction = reduction}, stop);
    if (!loaded.problems.empty()) {
        const Problem& problem = loaded.problems.front();
        throw Error(problem.kind, root / (problem.file.empty() ? sample.id : problem.file), problem.cause);
    }
    if (loaded.stack.isEmpty() && !stop.stop_requested())
        throw Error(ErrorKind::Empty, root / sample.id, "none of its stains is shown");
    return loaded.stack;
}

/// The figure with its counts; without fields where `stop` was requested.
FigureDescription filled(const SnapshotPlan& plan, int pixels, const std::stop_token& stop) {
    FigureDescription figure = plan.figure;
    figure.pixels = pixels;
    int longest = 0;
    for (std::size_t i = 0; i < figure.fields.size(); ++i) {
        FigureField& field = figure.fields[i];
        field.stack = requireCounts(plan, i, reductionFor(shapeOf(plan, i), field.crop, pixels), stop);
        if (stop.stop_requested())
            return {};
        if (field.stack.bits != figure.fields.front().stack.bits)
            throw Error(ErrorKind::Mismatch, plan.plate->plate.root / sampleOf(plan, i).id, "its images have another depth than the first field's; common ranges need one depth");
        if (field.crop.isEmpty())
            field.crop = {.x = 0, .y = 0, .width = field.stack.fullWidth, .height = field.stack.fullHeight};
        longest = std::max({longest, field.crop.width, field.crop.height});
    }
    if (plan.choice.content == SnapshotContent::Panel)
        figure.pixels = std::min(pixels, longest);
    return figure;
}

} // namespace

Bytes snapshotFile(const SnapshotPlan& plan, std::stop_token stop) {
    if (plan.choice.content == SnapshotContent::RawCounts) {
        const ChannelStack stack = requireCounts(plan, 0, 1, stop);
        return stop.stop_requested() ? Bytes() : encodeRawTiff(rawCrop(plan.plate->plate, sampleOf(plan, 0), stack, plan.raw));
    }
    const FigureDescription figure = filled(plan, plan.figure.pixels, stop);
    if (stop.stop_requested())
        return {};
    const FigureLayout layout = layOutFigure(figure);
    switch (plan.choice.format) {
    case SnapshotFormat::Pdf: return figureAsPdf(layout);
    case SnapshotFormat::Svg: return figureAsSvg(layout);
    case SnapshotFormat::Png: break;
    }
    return figureAsPng(layout, {{"Software", "Locascope " LOCASCOPE_VERSION}, {"Title", layout.title.toStdString()}, {"Description", layout.description.toStdString()}});
}

QImage snapshotPreview(const SnapshotPlan& plan, std::stop_token stop) {
    const bool isPanel = plan.choice.content == SnapshotContent::Panel;
    FigureDescription figure = filled(plan, isPanel ? previewPanelPixels : previewPixels, stop);
    if (stop.stop_requested())
        return {};
    if (plan.choice.content == SnapshotContent::RawCounts)
        figure.captions = figure.scaleBar = false;
    return figureAsImage(layOutFigure(figure));
}

SnapshotMaker::SnapshotMaker(QObject* parent) : QObject(parent) {}

SnapshotMaker::~SnapshotMaker() {
    m_previewing.stopAll();
    m_writing.finish();
}

void SnapshotMaker::preview(const SnapshotPlan& plan) {
    m_previewing.replaceAll([this, plan, number = ++m_asked](std::stop_token stop) {
        goBehindTheWindow();
        try {
            const QImage image = snapshotPreview(plan, stop);
            if (!stop.stop_requested())
                onThreadOf(this, [this, image, number] {
                    if (number == m_asked)
                        emit previewed(image);
                });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::ReadFailed), number] {
                if (number == m_asked)
                    emit previewFailed(static_cast<int>(error.kind()), QString::fromStdString(error.path().string()), QString::fromStdString(error.detail()));
            });
        }
    });
}

void SnapshotMaker::write(const SnapshotPlan& plan, const std::filesystem::path& file) {
    m_writing.post([this, plan, file](const std::stop_token&) {
        goBehindTheWindow();
        try {
            writeFile(file, snapshotFile(plan));
            onThreadOf(this, [this, file] { emit written(QString::fromStdString(file.string())); });
        } catch (const std::exception& exception) {
            const Error error = asError(exception, ErrorKind::WriteFailed);
            const std::filesystem::path path = error.path().empty() ? file : error.path();
            onThreadOf(this, [this, error, path] {
                emit failed(static_cast<int>(error.kind()), QString::fromStdString(path.string()), QString::fromStdString(error.detail()));
            });
        }
    });
}

} // namespace locascope
