#pragma once

#include <optional>

class QWidget;

namespace locascope {

class Session;

/// When this process was started, CLOCK_MONOTONIC in milliseconds, as LOCASCOPE_TIMINGS says; nothing where it is not set.
std::optional<double> startToTimeFrom();

/// Writes "timing <name> <milliseconds>" to standard error, counted from `start`, once each: window-shown (its first paint is done),
/// image-shown (the first image is on the screen), index-complete. With the last and at the end of the program comes "timing longest-block":
/// how long the window's thread was away from its event loop at most since the window was shown. Looks on from outside: event filter and signals.
void reportTimings(double start, QWidget& window, Session& session);

} // namespace locascope
