#pragma once

#include "core/imaging/rawimage.h"
#include "ui/figure/figure.h"
#include "ui/models/platesnapshot.h"

#include <memory>
#include <vector>

namespace locascope {

class Session;

/// What a snapshot shows.
enum class SnapshotContent {
    View,     ///< the current field as it is on screen: that part, at that size
    Field,    ///< the whole of it, every pixel
    Panel,    ///< the selected fields (or the current one), a row each: every stain alone, then all together
    RawCounts ///< of what is on screen of the current field, every stain, as TIFF
};
enum class SnapshotFormat { Png, Pdf, Svg };

struct SnapshotChoice {
    SnapshotContent content = SnapshotContent::View;
    SnapshotFormat format = SnapshotFormat::Png; ///< of all but raw counts
    bool scaleBar = true;
    bool captions = true;
    bool labels = false;        ///< in the captions
    bool probabilities = false; ///< in the captions; only where the model may propose
    bool saliency = true;       ///< where it is on screen
    bool greySingles = false;   ///< in a panel
    friend bool operator==(const SnapshotChoice&, const SnapshotChoice&) = default;
};

/// The current field as it is on screen. Taken before anything opens above it: what is there while a key is held or the mouse rests on a label is gone then.
struct ShownField {
    PixelRectangle part;     ///< whole pixels of the field that are seen, all or in part
    double scale = 1;        ///< screen pixels per image pixel
    DisplaySettings display;
    FigureSaliency saliency; ///< without a map: none is seen
    QStringList notes;       ///< why it compares with no other
};

/// Of the session, which must have an image of its current sample, in a view of it. `saliencyOpacity` 0: no saliency is seen.
ShownField shownField(const Session& session, const Viewport& view, double saliencyOpacity, HeatPalette palette = HeatPalette::Ember);

/// More fields than that are no panel that anybody could read.
inline constexpr std::size_t mostPanelFields = 12;

/// A snapshot that any thread can make, whatever is chosen meanwhile.
struct SnapshotPlan {
    SnapshotChoice choice;
    PlateReference plate;
    std::vector<int> samples;  ///< of the plate, as figure.fields
    FigureDescription figure;  ///< its fields lack their counts; an empty crop is the whole field
    RawCrop raw;               ///< for raw counts
};

/// Of what the window shows and says, and of nothing that it hides: no proposal of a model that may not propose, no saliency that is not on screen, no column of the sheet
/// that is hidden from the reviewer. The session must have a current sample.
SnapshotPlan planSnapshot(const Session& session, const ShownField& shown, const SnapshotChoice& choice);

/// png, pdf, svg or tif.
QString suffixOf(const SnapshotChoice& choice);

} // namespace locascope
