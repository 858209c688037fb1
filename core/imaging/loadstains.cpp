#include "core/imaging/loadstains.h"

#include <utility>

namespace locascope {

namespace {

Sample withStains(const Sample& sample, const PerStain<bool>& wanted) {
    Sample kept = sample;
    std::shared_ptr<SamplePlanes> planes = sample.planes ? std::make_shared<SamplePlanes>(*sample.planes) : nullptr;
    for (const Stain stain : allStains) {
        if (wanted[stain])
            continue;
        kept.files[stain].reset();
        if (planes)
            planes->stains[stain].clear();
    }
    kept.planes = std::move(planes);
    return kept;
}

/// What missingStains is asked of: stains that were not asked for count as absent from the plate.
std::optional<Problem> missingOf(const Plate& plate, const Sample& sample, const PerStain<bool>& wanted) {
    Plate asked;
    asked.channels = plate.channels;
    for (const Stain stain : allStains)
        asked.absentStains[stain] = plate.absentStains[stain] || !wanted[stain];
    return missingStains(asked, sample);
}

bool isOfMissingStains(const Problem& problem) { return problem.file.empty() && problem.kind == ErrorKind::NotFound; }

} // namespace

LoadedSample loadStains(const Plate& plate, const Sample& sample, const PerStain<bool>& wanted, const LoadOptions& options, std::stop_token stop) {
    if (wanted == PerStain<bool>{{true, true, true, true}})
        return loadSample(plate, sample, options, std::move(stop));
    const Sample kept = withStains(sample, wanted);
    LoadedSample loaded = loadSample(plate, kept, options, stop);
    std::erase_if(loaded.problems, isOfMissingStains);
    if (auto missing = missingOf(plate, kept, wanted))
        loaded.problems.insert(loaded.problems.begin(), std::move(*missing));
    loaded.complete = loaded.problems.empty() && !loaded.stack.isEmpty() && !stop.stop_requested();
    return loaded;
}

} // namespace locascope
