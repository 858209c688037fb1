#pragma once

#include "app/commandline.h"

namespace locascope {

/// Shows the window and returns the exit status once it is closed. `argc` must outlive the call.
int runWindow(int& argc, char* argv[], const WindowRequest& request, const CommandContext& context);

} // namespace locascope
