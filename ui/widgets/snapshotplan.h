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

/// What of the screen the session does not know.
struct ShownField {
    Viewport viewport;
    double saliencyOpacity = 0; ///< 0: no saliency is shown
};

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

/// Of what the window shows and says now, and of nothing that it hides: no proposal of a model that may not propose, no saliency that is not on screen. The session must
/// have a current sample with an image.
SnapshotPlan planSnapshot(const Session& session, const ShownField& shown, const SnapshotChoice& choice);

/// png, pdf, svg or tif.
QString suffixOf(const SnapshotChoice& choice);

} // namespace locascope
