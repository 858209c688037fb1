#include "ui/models/fieldpool.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

/// −1 where the sample has none.
int wellOf(const PlateSnapshot& plate, std::size_t sample) {
    const int place = plate.places.ofSample[sample];
    return place >= 0 && !plate.places.places[static_cast<std::size_t>(place)].isFolder ? place : -1;
}

} // namespace

FieldPool::FieldPool(PlateReference plate, std::vector<std::size_t> fields, std::function<void()> counted)
    : m_plate(std::move(plate))
    , m_counted(std::move(counted))
    , m_wanted(fields.begin(), fields.end()) {}

bool FieldPool::isOf(const Plate& plate, std::size_t sample) const {
    const Plate& mine = m_plate->plate;
    return plate.root == mine.root && plate.chosenPlane == mine.chosenPlane && sample < mine.samples.size() && sample < plate.samples.size() &&
           plate.samples[sample].id == mine.samples[sample].id;
}

bool FieldPool::wants(std::size_t sample) const {
    const std::lock_guard lock(m_mutex);
    return m_wanted.contains(sample);
}

std::vector<std::size_t> FieldPool::wanted() const {
    const std::lock_guard lock(m_mutex);
    return {m_wanted.begin(), m_wanted.end()};
}

void FieldPool::add(std::size_t sample, const LoadedSample& image, const PerStain<Histogram>& histograms) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_wanted.erase(sample) == 0)
            return; // somebody else was faster
        if (!image.stack.isEmpty()) {
            m_histograms.add(image.stack.bits, histograms);
            if (const int well = wellOf(*m_plate, sample); well >= 0)
                m_wells.insert(well);
        }
    }
    m_counted();
}

PlateContrast FieldPool::contrast(const PerStain<double>& clip) const {
    const std::lock_guard lock(m_mutex);
    return {m_histograms.windows(clip), {m_histograms.fields(), m_wells.size(), clip}};
}

void WantedFields::set(std::vector<std::shared_ptr<FieldPool>> pools) {
    const std::lock_guard lock(m_mutex);
    m_pools = std::move(pools);
}

AlsoUsed WantedFields::use(const Plate& plate, std::size_t sample) const {
    std::vector<std::shared_ptr<FieldPool>> pools;
    {
        const std::lock_guard lock(m_mutex);
        pools = m_pools;
    }
    std::erase_if(pools, [&](const auto& pool) { return !pool->isOf(plate, sample) || !pool->wants(sample); });
    if (pools.empty())
        return {};
    return [pools, sample](const LoadedSample& image) {
        if (std::none_of(pools.begin(), pools.end(), [sample](const auto& pool) { return pool->wants(sample); }))
            return;
        const PerStain<Histogram> histograms = histogramsOf(image.stack);
        for (const auto& pool : pools)
            pool->add(sample, image, histograms);
    };
}

} // namespace locascope
