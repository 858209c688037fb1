#pragma once

#include "core/store/reviewstore.h"
#include "core/store/sqlitedatabase.h"

namespace locascope {

// The table `bindings`. Errors are those of SqliteDatabase.

/// The newest binding; empty where there is none.
PlateIdentity boundPlate(const SqliteDatabase& database);
/// Adds a binding, inside a transaction of the caller.
void bindPlate(const SqliteDatabase& database, const PlateIdentity& plate);

} // namespace locascope
