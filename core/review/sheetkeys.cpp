#include "core/review/sheetkeys.h"

namespace locascope {

std::string sheetWellKey(std::string_view plateName, std::string_view well) { return std::string(plateName) + '\n' + std::string(well); }

SamplesByKey samplesByName(const Plate& plate) {
    SamplesByKey samples;
    samples.reserve(plate.samples.size());
    const std::vector<std::string> ids = csvIds(plate);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto index = static_cast<std::int32_t>(i);
        samples[ids[i]] = {index};
        if (ids[i] == percentEncoded(plate.samples[i].shortId))
            samples.try_emplace(plate.samples[i].shortId, std::vector<std::int32_t>{index});
        samples.try_emplace(plate.samples[i].id, std::vector<std::int32_t>{index});
    }
    return samples;
}

SamplesByKey samplesByWell(const Plate& plate, bool withPlate) {
    SamplesByKey samples;
    for (std::size_t i = 0; i < plate.samples.size(); ++i)
        if (const Sample& sample = plate.samples[i]; !sample.well.empty())
            samples[sheetWellKey(withPlate ? sample.plateName : std::string(), sample.well)].push_back(static_cast<std::int32_t>(i));
    return samples;
}

} // namespace locascope
