#pragma once

#include "app/commands/commands.h"

namespace locascope {

/// Where this program is and where it keeps things: LOCASCOPE_DATA_DIR and LOCASCOPE_CACHE_DIR where set, else "locascope" under
/// XDG_DATA_HOME and XDG_CACHE_HOME (XDG Base Directory Specification 0.8). Nothing is created. Needs no application object.
CommandContext surroundings(const char* invokedAs);

/// A disk that is full, a quota and a closed pipe are reported by the call that meets them instead of ending the process.
void ignoreFatalWriteSignals();

/// True where a window can be shown: a display is named, or a Qt platform was chosen by hand.
bool hasDisplay();

} // namespace locascope
