#pragma once

#include "core/plate/plate.h"
#include "core/review/labelcsv.h"
#include "core/review/sheet.h"
#include "core/store/reviewstore.h"

#include <filesystem>
#include <optional>

namespace locascope {

/// Key of the review's setting that keeps its sheet; the value is formatStoredSheet's, or null.
inline constexpr const char* sheetSetting = "sheet";

/// A review keeps the text of its sheet: some hundred thousand rows.
inline constexpr std::size_t maxSheetBytes = std::size_t{64} << 20;

/// Errors: those of readFile.
std::string readSheetText(const std::filesystem::path& file);

/// The sheet that `review` keeps, joined to `plate`; none where it keeps none. Error Invalid where it cannot be read or does not fit.
std::optional<JoinedSheet> sheetOf(const ReviewStore& review, const Plate& plate);

/// Puts what the sheet says beside the labels that are written. `rows`: one per sample of the plate, in its order.
void addSheet(const JoinedSheet& sheet, std::vector<LabelRow>& rows, LabelWriteOptions& options);

/// Labels that were given to a whole antibody, cell line, …: the Ids of `file` are values of the sheet's column for `role`, and every sample with that value gets the
/// decision, marked inherited, since it need not be visible in each field. Error Invalid: the sheet has no such column, or the file's Id is no value of it
/// on this plate. Errors else as readLabelTable.
LabelTable readInheritedLabels(const std::filesystem::path& file, const Plate& plate, const JoinedSheet& sheet, SheetRole role, const Vocabulary& vocabulary);

} // namespace locascope
