#include "core/imaging/checkstaining.h"

#include "core/imaging/measurestaining.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace locascope {

std::optional<FieldStaining> checkSample(const Plate& plate, const Sample& sample, StainingCache& cache, const SampleLoader& load, std::stop_token stop) {
    const auto key = stainingKey(plate, sample); // before reading: a file that changes meanwhile is another key
    if (key)
        if (const auto kept = cache.find(*key))
            return kept;
    const LoadedSample loaded = load(plate, sample, {}, stop);
    if (stop.stop_requested())
        return std::nullopt;
    FieldStaining field;
    try {
        field = measureStaining(loaded);
    } catch (const std::exception&) { // no memory for it: this field stays unknown, the others go on
        field.isTried = 1;
    }
    if (key && field.isWhole)
        cache.put(*key, field);
    return field;
}

std::vector<FieldStaining> checkStaining(const Plate& plate, StainingCache& cache, int threads, const Progress& progress, std::stop_token stop) {
    std::vector<FieldStaining> fields(plate.samples.size());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::size_t done = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < fields.size() && !stop.stop_requested(); i = next++) {
            if (const auto field = checkSample(plate, plate.samples[i], cache, loadSample, stop))
                fields[i] = *field;
            const std::lock_guard lock(mutex);
            if (progress)
                progress(++done, fields.size());
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads; ++i)
            others.emplace_back(work);
        work();
    }
    cache.flush();
    return fields;
}

} // namespace locascope
