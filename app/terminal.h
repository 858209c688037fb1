#pragma once

#include "core/files/progress.h"

#include <string>

namespace locascope {

/// Writes "label 45 %", or the count where the total is 0 and so not known, over itself on standard error where that is a terminal, ten times
/// a second at most; the line is wiped when the last copy goes. Empty elsewhere. May be called from any thread.
Progress terminalProgress(const std::string& label);

/// Pushes out what was written to standard output. Error where it could not be written (DiskFull, WriteFailed): results that nobody gets
/// are no success.
void finishOutput();

} // namespace locascope
