#include "app/snapshotfigure.h"

#include "app/openreview.h"
#include "core/files/error.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewsheet.h"
#include "ui/figure/figurepaint.h"

#include <algorithm>
#include <cstdio>

namespace locascope {

namespace {

constexpr int pixelsOfPanels = 1024; ///< a picture in a panel is some 4 cm wide: 600 dots an inch and more
constexpr std::size_t digestDigits = 12;
constexpr std::size_t mostProbabilities = 5;

QString text(std::string_view bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

bool isShownAnywhere(const SnapshotFields& snapshot, Stain stain) {
    return std::any_of(snapshot.fields.begin(), snapshot.fields.end(), [stain](const SnapshotField& field) { return !field.stack.planes[stain].isEmpty(); });
}

std::vector<FigurePane> panesOf(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    if (!request.typed.panel) {
        return {FigurePane{request.saliency ? FigurePane::Kind::Saliency : FigurePane::Kind::View, Stain::Protein}};
    }
    std::vector<FigurePane> panes;
    for (const Stain stain : allStains) {
        if (isShownAnywhere(snapshot, stain) && (!request.channels || (*request.channels)[stain])) {
            panes.push_back({FigurePane::Kind::Stain, stain});
        }
    }
    if (panes.size() > 1) {
        panes.push_back({FigurePane::Kind::View, Stain::Protein});
    }
    if (request.saliency) {
        panes.push_back({FigurePane::Kind::Saliency, Stain::Protein});
    }
    return panes;
}

std::string labelsText(const std::optional<Decision>& decision, const Vocabulary& vocabulary) {
    if (!decision) {
        return "not reviewed";
    }
    if (decision->outcome == Outcome::Negative || decision->outcome == Outcome::Unusable) {
        return std::string(outcomeKey(decision->outcome));
    }
    std::string names;
    for (const ClassIndex index : decision->present.classes()) {
        names += (names.empty() ? "" : ", ") + vocabulary.at(index).name;
    }
    if (decision->other) {
        names += names.empty() ? "other" : ", other";
    }
    return decision->outcome == Outcome::Unsure ? (names.empty() ? "unsure" : "unsure: " + names) : "labelled " + names;
}

/// The most probable classes at or above their thresholds.
std::string probabilitiesText(const std::vector<float>& probabilities, const ModelCard& model, const Vocabulary& vocabulary) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        if (static_cast<double>(probabilities[i]) >= (i < model.thresholds.size() ? model.thresholds[i] : 0.5)) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) { return probabilities[left] > probabilities[right]; });
    order.resize(std::min(order.size(), mostProbabilities));
    std::string names;
    for (const std::size_t i : order) {
        char figure[16];
        std::snprintf(figure, sizeof figure, " %.2f", static_cast<double>(probabilities[i]));
        names += (names.empty() ? "" : ", ") + vocabulary.at(toClass(i)).name + figure;
    }
    return "model " + model.modelDigest.substr(0, digestDigits) + ": " + (names.empty() ? "nothing above its threshold" : names);
}

/// What the review says of the samples.
struct ReviewSays {
    std::vector<LabelRow> rows; ///< one per sample of the plate; empty: not asked
    std::optional<JoinedSheet> sheet;
};

ReviewSays askReview(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context) {
    if (!request.typed.labels) {
        return {};
    }
    const auto store = openReview(snapshot.plate, request.typed.review, context, ReviewUse::Read);
    return {reviewedLabels(snapshot.plate, store->allEvents(), {request.typed.reviewer}).rows, sheetOf(*store, snapshot.plate)};
}

std::string pixelSizeText(const PixelSize& size) {
    char line[64];
    std::snprintf(line, sizeof line, "%g micrometres%s", size.micrometres, size.isEntered ? ", entered" : "");
    return line;
}

std::optional<double> micrometresOf(const std::optional<PixelSize>& size) { return size ? std::optional(size->micrometres) : std::nullopt; }

QStringList captionsOf(const SnapshotRequest& request, const SnapshotFields& snapshot, const SnapshotField& field, const ReviewSays& review) {
    const Sample& sample = snapshot.sample(field);
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    QStringList captions;
    const auto add = [&captions](const QString& piece) {
        if (!piece.isEmpty()) {
            captions.append(piece);
        }
    };
    add(text(sample.plateName));
    add(text(sample.well));
    add(sample.site ? QStringLiteral("site %1").arg(*sample.site) : QString());
    add(review.sheet ? text(review.sheet->value(static_cast<int>(field.index), SheetRole::Antibody)) : QString());
    add(text(sample.shortId));
    add(text(planesText(snapshot.plate, sample)));
    if (!review.rows.empty()) {
        add(text(labelsText(review.rows[field.index].decision, vocabulary)));
    }
    if (request.typed.probabilities) {
        add(text(probabilitiesText(field.verdict.probabilities, *snapshot.model, vocabulary)));
    }
    return captions;
}

FigureSaliency saliencyOf(const SnapshotRequest& request, const SnapshotFields& snapshot, const SnapshotField& field) {
    if (!request.saliency) {
        return {};
    }
    return {.map = field.verdict.saliency,
            .className = text(humanProteinAtlasVocabulary().at(*request.saliency).name),
            .probability = field.verdict.probabilities.at(toIndex(*request.saliency)),
            .model = text(snapshot.model->modelDigest.substr(0, digestDigits)),
            .isOfSimulation = snapshot.model->trainedOn == TrainedOn::Simulated};
}

QString titleOf(const SnapshotFields& snapshot) {
    QStringList names;
    for (const SnapshotField& field : snapshot.fields) {
        names.append(text(snapshot.sample(field).id));
    }
    return names.join(QStringLiteral(", "));
}

std::string windowText(const StainDisplay& stain) {
    char line[96];
    std::snprintf(line, sizeof line, "#%02x%02x%02x, %g to %g, gamma %g, gain %g", stain.colour.red, stain.colour.green, stain.colour.blue, stain.window.minimum,
                  stain.window.maximum, stain.window.gamma, stain.gain);
    return line;
}

} // namespace

FigureDescription snapshotFigure(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context) {
    const ReviewSays review = askReview(request, snapshot, context);
    FigureDescription figure;
    figure.title = titleOf(snapshot);
    for (const SnapshotField& field : snapshot.fields) {
        figure.fields.push_back({.stack = field.stack,
                                 .crop = field.crop,
                                 .pixelSizeUm = micrometresOf(pixelSizeOf(snapshot.plate, snapshot.sample(field))),
                                 .captions = captionsOf(request, snapshot, field, review),
                                 .saliency = saliencyOf(request, snapshot, field)});
    }
    figure.panes = panesOf(request, snapshot);
    figure.display = snapshot.display;
    figure.greySingles = request.typed.grey;
    figure.scaleBar = request.typed.scaleBar;
    figure.simulated = snapshot.plate.simulated;
    figure.pixels = request.typed.pixels;
    const PixelRectangle& crop = snapshot.fields.front().crop;
    if (figure.pixels == 0 && (request.typed.panel || figure.fields.size() > 1)) {
        figure.pixels = std::min(pixelsOfPanels, std::max(crop.width, crop.height));
    }
    return figure;
}

Bytes figureFile(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context) {
    const FigureLayout layout = layOutFigure(snapshotFigure(request, snapshot, context));
    switch (request.kind) {
    case SnapshotKind::PdfFigure: return figureAsPdf(layout);
    case SnapshotKind::SvgFigure: return figureAsSvg(layout);
    default: return figureAsPng(layout, snapshotTexts(request, snapshot));
    }
}

std::vector<std::pair<std::string, std::string>> snapshotTexts(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    const SnapshotField& first = snapshot.fields.front();
    std::vector<std::pair<std::string, std::string>> texts = {{"Software", "Locascope " LOCASCOPE_VERSION}};
    for (const SnapshotField& field : snapshot.fields) {
        texts.emplace_back("Title", snapshot.sample(field).id);
    }
    for (const Stain stain : allStains) {
        const bool shown = snapshot.display.stains[stain].visible || request.typed.panel;
        if (shown && isShownAnywhere(snapshot, stain)) {
            texts.emplace_back(stainKey(stain), windowText(snapshot.display.stains[stain]));
        }
    }
    if (const std::string planes = planesText(snapshot.plate, snapshot.sample(first)); !planes.empty()) {
        texts.emplace_back("Planes", planes);
    }
    if (const auto size = pixelSizeOf(snapshot.plate, snapshot.sample(first))) {
        texts.emplace_back("Pixel size", pixelSizeText(*size));
    }
    if (request.crop) {
        texts.emplace_back("Crop", request.typed.crop);
    }
    if (request.saliency) {
        texts.emplace_back("Saliency", saliencyText(request, first.verdict, *snapshot.model));
    }
    if (snapshot.plate.simulated) {
        texts.emplace_back("Comment", "simulated images");
    }
    return texts;
}

} // namespace locascope
