#include "app/snapshotfigure.h"

#include "app/openreview.h"
#include "app/snapshottexts.h"
#include "core/files/error.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewsheet.h"
#include "core/store/reviewvocabulary.h"
#include "ui/figure/figurelayout.h"
#include "ui/figure/figurepaint.h"

#include <algorithm>
#include <cstdio>

namespace locascope {

namespace {

constexpr int pixelsOfPanels = 1024; ///< a picture in a panel is some 4 cm wide: 600 dots an inch and more
constexpr std::size_t digestDigits = 12;
constexpr std::size_t mostProbabilities = 5;

QString text(std::string_view bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

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
    return {reviewedLabels(snapshot.plate, labelEventsOf(*store), {request.typed.reviewer}).rows, sheetOf(*store, snapshot.plate)};
}

QStringList captionsOf(const SnapshotRequest& request, const SnapshotFields& snapshot, const SnapshotField& field, const ReviewSays& review) {
    const Sample& sample = snapshot.sample(field);
    const Vocabulary& vocabulary = snapshot.vocabulary;
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
            .className = text(snapshot.vocabulary.at(*request.saliency).name),
            .probability = field.verdict.probabilities.at(toIndex(*request.saliency)),
            .method = text(std::string(saliencyMethodName(field.verdict.method))),
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

/// What there is to see, without words.
FigureDescription picturesOf(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    FigureDescription figure;
    for (const SnapshotField& field : snapshot.fields) {
        figure.fields.push_back({.stack = field.stack, .crop = field.crop, .pixelSize = pixelSizeOf(snapshot.plate, snapshot.sample(field)), .captions = {}, .saliency = {}});
    }
    figure.panes = snapshotPanes(request, snapshot);
    figure.pixels = request.typed.pixels;
    const PixelRectangle& crop = snapshot.fields.front().crop;
    if (figure.pixels == 0 && (request.typed.panel || figure.fields.size() > 1)) {
        figure.pixels = std::min(pixelsOfPanels, std::max(crop.width, crop.height));
    }
    return figure;
}

} // namespace

std::vector<FigurePane> snapshotPanes(const SnapshotRequest& request, const SnapshotFields& snapshot) {
    if (!request.typed.panel) {
        return {FigurePane{request.saliency ? FigurePane::Kind::Saliency : FigurePane::Kind::View, Stain::Protein}};
    }
    std::vector<FigurePane> panes;
    for (const Stain stain : allStains) {
        if (isShown(request, snapshot, stain)) {
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

void requirePossible(const SnapshotRequest& request, const SnapshotFields& chosen) {
    const bool allAreKnown = std::none_of(chosen.fields.begin(), chosen.fields.end(), [](const SnapshotField& field) { return field.crop.isEmpty(); });
    if (request.isFigure() && allAreKnown) {
        requirePossible(picturesOf(request, chosen));
    }
}

FigureDescription snapshotFigure(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context) {
    const ReviewSays review = askReview(request, snapshot, context);
    FigureDescription figure = picturesOf(request, snapshot);
    figure.title = titleOf(snapshot);
    for (std::size_t i = 0; i < figure.fields.size(); ++i) {
        figure.fields[i].captions = captionsOf(request, snapshot, snapshot.fields[i], review);
        figure.fields[i].saliency = saliencyOf(request, snapshot, snapshot.fields[i]);
    }
    figure.display = snapshot.display;
    figure.greySingles = request.typed.grey;
    figure.scaleBar = request.typed.scaleBar;
    figure.simulated = snapshot.plate.simulated;
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

} // namespace locascope
