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
    const std::vector<std::size_t> all = evenlySpaced(m_plate->plate.samples.size(), refinedFields);
    std::vector<std::size_t> first;
    for (const std::size_t i : evenlySpaced(all.size(), firstFields))
        first.push_back(all[i]);
    m_first = begun(first);
    m_all = begun(all);
    tellFields();
    m_deadline.start();
    submit(Lane::Contrast, m_first);
}

void ContrastPlanning::measure(PlateReference plate, const PerStain<double>& clip) {
    stop();
    m_plate = std::move(plate);
    m_clip = clip;
    m_isAskedFor = true;
    m_all = begun(evenlySpaced(m_plate->plate.samples.size(), refinedFields));
    tellFields();
    submit(Lane::Refine, m_all);
}

void ContrastPlanning::stop() {
    m_deadline.stop();
    m_first = {};
    m_all = {};
    tellFields();
    m_threads.clear(Lane::Contrast);
    m_threads.clear(Lane::Refine);
}

std::vector<std::size_t> ContrastPlanning::outstanding() const { return m_all.pool ? m_all.pool->wanted() : std::vector<std::size_t>(); }

ContrastPlanning::Part ContrastPlanning::begun(const std::vector<std::size_t>& fields) {
    const int number = ++m_numbers;
    const auto tell = [this, number] { onThreadOf(this, [this, number] { counted(number); }); };
    return {std::make_shared<FieldPool>(m_plate, fields, tell), number, 0, fields.size()};
}

void ContrastPlanning::tellFields() {
    std::vector<std::shared_ptr<FieldPool>> pools;
    for (const Part& part : {m_first, m_all})
        if (part.pool)
            pools.push_back(part.pool);
    m_fields->set(std::move(pools));
}

void ContrastPlanning::submit(Lane lane, const Part& part) {
    std::vector<DecodingThreads::Job> jobs;
    for (const std::size_t sample : part.pool->wanted())
        jobs.push_back(pooling(sample, part.pool));
    m_threads.replace(lane, std::move(jobs));
}

void ContrastPlanning::letRefine(bool may) {
    if (std::exchange(m_mayRefine, may) == may || !m_all.pool || m_first.pool || m_isAskedFor)
        return;
    if (may)
        submit(Lane::Refine, m_all);
    else
        m_threads.clear(Lane::Refine);
}

DecodingThreads::Job ContrastPlanning::pooling(std::size_t sample, const std::shared_ptr<FieldPool>& pool) const {
    return {-1, [sample, pool, fields = m_fields, plate = m_plate, parts = m_parts](std::stop_token stop) {
                const AlsoUsed count = fields->use(plate->plate, sample);
                if (!count || !pool->wants(sample))
                    return true;
                const AlsoUsed useElsewhere = otherUses(parts, plate->plate, sample);
                const LoadedSample image = parts.load(plate->plate, plate->plate.samples[sample], {}, stop);
                if (stop.stop_requested())
                    return false;
                count(image);
                useElsewhere(image);
                return true;
            }};
}

void ContrastPlanning::counted(int number) {
    if (m_first.pool && number == m_first.number && ++m_first.done == m_first.total)
        return finishFirst();
    if (!m_all.pool || number != m_all.number)
        return;
    ++m_all.done;
    if (m_first.pool)
        return;
    if (m_all.done == m_all.total)
        return finishAll();
    emit progressed(m_all.done, m_all.total);
}

void ContrastPlanning::finishFirst() {
    if (!m_first.pool)
        return;
    const PlateContrast contrast = m_first.pool->contrast(m_clip);
    if (contrast.windows.empty() && m_first.done < m_first.total)
        return m_deadline.start(); // nothing could be read in time: wait for the first
    m_deadline.stop();
    m_threads.dropLast(Lane::Contrast, 0); // what is being read is of use to others
    m_first = {};
    tellFields();
    const int number = m_all.number;
    if (!contrast.windows.empty())
        emit planned(contrast);
    if (number == m_all.number && m_all.pool && m_all.done < m_all.total && m_mayRefine)
        submit(Lane::Refine, m_all);
}

void ContrastPlanning::finishAll() {
    const PlateContrast contrast = m_all.pool->contrast(m_clip);
    m_all = {};
    tellFields();
    emit refined(contrast);
}

} // namespace locascope
