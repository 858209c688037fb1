#include "ui/widgets/snapshotplan.h"

#include "ui/models/session.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/planechoice.h"
#include "ui/widgets/saliencychoice.h"
#include "ui/widgets/snapshotwords.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr int pixelsOfPanels = 1024;
constexpr int mostPixels = 16384; ///< of the longer side of a picture
constexpr std::size_t mostProbabilities = 5;
constexpr qsizetype digestDigits = 12;

QString text(std::string_view bytes) { return QString::fromUtf8(bytes.data(), qsizetype(bytes.size())); }

const Sample& sampleOf(const Session& session, int index) { return session.plate().samples[static_cast<std::size_t>(index)]; }

/// Whole pixels of the field that are on screen, all or in part.
PixelRectangle visiblePart(const Viewport& view, const ChannelStack& stack) {
    const int left = std::clamp(int(std::floor(view.left)), 0, stack.fullWidth - 1);
    const int top = std::clamp(int(std::floor(view.top)), 0, stack.fullHeight - 1);
    const int right = std::clamp(int(std::ceil(view.left + view.width / view.scale)), left + 1, stack.fullWidth);
    const int bottom = std::clamp(int(std::ceil(view.top + view.height / view.scale)), top + 1, stack.fullHeight);
    return {.x = left, .y = top, .width = right - left, .height = bottom - top};
}

std::vector<int> panelSamples(const Session& session) {
    std::vector<int> samples;
    for (const int sample : session.selection().samples())
        samples.push_back(sample);
    if (samples.empty())
        return {session.current()};
    std::stable_sort(samples.begin(), samples.end(), [&](int left, int right) { return session.rowOf(left) < session.rowOf(right); });
    samples.resize(std::min(samples.size(), mostPanelFields));
    return samples;
}

/// The classes above their thresholds, as the window shows them.
QString probabilitiesText(const Session& session, int sample) {
    const std::vector<float>* probabilities = session.proposalsAllowed() ? session.probabilities(sample) : nullptr;
    if (!probabilities)
        return {};
    const std::vector<double> thresholds = session.thresholds();
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < probabilities->size() && i < thresholds.size(); ++i)
        if (double((*probabilities)[i]) >= thresholds[i])
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) { return (*probabilities)[left] > (*probabilities)[right]; });
    order.resize(std::min(order.size(), mostProbabilities));
    QStringList names;
    for (const std::size_t i : order)
        names.append(className(text(session.vocabulary().at(toClass(i)).name)) + u' ' + QLocale().toString(double((*probabilities)[i]), 'f', 2));
    return proposalCaption(names);
}

/// Empty where it is not known, and where that column is hidden.
QString antibodyOf(const Session& session, int sample) {
    const JoinedSheet* sheet = session.sheet();
    const auto column = sheet ? sheet->table.columnIndex(sheet->mapping.column(SheetRole::Antibody)) : std::nullopt;
    return column && session.isColumnShown(*column) ? text(sheet->cell(sample, *column)) : QString();
}

QStringList captionsOf(const Session& session, int index, const SnapshotChoice& choice) {
    const Sample& sample = sampleOf(session, index);
    QStringList captions;
    const auto add = [&captions](const QString& piece) {
        if (!piece.isEmpty() && !captions.contains(piece))
            captions.append(piece);
    };
    add(text(sample.plateName));
    add(sampleText(session, index));
    add(antibodyOf(session, index));
    add(text(sample.shortId));
    if (const int depth = depthOf(sample); depth > 1)
        add(planeText(session.plate().chosenPlane, depth));
    if (choice.labels)
        add(decisionSummary(session.decision(index), session.vocabulary()));
    if (choice.probabilities)
        add(probabilitiesText(session, index));
    return captions;
}

FigureSaliency saliencyOf(const Session& session, double opacity, HeatPalette palette) {
    const auto index = session.saliencyClass();
    if (!index || opacity <= 0)
        return {};
    const std::vector<float>* probabilities = session.probabilities(session.current());
    const auto card = session.model();
    return {.map = session.saliency(),
            .opacity = opacity,
            .palette = palette,
            .className = className(text(session.vocabulary().at(*index).name)),
            .probability = probabilities && toIndex(*index) < probabilities->size() ? (*probabilities)[toIndex(*index)] : 0,
            .method = session.saliencyMethod() ? methodText(*session.saliencyMethod()) : QString(),
            .model = card ? text(card->modelDigest).left(digestDigits) : QString(),
            .isOfSimulation = card && card->trainedOn == TrainedOn::Simulated};
}

std::vector<FigurePane> panelPanes(const Session& session) {
    std::vector<FigurePane> panes;
    for (const Stain stain : allStains)
        if (!session.plate().absentStains[stain])
            panes.push_back({FigurePane::Kind::Stain, stain});
    if (panes.size() > 1)
        panes.push_back({});
    return panes;
}

void planPanel(const Session& session, const std::vector<int>& samples, FigureDescription& figure) {
    figure.panes = panelPanes(session);
    figure.display.mode = DisplayMode::Composite;
    figure.pixels = pixelsOfPanels;
    for (const int sample : samples)
        figure.title += (figure.title.isEmpty() ? QString() : QStringLiteral(", ")) + text(sampleOf(session, sample).id);
}

void planField(const Session& session, const ShownField& shown, const SnapshotChoice& choice, FigureDescription& figure) {
    FigureField& field = figure.fields.front();
    figure.title = text(sampleOf(session, session.current()).id);
    if (choice.content != SnapshotContent::Field) {
        field.crop = shown.part;
        figure.pixels = std::clamp(int(std::lround(std::max(field.crop.width, field.crop.height) * shown.scale)), 1, mostPixels);
    }
    if (choice.saliency)
        field.saliency = shown.saliency;
    if (!field.saliency.map.isEmpty())
        figure.panes = {FigurePane{FigurePane::Kind::Saliency}};
}

} // namespace

ShownField shownField(const Session& session, const Viewport& view, double saliencyOpacity, HeatPalette palette) {
    return {.part = visiblePart(view, session.image()->stack),
            .scale = view.scale,
            .display = session.display(),
            .saliency = saliencyOf(session, saliencyOpacity, palette),
            .notes = comparabilityNotes(session)};
}

SnapshotPlan planSnapshot(const Session& session, const ShownField& shown, const SnapshotChoice& choice) {
    SnapshotPlan plan{.choice = choice, .plate = session.snapshot(), .samples = {session.current()}, .figure = {}, .raw = {}};
    const bool isPanel = choice.content == SnapshotContent::Panel;
    if (isPanel)
        plan.samples = panelSamples(session);
    FigureDescription& figure = plan.figure;
    for (const int sample : plan.samples) {
        FigureField field;
        field.pixelSize = pixelSizeOf(session.plate(), sampleOf(session, sample));
        field.captions = captionsOf(session, sample, choice);
        figure.fields.push_back(std::move(field));
    }
    figure.display = shown.display;
    figure.greySingles = choice.greySingles;
    figure.scaleBar = choice.scaleBar;
    figure.captions = choice.captions;
    figure.simulated = session.plate().simulated;
    figure.words = figureWords();
    figure.notes = shown.notes;
    if (isPanel)
        planPanel(session, plan.samples, figure);
    else
        planField(session, shown, choice, figure);
    if (choice.content == SnapshotContent::RawCounts) {
        for (const Stain stain : allStains)
            plan.raw.colours[stain] = figure.display.stains[stain].colour;
        plan.raw.part = figure.fields.front().crop;
        plan.raw.stains.assign(allStains.begin(), allStains.end());
        plan.raw.software = "Locascope " LOCASCOPE_VERSION;
    }
    return plan;
}

QString suffixOf(const SnapshotChoice& choice) {
    if (choice.content == SnapshotContent::RawCounts)
        return QStringLiteral("tif");
    return choice.format == SnapshotFormat::Png ? QStringLiteral("png") : choice.format == SnapshotFormat::Pdf ? QStringLiteral("pdf") : QStringLiteral("svg");
}

} // namespace locascope
