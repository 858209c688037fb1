#pragma once

#include <chrono>

namespace locascope {

/// Lets the window's thread go before the calling thread, and before those it starts from now on, whenever both want a processor: what a reviewer
/// waits for is a key press answered and a frame painted, and on two cores a decode or a forward pass would hold them up by a scheduler's slice.
/// The thread still takes whatever is idle. Linux only (a nice value belongs to a thread there); elsewhere, and where it is refused, nothing happens.
void goBehindTheWindow();
/// The same for the classifier's thread, which lets those that decode go first as well: a forward pass cannot be stopped half-way, and a sample that was asked for meanwhile is decoded beside it.
void goBehindTheDecoding();

/// How long a sample that was chosen and is not decoded yet has all cores at most, if nothing is heard of it before.
inline constexpr std::chrono::milliseconds decodingFirst(150);

/// How long work that the next frame does not need waits after a sample was chosen that is already decoded: until that frame is painted.
inline constexpr std::chrono::milliseconds frameFirst(20);

} // namespace locascope
