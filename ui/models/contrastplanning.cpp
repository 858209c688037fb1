#include "ui/models/contrastplanning.h"

#include "ui/models/onthreadof.h"

#include <utility>

namespace locascope {

std::vector<std::size_t> evenlySpaced(std::size_t size, std::size_t count) {
    std::vector<std::size_t> indices;
    if (size <= count)
        count = size;
    for (std::size_t i = 0; i < count; ++i)
        indices.push_back((2 * i + 1) * size / (2 * count));
    return indices;
}

ContrastPlanning::ContrastPlanning(const SessionParts& parts, DecodingThreads& threads, std::shared_ptr<WantedFields> fields, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_threads(threads)
    , m_fields(std::move(fields)) {
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(firstMilliseconds);
    connect(&m_deadline, &QTimer::timeout, this, &ContrastPlanning::finishFirst);
}

ContrastPlanning::~ContrastPlanning() = default;

void ContrastPlanning::start(PlateReference plate) {
    stop();
    m_plate = std::move(plate);
    m_clip = defaultClip();
    m_isAskedFor = false;
    m_deadline.start();
    begin(Lane::Contrast, firstFields);
}

void ContrastPlanning::measure(PlateReference plate, const PerStain<double>& clip) {
    stop();
    m_plate = std::move(plate);
    m_clip = clip;
    m_isAskedFor = true;
    begin(Lane::Refine, refinedFields);
}

void ContrastPlanning::stop() {
    m_deadline.stop();
    leavePool();
    m_threads.clear(Lane::Contrast);
    m_threads.clear(Lane::Refine);
}

void ContrastPlanning::leavePool() {
    m_pool.reset();
    m_fields->set(nullptr);
}

std::vector<std::size_t> ContrastPlanning::outstanding() const {
    if (!m_pool)
        return {};
    return m_lane == Lane::Refine ? m_pool->wanted() : evenlySpaced(m_plate->plate.samples.size(), refinedFields);
}

void ContrastPlanning::begin(Lane lane, std::size_t fields) {
    const std::vector<std::size_t> samples = evenlySpaced(m_plate->plate.samples.size(), fields);
    m_pool = std::make_shared<FieldPool>(m_plate, samples, [this, number = ++m_number] { onThreadOf(this, [this, number] { counted(number); }); });
    m_lane = lane;
    m_done = 0;
    m_total = samples.size();
    m_fields->set(m_pool);
    if (lane == Lane::Contrast || m_mayRefine || m_isAskedFor)
        submitWanted();
}

void ContrastPlanning::submitWanted() {
    std::vector<DecodingThreads::Job> jobs;
    for (const std::size_t sample : m_pool->wanted())
        jobs.push_back(pooling(sample));
    m_threads.replace(m_lane, std::move(jobs));
}

void ContrastPlanning::letRefine(bool may) {
    if (std::exchange(m_mayRefine, may) == may || !m_pool || m_lane != Lane::Refine || m_isAskedFor)
        return;
    if (may)
        submitWanted();
    else
        m_threads.clear(Lane::Refine);
}

DecodingThreads::Job ContrastPlanning::pooling(std::size_t sample) const {
    return {-1, [sample, pool = m_pool, plate = m_plate, parts = m_parts](std::stop_token stop) {
                if (!pool->wants(sample))
                    return true;
                const AlsoUsed useElsewhere = otherUses(parts, plate->plate, sample);
                const LoadedSample image = parts.load(plate->plate, plate->plate.samples[sample], {}, stop);
                if (stop.stop_requested())
                    return false;
                pool->add(sample, image);
                useElsewhere(image);
                return true;
            }};
}

void ContrastPlanning::counted(int number) {
    if (!m_pool || number != m_number)
        return;
    ++m_done;
    if (m_lane == Lane::Refine)
        emit progressed(m_done, m_total);
    if (m_done < m_total)
        return;
    if (m_lane == Lane::Contrast)
        return finishFirst();
    const PlateContrast contrast = m_pool->contrast(m_clip);
    leavePool();
    emit refined(contrast);
}

void ContrastPlanning::finishFirst() {
    if (!m_pool || m_lane != Lane::Contrast)
        return;
    const PlateContrast contrast = m_pool->contrast(m_clip);
    if (contrast.windows.empty() && m_done < m_total)
        return m_deadline.start(); // nothing could be read in time: wait for the first
    m_deadline.stop();
    m_threads.dropLast(Lane::Contrast, 0); // what is being read is of use to others
    const bool isAll = m_done == m_total && m_plate->plate.samples.size() <= firstFields;
    leavePool();
    if (!contrast.windows.empty())
        emit planned(contrast);
    if (isAll)
        emit refined(contrast);
    else
        begin(Lane::Refine, refinedFields);
}

} // namespace locascope
