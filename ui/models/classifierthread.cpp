#include "ui/models/classifierthread.h"

#include "ui/models/behindthewindow.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t batchSize = 4;     ///< small, so that the sample on screen waits for little
constexpr std::size_t preparedAhead = 8; ///< decoded inputs kept waiting
/// A model that refuses so many samples and more than half of those tried is not used for the rest of the sweep.
constexpr std::size_t refusalsTolerated = 20;

template <class Value>
Value taken(std::optional<Value>& slot) {
    Value value = std::move(*slot);
    slot.reset();
    return value;
}

Error asError(const std::exception& exception) {
    if (const auto* error = dynamic_cast<const Error*>(&exception))
        return *error;
    return Error(ErrorKind::ModelFailed, {}, exception.what());
}

Error notWhole(const Sample& sample, const LoadedSample& image) {
    if (image.problems.empty())
        return Error(ErrorKind::Mismatch, sample.id, "incomplete, so it is not classified");
    return Error(image.problems.front().kind, image.problems.front().file, image.problems.front().cause);
}

} // namespace

ClassifierThread::ClassifierThread(const SessionParts& parts, DecodingThreads& decoding, Vocabulary vocabulary, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_decoding(decoding)
    , m_vocabulary(std::move(vocabulary))
    , m_thread([this] { run(); }) {}

ClassifierThread::~ClassifierThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_loading.request_stop();
        m_visible.request_stop();
        m_sweeping.request_stop();
    }
    m_decoding.clear(Lane::Sweep);
    m_wake.notify_all();
    m_thread.join();
}

void ClassifierThread::setPlate(PlateReference plate, int plateNumber) {
    stopSweep();
    const std::lock_guard lock(m_mutex);
    if (plateNumber != m_plateNumber) {
        m_toClassify.reset();
        m_toExplain.reset();
        m_visible.request_stop();
    }
    m_plate = std::move(plate);
    m_plateNumber = plateNumber;
}

void ClassifierThread::useModel(const std::filesystem::path& card) {
    stopSweep();
    {
        const std::lock_guard lock(m_mutex);
        m_loading.request_stop();
        m_wantedModel = card;
    }
    m_wake.notify_all();
}

void ClassifierThread::classify(int sample, ImageReference image) {
    {
        const std::lock_guard lock(m_mutex);
        m_visible.request_stop();
        m_sweeping.request_stop();
        m_toClassify = Shown{m_plateNumber, sample, std::move(image), {}};
        m_quietUntil = std::chrono::steady_clock::now() + frameFirst;
    }
    m_wake.notify_all();
}

void ClassifierThread::explain(int sample, ImageReference image, ClassIndex index) {
    {
        const std::lock_guard lock(m_mutex);
        m_sweeping.request_stop();
        m_toExplain = Shown{m_plateNumber, sample, std::move(image), index};
    }
    m_wake.notify_all();
}

void ClassifierThread::dropExplanation() {
    const std::lock_guard lock(m_mutex);
    m_toExplain.reset();
}

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

bool ClassifierThread::hasWork() const {
    return m_closing || m_wantedModel || (m_hasEngine && (m_toClassify || m_toExplain || !m_sweep.ready.empty()));
}

void ClassifierThread::awaitWork(std::unique_lock<std::mutex>& lock) {
    m_wake.wait(lock, [this] { return hasWork(); });
    while (!m_closing && !m_wantedModel && std::chrono::steady_clock::now() < m_quietUntil)
        m_wake.wait_until(lock, m_quietUntil);
}

void ClassifierThread::run() {
    goBehindTheWindow();
    std::unique_lock lock(m_mutex);
    while (true) {
        awaitWork(lock);
        if (m_closing)
            break;
        if (m_wantedModel) {
            const std::filesystem::path card = taken(m_wantedModel);
            m_loading = std::stop_source();
            const std::stop_token stop = m_loading.get_token();
            lock.unlock();
            loadModel(card, stop);
        } else if (m_toClassify) {
            const Shown shown = taken(m_toClassify);
            m_visible = std::stop_source();
            const std::stop_token stop = m_visible.get_token();
            lock.unlock();
            classifyShown(shown, stop);
        } else if (m_toExplain) {
            const Shown shown = taken(m_toExplain);
            lock.unlock();
            explainShown(shown);
        } else {
            sweepBatch(lock);
            continue;
        }
        lock.lock();
        feedSweep();
    }
    lock.unlock();
    m_engine.reset();
}

void ClassifierThread::announce(ModelState state, const std::string& detail, const std::optional<ModelCard>& card) {
    onThreadOf(this, [this, state, detail = QString::fromStdString(detail), card] { emit stateChanged(state, detail, card); });
}

void ClassifierThread::loadModel(const std::filesystem::path& wanted, std::stop_token stop) {
    std::optional<ModelCard> card;
    ModelState failure = ModelState::Failed;
    try {
        const std::filesystem::path cardFile = wanted.empty() ? m_parts.bundledModel() : wanted;
        if (cardFile.empty())
            throw Error(ErrorKind::NotFound, {}, "no model came with this program; choose a model file");
        card = m_parts.readCard(cardFile);
        requireVocabulary(*card, m_vocabulary, cardFile);
        announce(ModelState::Loading, {}, card);
        failure = ModelState::ModuleMissing;
        if (!m_learning)
            m_learning = m_parts.loadLearning();
        failure = ModelState::Failed;
        announce(ModelState::OnTrial, {}, card);
        m_parts.trial(weightsFileOf(cardFile), *card, *m_learning, stop);
        if (stop.stop_requested())
            return;
        auto engine = m_learning->load(weightsFileOf(cardFile), *card, {});
        m_engine = std::move(engine);
        m_inputOwner = {};
        {
            const std::lock_guard lock(m_mutex);
            m_hasEngine = true;
            m_recipe = m_engine->card().input;
        }
        announce(ModelState::Ready, m_engine->device(), m_engine->card());
    } catch (const std::exception& exception) {
        if (stop.stop_requested())
            return;
        const Error error = asError(exception);
        const bool anotherStays = m_engine != nullptr;
        onThreadOf(this, [this, error, anotherStays] { emit modelFailed(error, anotherStays); });
        if (anotherStays)
            announce(ModelState::Ready, m_engine->device(), m_engine->card());
        else
            announce(failure, error.detail(), card);
    }
}

const InputTensor& ClassifierThread::inputOf(const Shown& shown) {
    const bool isHere = m_inputOwner.sample == shown.sample && m_inputOwner.plateNumber == shown.plateNumber
                        && m_inputOwner.image == shown.image;
    if (!isHere) {
        m_inputOwner = {};
        m_input = preprocess(shown.image->stack, m_engine->card().input);
        m_inputOwner = shown;
    }
    return m_input;
}

void ClassifierThread::engineFailed(const Error& error, int sample, int plateNumber) {
    onThreadOf(this, [this, error, sample, plateNumber] { emit refused(plateNumber, sample, error); });
    // An error of the accelerator is sticky: nothing it says afterwards can be believed, and the device is never changed silently.
    if (m_engine->device() == "cpu" || error.kind() == ErrorKind::Mismatch)
        return;
    const std::string device = m_engine->device();
    const ModelCard card = m_engine->card();
    m_engine.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_hasEngine = false;
    }
    stopSweep();
    announce(ModelState::Failed, device + ": " + error.detail(), card);
}

void ClassifierThread::classifyShown(const Shown& shown, std::stop_token stop) {
    try {
        if (!shown.image->complete && m_engine->card().input.absentStain == AbsentStain::Refuse)
            throw Error(ErrorKind::Mismatch, {}, "incomplete, so it is not classified");
        const InputTensor& input = inputOf(shown);
        auto rows = m_engine->predict({&input, 1}, stop);
        if (rows.empty())
            return;
        std::vector<ClassifiedSample> samples{{shown.sample, std::move(rows.front()), shown.image->contentDigest}};
        onThreadOf(this, [this, plateNumber = shown.plateNumber, digest = m_engine->card().modelDigest, samples] {
            emit classified(plateNumber, digest, samples);
        });
    } catch (const std::exception& exception) {
        engineFailed(asError(exception), shown.sample, shown.plateNumber);
    }
}

void ClassifierThread::explainShown(const Shown& shown) {
    try {
        if (!m_engine->canExplain())
            return;
        const InputTensor& input = inputOf(shown);
        const std::string key = std::to_string(shown.plateNumber) + '/' + std::to_string(shown.sample) + '/' + shown.image->contentDigest;
        const SaliencyMap map = m_engine->explain(input, key, *shown.index);
        onThreadOf(this, [this, shown, map] { emit explained(shown.plateNumber, shown.sample, *shown.index, map); });
    } catch (const std::exception& exception) {
        engineFailed(asError(exception), shown.sample, shown.plateNumber);
    }
}

/// Called with the mutex held.
void ClassifierThread::feedSweep() {
    if (!m_hasEngine || m_closing)
        return;
    while (m_sweep.submitted < m_sweep.samples.size() && m_sweep.submitted < m_sweep.done + preparedAhead)
        m_decoding.submit(Lane::Sweep, preparing(m_sweep.samples[m_sweep.submitted++]));
}

DecodingThreads::Job ClassifierThread::preparing(int sample) {
    return {sample, [this, sample, number = m_sweep.number, plateNumber = m_plateNumber, plate = m_plate, recipe = *m_recipe,
                     load = m_parts.load](std::stop_token stop) {
                const Sample& wanted = plate->plate.samples[static_cast<std::size_t>(sample)];
                Prepared prepared{sample, {}, {}};
                std::optional<Error> trouble;
                try {
                    LoadOptions options;
                    options.digest = true;
                    const LoadedSample image = load(plate->plate, wanted, options, stop);
                    if (stop.stop_requested())
                        return false;
                    if (!image.complete && recipe.absentStain == AbsentStain::Refuse)
                        throw notWhole(wanted, image);
                    prepared.input = preprocess(image.stack, recipe);
                    prepared.contentDigest = image.contentDigest;
                } catch (const std::exception& exception) {
                    trouble = asError(exception);
                }
                {
                    const std::lock_guard lock(m_mutex);
                    if (number != m_sweep.number)
                        return true;
                    if (trouble)
                        sweepDone(1, 0);
                    else
                        m_sweep.ready.push_back(std::move(prepared));
                }
                if (trouble)
                    onThreadOf(this, [this, plateNumber, sample, error = *trouble] { emit refused(plateNumber, sample, error); });
                m_wake.notify_all();
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
    while (!m_sweep.ready.empty() && inputs.size() < batchSize) {
        Prepared& next = m_sweep.ready.front();
        samples.push_back({next.sample, {}, std::move(next.contentDigest)});
        inputs.push_back(std::move(next.input));
        m_sweep.ready.pop_front();
    }
    m_sweeping = std::stop_source();
    const std::stop_token stop = m_sweeping.get_token();
    lock.unlock();
    std::vector<std::vector<float>> rows;
    std::optional<Error> trouble;
    try {
        rows = m_engine->predict(inputs, stop);
    } catch (const std::exception& exception) {
        trouble = asError(exception);
    }
    const std::string digest = m_engine->card().modelDigest;
    std::vector<std::size_t> refusedOnes;
    if (trouble && m_engine->device() == "cpu") {
        // Which of them it was: one by one.
        for (std::size_t i = 0; i < inputs.size() && !stop.stop_requested(); ++i) {
            try {
                auto one = m_engine->predict({&inputs[i], 1}, stop);
                rows.push_back(one.empty() ? std::vector<float>() : std::move(one.front()));
            } catch (const std::exception& exception) {
                rows.emplace_back();
                refusedOnes.push_back(i);
                engineFailed(asError(exception), samples[i].sample, plateNumber);
            }
        }
    } else if (trouble) {
        engineFailed(*trouble, samples.front().sample, plateNumber);
    }
    std::vector<ClassifiedSample> classifiedOnes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].empty())
            classifiedOnes.push_back({samples[i].sample, std::move(rows[i]), samples[i].contentDigest});
    }
    if (!classifiedOnes.empty())
        onThreadOf(this, [this, plateNumber, digest, classifiedOnes] { emit classified(plateNumber, digest, classifiedOnes); });
    lock.lock();
    if (number != m_sweep.number)
        return;
    for (std::size_t i = inputs.size(); i-- > rows.size();)
        m_sweep.ready.push_front({samples[i].sample, std::move(inputs[i]), std::move(samples[i].contentDigest)});
    sweepDone(rows.size(), refusedOnes.size());
}

} // namespace locascope
