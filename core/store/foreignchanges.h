#pragma once

#include <cstdint>
#include <optional>

namespace locascope {

class SqliteDatabase;

/// A number that is another one once another connection, of this program or another, has written into the file of `database`; what `database` writes itself leaves it. None where the
/// file was moved away or replaced. Of a connection that takes no locks it is the time at which the file was changed. Waits for a program that is just writing; throws Error as reading does.
std::optional<std::int64_t> foreignChanges(const SqliteDatabase& database);

} // namespace locascope
