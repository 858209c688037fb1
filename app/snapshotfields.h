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
};

/// A field that a snapshot shows.
struct SnapshotField {
    std::size_t index = 0; ///< in the plate's samples
    ChannelStack stack;
    PixelRectangle crop;   ///< what is shown of it
    SnapshotVerdict verdict;
};

/// The fields of a snapshot and how they are shown.
struct SnapshotFields {
    Plate plate;
    std::vector<SnapshotField> fields; ///< at least one, all of one depth
    DisplaySettings display;           ///< with the plate's windows, or those that were typed
    std::optional<ModelCard> model;    ///< that was asked

    const Sample& sample(const SnapshotField& field) const { return plate.samples[field.index]; }
};

/// Scans the plate and decodes what is shown, and no more: a stain that is not asked for may be damaged. Asks the model where one is needed. Errors: those of
/// scanNamedPlate and openModel; NotFound (no such sample, a stain that the plate does not have), Mismatch (a crop beyond the image, fields of different depth, a scale bar
/// without pixel size), and the first problem of a sample.
SnapshotFields snapshotFields(const SnapshotRequest& request, const CommandContext& context);

/// "Grad-CAM, class 0, probability 0.931, model 01ab…"
std::string saliencyText(const SnapshotRequest& request, const SnapshotVerdict& verdict, const ModelCard& model);

} // namespace locascope
