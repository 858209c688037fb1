#pragma once

#include "ui/models/contrastbook.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace locascope {

/// The fields that the contrast of a plate is measured on. Each is counted once, whoever read it. Any thread.
class FieldPool final {
public:
    /// `counted` is called after each field, on the thread that brought it.
    FieldPool(PlateReference plate, std::vector<std::size_t> fields, std::function<void()> counted);

    bool isOf(const Plate& plate, std::size_t sample) const; ///< the plate, read as it is
    bool wants(std::size_t sample) const;                    ///< one of its fields, and not counted yet
    std::vector<std::size_t> wanted() const;                 ///< ascending
    /// Counts the image, whose histograms these are, if it is wanted. One that cannot be read counts as nothing, and is not wanted any more.
    void add(std::size_t sample, const LoadedSample& image, const PerStain<Histogram>& histograms);
    PlateContrast contrast(const PerStain<double>& clip) const;

private:
    const PlateReference m_plate;
    const std::function<void()> m_counted;
    mutable std::mutex m_mutex;
    std::set<std::size_t> m_wanted;
    PooledHistograms m_histograms;
    std::set<int> m_wells; ///< places of the fields in m_histograms
};

/// Which fields are wanted now, for those who read images for another purpose. Any thread.
class WantedFields final {
public:
    void set(std::vector<std::shared_ptr<FieldPool>> pools);
    /// Empty where the sample is not wanted.
    AlsoUsed use(const Plate& plate, std::size_t sample) const;

private:
    mutable std::mutex m_mutex;
    std::vector<std::shared_ptr<FieldPool>> m_pools;
};

} // namespace locascope
