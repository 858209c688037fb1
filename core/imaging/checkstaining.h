#pragma once

#include "core/files/progress.h"
#include "core/imaging/loadsample.h"
#include "core/imaging/stainingcache.h"
#include "core/plate/fieldstaining.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace locascope {

/// loadSample, or what a test puts in its place.
using SampleLoader = std::function<LoadedSample(const Plate&, const Sample&, const LoadOptions&, std::stop_token)>;

/// What `cache` keeps of a sample under its files as they are now, else measured of its planes at full resolution and kept, unless some file could not be read: it may be
/// whole the next time. Empty when `stop` was requested. Never throws for bad data. Any thread.
std::optional<FieldStaining> checkSample(const Plate& plate, const Sample& sample, StainingCache& cache, const SampleLoader& load, std::stop_token stop);

/// Every field of a plate, in its order, on `threads` threads (the caller's and others that end before it returns). `progress` counts fields, one call at a time.
/// When `stop` is requested, fields that were not reached are not measured (isTried 0); what was measured is kept in `cache`, so that the next check goes on there.
std::vector<FieldStaining> checkStaining(const Plate& plate, StainingCache& cache, int threads, const Progress& progress = {}, std::stop_token stop = {});

} // namespace locascope
