#pragma once

#include "core/store/reviewschema.h"
#include "core/store/reviewstore.h"

#include <filesystem>

namespace locascope {

/// A whole new review, or none: made under another name (mode 0600, directories 0700), synced, then renamed. Where another program has made `file` in
/// the meantime, that one stays. Error Damaged where a -wal or -journal without its file lies there.
void createReviewFile(const std::filesystem::path& file, const PlateIdentity& plate, const SchemaSteps& steps);

/// ReviewStore::backUpTo of any connection.
void backUpDatabase(const SqliteDatabase& source, const std::filesystem::path& target);

/// Takes in the log that a crash left beside `file`, before anybody opens it. The state with the log is verified first and must continue the
/// file's own events; else Error Damaged, and both files stay as they are. Nothing happens while another connection is open, or without a log.
void settleLeftoverLog(const std::filesystem::path& file, const SchemaSteps& steps);

/// Error NotARegularFile, Damaged (no bytes, or a rollback journal beside it), PermissionDenied, NotFound: what can be said before SQLite opens it.
void requirePlausibleFile(const std::filesystem::path& file);

/// Why nobody may write here: the file, its directory or the file system; one clause, empty where one may.
std::string obstacleToWriting(const std::filesystem::path& file);

/// How a review that cannot be written is best read: by itself where no log lies beside it.
SqliteAccess readingAccess(const std::filesystem::path& file);

} // namespace locascope
