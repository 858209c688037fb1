#include "ui/models/contrastplanning.h"

#include "ui/models/onthreadof.h"

#include <mutex>
#include <set>
#include <utility>

namespace locascope {

struct ContrastPlanning::Pool {
    std::mutex mutex;
    PooledHistograms histograms; ///< guarded
    std::set<int> wells;         ///< guarded: places of the fields in `histograms`
    Lane lane{};
    std::size_t done = 0; ///< of the window's thread
    std::size_t total = 0;
};

std::vector<std::size_t> evenlySpaced(std::size_t size, std::size_t count) {
    std::vector<std::size_t> indices;
    if (size <= count)
        count = size;
    for (std::size_t i = 0; i < count; ++i)
        indices.push_back((2 * i + 1) * size / (2 * count));
    return indices;
}

namespace {

/// −1 where the sample has none.
int wellOf(const PlateSnapshot& plate, std::size_t sample) {
    const int place = plate.places.ofSample[sample];
    return place >= 0 && !plate.places.places[static_cast<std::size_t>(place)].isFolder ? place : -1;
}

} // namespace

ContrastPlanning::ContrastPlanning(const SessionParts& parts, DecodingThreads& threads, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_threads(threads) {
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(firstMilliseconds);
    connect(&m_deadline, &QTimer::timeout, this, &ContrastPlanning::finishFirst);
}

ContrastPlanning::~ContrastPlanning() = default;

void ContrastPlanning::start(PlateReference plate) {
    stop();
    m_plate = std::move(plate);
    m_clip = defaultClip();
    m_deadline.start();
    begin(Lane::Contrast, firstFields);
}

void ContrastPlanning::measure(PlateReference plate, const PerStain<double>& clip) {
    stop();
    m_plate = std::move(plate);
    m_clip = clip;
    begin(Lane::Refine, refinedFields);
}

void ContrastPlanning::stop() {
    m_deadline.stop();
    m_pool.reset();
    m_threads.clear(Lane::Contrast);
    m_threads.clear(Lane::Refine);
}

void ContrastPlanning::begin(Lane lane, std::size_t fields) {
    m_pool = std::make_shared<Pool>();
    m_pool->lane = lane;
    std::vector<DecodingThreads::Job> jobs;
    for (std::size_t sample : evenlySpaced(m_plate->plate.samples.size(), fields))
        jobs.push_back(pooling(sample, m_pool));
    m_pool->total = jobs.size();
    m_threads.replace(lane, std::move(jobs));
}

DecodingThreads::Job ContrastPlanning::pooling(std::size_t sample, const std::shared_ptr<Pool>& pool) {
    return {-1, [this, sample, pool, plate = m_plate, parts = m_parts](std::stop_token stop) {
                const AlsoUsed useElsewhere = otherUses(parts, plate->plate, sample);
                const LoadedSample image = parts.load(plate->plate, plate->plate.samples[sample], {}, stop);
                if (stop.stop_requested())
                    return false;
                if (!image.stack.isEmpty()) {
                    const PerStain<Histogram> field = histogramsOf(image.stack);
                    const std::lock_guard lock(pool->mutex);
                    pool->histograms.add(image.stack.bits, field);
                    if (const int well = wellOf(*plate, sample); well >= 0)
                        pool->wells.insert(well);
                }
                onThreadOf(this, [this, pool] { counted(pool); });
                useElsewhere(image);
                return true;
            }};
}

void ContrastPlanning::counted(const std::shared_ptr<Pool>& pool) {
    if (pool != m_pool)
        return;
    ++pool->done;
    if (pool->lane == Lane::Refine)
        emit progressed(pool->done, pool->total);
    if (pool->done < pool->total)
        return;
    if (pool->lane == Lane::Contrast)
        return finishFirst();
    const PlateContrast contrast = contrastOf(*pool);
    m_pool.reset();
    emit refined(contrast);
}

PlateContrast ContrastPlanning::contrastOf(Pool& pool) const {
    const std::lock_guard lock(pool.mutex);
    return {pool.histograms.windows(m_clip), {pool.histograms.fields(), pool.wells.size(), m_clip}};
}

void ContrastPlanning::finishFirst() {
    const std::shared_ptr<Pool> pool = m_pool;
    if (!pool || pool->lane != Lane::Contrast)
        return;
    const PlateContrast contrast = contrastOf(*pool);
    if (contrast.windows.empty() && pool->done < pool->total)
        return m_deadline.start(); // nothing could be read in time: wait for the first
    m_deadline.stop();
    m_threads.clear(Lane::Contrast);
    const bool isAll = pool->done == pool->total && m_plate->plate.samples.size() <= firstFields;
    m_pool.reset();
    if (!contrast.windows.empty())
        emit planned(contrast);
    if (isAll)
        emit refined(contrast);
    else
        begin(Lane::Refine, refinedFields);
}

} // namespace locascope
