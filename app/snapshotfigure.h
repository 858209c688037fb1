#pragma once

#include "app/snapshotfields.h"
#include "core/files/readfile.h"
#include "ui/figure/figure.h"

namespace locascope {

/// What is shown of each field, side by side.
std::vector<FigurePane> snapshotPanes(const SnapshotRequest& request, const SnapshotFields& snapshot);

/// Before anything of `chosen` is decoded: Error TooLarge where the figure would be more than layOutFigure makes, as far as the sizes of all fields are known.
void requirePossible(const SnapshotRequest& request, const SnapshotFields& chosen);

/// The fields as a figure: captions of well, site and name, with --labels what the review says of them. Errors of openReview.
FigureDescription snapshotFigure(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context);

/// As the file that was asked for. Errors of layOutFigure.
Bytes figureFile(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context);

} // namespace locascope
