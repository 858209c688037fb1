// The sweep of a whole plate: decoded ahead on the session's threads, classified in small batches between what is asked for at once.

#include "ui/models/classifierthread.h"

#include "core/model/predictinbatches.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t batchesAhead = 2; ///< decoded inputs kept waiting
/// A model that refuses so many samples and more than half of those tried is not used for the rest of the sweep.
constexpr std::size_t refusalsTolerated = 20;

Error notWhole(const Sample& sample, const LoadedSample& image) {
    if (image.problems.empty())
        return Error(ErrorKind::Mismatch, sample.id, "incomplete, so it is not classified");
    return Error(image.problems.front().kind, image.problems.front().file, image.problems.front().cause);
}

PreparedInput madeOf(const LoadedSample& image, const Sample& sample, const InputRecipe& recipe) {
    if (!image.complete && recipe.absentStain == AbsentStain::Refuse)
        throw notWhole(sample, image);
    return {preprocess(image.stack, recipe), image.contentDigest};
}

} // namespace

void ClassifierThread::sweep(std::vector<int> samples) {
    stopSweep();
    {
        const std::lock_guard lock(m_mutex);
        m_sweep = Sweep{m_sweep.number + 1, std::move(samples), 0, 0, 0, {}};
        feedSweep();
    }
    m_wake.notify_all();
}

void ClassifierThread::stopSweep() {
    {
        const std::lock_guard lock(m_mutex);
        const bool wasRunning = m_sweep.isRunning();
        m_sweep = Sweep{m_sweep.number + 1, {}, 0, 0, 0, {}};
        m_sweeping.request_stop();
        if (wasRunning)
            onThreadOf(this, [this] { emit sweepEnded(false); });
    }
    m_decoding.clear(Lane::Sweep);
}

bool ClassifierThread::isSweeping() {
    const std::lock_guard lock(m_mutex);
    return m_sweep.isRunning();
}

void ClassifierThread::feedSweep() {
    if (!m_hasEngine || m_closing)
        return;
    while (m_sweep.submitted < m_sweep.samples.size() && m_sweep.submitted < m_sweep.done + batchesAhead * m_batch)
        m_decoding.submit(Lane::Sweep, preparing(m_sweep.samples[m_sweep.submitted++]));
}

DecodingThreads::Job ClassifierThread::preparing(int sample) {
    return {sample, [this, sample, number = m_sweep.number, plateNumber = m_plateNumber, plate = m_plate, recipe = *m_recipe,
                     parts = m_parts](std::stop_token stop) {
                const Sample& wanted = plate->plate.samples[static_cast<std::size_t>(sample)];
                PreparedInput prepared;
                std::optional<Error> trouble;
                LoadedSample image;
                AlsoUsed useElsewhere;
                try {
                    if (const InputReference held = parts.preparedInput ? parts.preparedInput(plate->plate, wanted, recipe, stop) : nullptr) {
                        prepared = *held;
                    } else {
                        useElsewhere = otherUses(parts, plate->plate, static_cast<std::size_t>(sample));
                        LoadOptions options;
                        options.digest = true;
                        image = parts.load(plate->plate, wanted, options, stop);
                        if (stop.stop_requested())
                            return false;
                        prepared = madeOf(image, wanted, recipe);
                    }
                } catch (const std::exception& exception) {
                    trouble = asError(exception, ErrorKind::ModelFailed);
                }
                {
                    const std::lock_guard lock(m_mutex);
                    if (number != m_sweep.number)
                        return true;
                    if (trouble)
                        sweepDone(1, 0);
                    else
                        m_sweep.ready.push_back({sample, std::move(prepared.input), std::move(prepared.contentDigest)});
                }
                if (trouble)
                    onThreadOf(this, [this, plateNumber, sample, error = *trouble] { emit refused(plateNumber, sample, error); });
                m_wake.notify_all();
                if (useElsewhere)
                    useElsewhere(image);
                return true;
            }};
}

/// Called with the mutex held.
void ClassifierThread::sweepDone(std::size_t count, std::size_t failed) {
    m_sweep.done += count;
    m_sweep.failed += failed;
    onThreadOf(this, [this, done = m_sweep.done, total = m_sweep.samples.size()] { emit swept(done, total); });
    const bool isHopeless = m_sweep.failed >= refusalsTolerated && m_sweep.failed * 2 > m_sweep.done;
    if (m_sweep.isRunning() && !isHopeless)
        return feedSweep();
    m_sweep = Sweep{m_sweep.number + 1, {}, 0, 0, 0, {}};
    onThreadOf(this, [this, isHopeless] { emit sweepEnded(!isHopeless); });
}

/// Called with the mutex held, which it gives up while the engine works.
void ClassifierThread::sweepBatch(std::unique_lock<std::mutex>& lock) {
    const int number = m_sweep.number;
    const int plateNumber = m_plateNumber;
    std::vector<InputTensor> inputs;
    std::vector<ClassifiedSample> samples;
    while (!m_sweep.ready.empty() && inputs.size() < m_batch) {
        Prepared& next = m_sweep.ready.front();
        samples.push_back({next.sample, {}, std::move(next.contentDigest)});
        inputs.push_back(std::move(next.input));
        m_sweep.ready.pop_front();
    }
    m_sweeping = std::stop_source();
    const std::stop_token stop = m_sweeping.get_token();
    std::size_t batch = m_batch;
    m_isSweepsTurn = false;
    lock.unlock();
    std::vector<std::vector<float>> rows, features;
    const std::string digest = m_answersOf;
    bool isTroubled = false;
    try {
        rows = predictInBatches(*m_engine, inputs, batch, stop, &features);
    } catch (const DeviceLost& lost) {
        loseDevice(lost);
        lock.lock();
        return;
    } catch (const std::exception&) {
        isTroubled = true;
    }
    std::vector<std::size_t> refusedOnes;
    if (isTroubled) {
        // Which of them it was: one by one.
        rows.clear();
        for (std::size_t i = 0; i < inputs.size() && m_engine && !stop.stop_requested(); ++i) {
            try {
                auto one = m_engine->predict({&inputs[i], 1}, stop);
                auto seen = m_engine->takeFeatures();
                features.push_back(seen.empty() ? std::vector<float>() : std::move(seen.front()));
                rows.push_back(one.empty() ? std::vector<float>() : std::move(one.front()));
            } catch (const std::exception& exception) {
                rows.emplace_back();
                features.resize(rows.size());
                refusedOnes.push_back(i);
                engineFailed(exception, samples[i].sample, plateNumber);
            }
        }
    }
    features.resize(rows.size()); // empty ones where the model gives none
    std::vector<ClassifiedSample> classifiedOnes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].empty())
            classifiedOnes.push_back({samples[i].sample, std::move(rows[i]), samples[i].contentDigest, std::move(features[i])});
    }
    if (!classifiedOnes.empty())
        onThreadOf(this, [this, plateNumber, digest, classifiedOnes] { emit classified(plateNumber, digest, classifiedOnes); });
    if (m_engine)
        offerForTrial(std::span(inputs).first(rows.size()));
    lock.lock();
    m_batch = std::min(m_batch, batch); // memory ran out
    if (number != m_sweep.number)
        return;
    for (std::size_t i = inputs.size(); i-- > rows.size();)
        m_sweep.ready.push_front({samples[i].sample, std::move(inputs[i]), std::move(samples[i].contentDigest)});
    sweepDone(rows.size(), refusedOnes.size());
}

} // namespace locascope
