#pragma once

#include "app/openmodel.h"
#include "app/snapshotrequest.h"
#include "core/imaging/heatmap.h"
#include "core/imaging/plane.h"
#include "core/plate/plate.h"

#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// Where the model looked in a field for the class that was asked for, and what it thinks of all classes.
struct SnapshotVerdict {
    std::vector<float> probabilities; ///< one per class; empty: no model was asked
    SaliencyMap saliency;             ///< empty: not asked for
    SaliencyMethod method = SaliencyMethod::GradCam; ///< of it
};

/// A field that a snapshot shows.
struct SnapshotField {
    std::size_t index = 0; ///< in the plate's samples
    ChannelStack stack;    ///< until readFields the size alone, 0 where no header tells it
    PixelRectangle crop;   ///< what is shown of it; empty where the size is not known yet
    SnapshotVerdict verdict;
};

/// The fields of a snapshot and how they are shown.
struct SnapshotFields {
    Plate plate;
    Vocabulary vocabulary;             ///< the review's
    std::vector<SnapshotField> fields; ///< at least one, all of one depth
    DisplaySettings display;           ///< with the plate's windows, or those that were typed
    std::optional<ModelCard> model;    ///< that was asked

    const Sample& sample(const SnapshotField& field) const { return plate.samples[field.index]; }
};

/// Scans the plate and reads the headers of what is asked for, which tell sizes and, where a TIFF says it, the size of a pixel. Errors: those of scanNamedPlate; NotFound (no such sample, a stain that
/// the plate does not have), Mismatch (a crop beyond the image, a scale bar without pixel size).
SnapshotFields chosenFields(const SnapshotRequest& request, const CommandContext& context);

/// Decodes what is shown, and no more: a stain that is not asked for may be damaged. Measures the contrast, and asks the model where one is needed. Errors: those of openModel; Mismatch (a crop beyond the
/// image, fields of different depth), and the first problem of a sample.
void readFields(SnapshotFields& snapshot, const SnapshotRequest& request, const CommandContext& context);

/// Whether a picture, or a pane of a panel, shows this stain of any field.
bool isShown(const SnapshotRequest& request, const SnapshotFields& snapshot, Stain stain);

} // namespace locascope
