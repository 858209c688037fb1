#pragma once

#include "core/review/labelcsv.h"
#include "core/store/compareimport.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace locascope {

/// What a file of labels would do to the open review, and from which state of it that follows.
struct ImportPreview {
    std::filesystem::path file;
    LabelTable table;               ///< with the lines that could not be read
    std::vector<ComparedRow> rows;  ///< in the file's order; `row` is one of `table`
    std::int64_t reviewAt = 0;      ///< sequence of the newest event that was there; 0: none
    int plateNumber = 0;            ///< which opening of a plate it is for
    bool isAnew = false;            ///< the review was changed since it was looked at last: nothing was imported
};

/// Whether an import appends something for that row, if the file's side is taken.
inline bool appends(ImportChange change) { return change == ImportChange::New || change == ImportChange::Changed || change == ImportChange::Conflict; }

} // namespace locascope
