#pragma once

#include "app/snapshotfields.h"
#include "core/files/readfile.h"
#include "ui/figure/figure.h"

namespace locascope {

/// The fields as a figure: captions of well, site and name, with --labels what the review says of them. Errors of openReview.
FigureDescription snapshotFigure(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context);

/// As the file that was asked for. Errors of layOutFigure.
Bytes figureFile(const SnapshotRequest& request, const SnapshotFields& snapshot, const CommandContext& context);

/// Stains with colour and range, saliency and program: what a PNG says of itself.
std::vector<std::pair<std::string, std::string>> snapshotTexts(const SnapshotRequest& request, const SnapshotFields& snapshot);

} // namespace locascope
