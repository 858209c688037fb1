#pragma once

#include "core/imaging/contrast.h"
#include "core/imaging/loadsample.h"
#include "core/plate/fieldstaining.h"

namespace locascope {

/// Changes with every formula below: results of another version are not these.
inline constexpr int stainingVersion = 1;

/// A field with a smaller foreground than this is empty for its stain: noise and a speck of dust reach it.
inline constexpr double smallestForeground = 0.002;

/// The largest value that is still background: mode + max(5 σ, 2), at 8 bits mode + max(5 σ, 3), where the mode is Histogram::backgroundMode() and σ the spread of the noise below it,
/// 1.4826 × the median of (mode − v) over the values v ≤ mode (the median absolute deviation of a normal distribution's lower half), which no signal enlarges.
/// `highest value` up to 255 counts as 8 bits.
int foregroundThreshold(const Histogram& histogram);

/// The figures of fieldstaining.h, of every plane of full resolution that `stack` has: background and foreground by foregroundThreshold(), percentiles over the foreground
/// (nearest rank). Saturated are the values of 255, 1023, 4095, 16383 or 65535 where that is the highest of the plane: what 8, 10, 12, 14 and 16 bits can say at most.
/// A camera that saturates elsewhere is not noticed. Focus as focusOf(), nuclei as findNuclei(). Any thread; 4 × 2048² take about 0.1 s.
FieldStaining measureStaining(const ChannelStack& stack);

/// The same of a sample as it was loaded: what is missing of it is said.
FieldStaining measureStaining(const LoadedSample& sample);

} // namespace locascope
