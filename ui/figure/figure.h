#pragma once

#include "core/imaging/composite.h"
#include "core/imaging/crop.h"
#include "core/imaging/heatmap.h"
#include "core/imaging/plane.h"
#include "core/plate/plate.h"

#include <QLocale>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace locascope {

// A figure is a value: what is shown of which fields, in what colours and ranges, and what is said of it. It is laid out once (figurelayout.h) and
// painted as PNG, PDF and SVG (figurepaint.h). Values, usable on any thread.

/// The words of a figure, English unless the window's language says others. In texts %1, %2, … stand for what the comment says.
struct FigureWords {
    PerStain<QString> stains{{QStringLiteral("nucleus"), QStringLiteral("protein"), QStringLiteral("microtubules"), QStringLiteral("endoplasmic reticulum")}};
    QString composite = QStringLiteral("composite");
    QString saliency = QStringLiteral("saliency");
    QString gain = QStringLiteral("× %1 in the composite"); ///< the share of full brightness
    QString commonRanges = QStringLiteral("Ranges in raw counts, the same for every field."); ///< of several fields
    QString eightBits = QStringLiteral("Files of 8 bits may have been rescaled before: brightness need not be comparable."); ///< of several fields that were not simulated
    QString ranges = QStringLiteral("Ranges in raw counts.");
    QString simulated = QStringLiteral("Simulated images.");
    /// The class, its probability, the model.
    QString saliencyNote = QStringLiteral("Shading: where the model looked for %1 (%2; probability %3; model %4). It tells what moved the model, not where the protein is.");
    QString simulatedModel = QStringLiteral("This model was trained on simulated images only."); ///< on images that are not
    QString micrometres = QStringLiteral("%1 µm"); ///< a length
    QString enteredMicrometres = QStringLiteral("%1 µm (entered)"); ///< the same by a pixel size that was entered
    QString enteredSize = QStringLiteral("The size of a pixel was entered, not read from the files."); ///< where there is such a scale bar
    QLocale locale = QLocale(QLocale::English);
};

/// Where a classifier looked in a field, and for what.
struct FigureSaliency {
    SaliencyMap map;        ///< empty: none is shown
    double opacity = 0.6;   ///< in [0, 1]
    HeatPalette palette = HeatPalette::Ember;
    QString className;
    float probability = 0;
    QString method;         ///< "Grad-CAM"
    QString model;          ///< first digits of its digest
    bool isOfSimulation = false; ///< the model was trained on simulated images only
};

/// One field of view.
struct FigureField {
    ChannelStack stack;                ///< at full size
    PixelRectangle crop;               ///< what is shown of it; lies in the stack
    std::optional<PixelSize> pixelSize; ///< none: no scale bar
    QStringList captions;              ///< well, site, antibody, name, labels, …; each is a piece of one line
    FigureSaliency saliency;
};

/// What is shown of each field, side by side.
struct FigurePane {
    enum class Kind {
        View,     ///< as FigureDescription::display says
        Stain,    ///< one stain alone
        Saliency, ///< as View, with the field's saliency over it
    };
    Kind kind = Kind::View;
    Stain stain = Stain::Protein; ///< of Kind::Stain
    friend bool operator==(const FigurePane&, const FigurePane&) = default;
};

/// Several panes: a row of pictures a field, with heads above the columns and each field's captions above its row. One pane: the fields in a grid,
/// captions below each.
struct FigureDescription {
    QString title;                   ///< of the document, not shown
    std::vector<FigureField> fields; ///< at least one
    std::vector<FigurePane> panes{FigurePane{}};
    DisplaySettings display;         ///< the windows hold for all fields
    bool greySingles = false;        ///< stains alone in grey instead of in their colours
    bool scaleBar = true;            ///< where the pixel size is known
    bool captions = true;            ///< names, ranges and captions; false: pictures (and scale bars) alone
    bool simulated = false;
    QStringList notes;               ///< what else must be said below, one paragraph each
    int pixels = 0;                  ///< of the longer side of a picture; 0: one for each of the field's
    FigureWords words;
};

/// The stains that `display` shows and `stack` has, in order.
std::vector<Stain> shownStains(const DisplaySettings& display, const ChannelStack& stack);

/// "12–1,830", "12–1,830, γ 0.8": gamma where it is not 1.
QString rangeText(const ContrastWindow& window, const QLocale& locale);

} // namespace locascope
