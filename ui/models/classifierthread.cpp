#include "ui/models/classifierthread.h"

#include "core/model/loadengine.h"
#include "core/model/mappedengine.h"
#include "ui/models/aserror.h"
#include "ui/models/behindthewindow.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

template <class Value>
Value taken(std::optional<Value>& slot) {
    Value value = std::move(*slot);
    slot.reset();
    return value;
}

} // namespace

ClassifierThread::ClassifierThread(const SessionParts& parts, DecodingThreads& decoding, Vocabulary vocabulary, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_decoding(decoding)
    , m_vocabularies{std::move(vocabulary)}
    , m_thread([this] { run(); }) {}

ClassifierThread::~ClassifierThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_loading.request_stop();
        m_visible.request_stop();
        m_explaining.request_stop();
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
        m_explaining.request_stop();
    }
    m_plate = std::move(plate);
    m_plateNumber = plateNumber;
}

void ClassifierThread::useModel(const std::filesystem::path& card) {
    stopSweep();
    {
        const std::lock_guard lock(m_mutex);
        m_loading.request_stop();
        m_explaining.request_stop();
        m_wantedModel = card;
    }
    m_wake.notify_all();
}

void ClassifierThread::setVocabulary(const Vocabulary& vocabulary) {
    stopSweep();
    const std::lock_guard lock(m_mutex);
    m_vocabularies = {vocabulary};
    m_toClassify.reset();
    m_toExplain.reset();
    m_visible.request_stop();
}

void ClassifierThread::followVocabulary(std::vector<Vocabulary> had) {
    const std::lock_guard lock(m_mutex);
    m_vocabularies = std::move(had);
}

std::vector<Vocabulary> ClassifierThread::vocabularies() {
    const std::lock_guard lock(m_mutex);
    return m_vocabularies;
}

void ClassifierThread::useDevice(std::string device) {
    const std::lock_guard lock(m_mutex);
    m_device = std::move(device);
}

void ClassifierThread::classify(int sample, ImageReference image) {
    {
        const std::lock_guard lock(m_mutex);
        m_visible.request_stop();
        m_sweeping.request_stop();
        if (m_explainedNow != sample)
            m_explaining.request_stop();
        m_toClassify = Shown{m_plateNumber, sample, std::move(image)};
        m_quietUntil = std::chrono::steady_clock::now() + frameFirst;
    }
    m_wake.notify_all();
}

void ClassifierThread::giveWay() {
    const std::lock_guard lock(m_mutex);
    m_toClassify.reset();
    m_toExplain.reset();
    m_visible.request_stop();
    m_explaining.request_stop();
    m_sweeping.request_stop();
    m_quietUntil = std::chrono::steady_clock::now() + decodingFirst;
}

void ClassifierThread::explain(int sample, ImageReference image, std::vector<ClassIndex> classes, std::optional<SaliencyMethod> method) {
    {
        const std::lock_guard lock(m_mutex);
        m_sweeping.request_stop();
        m_explaining.request_stop();
        m_toExplain = Shown{m_plateNumber, sample, std::move(image), std::move(classes), method, ++m_explanations};
        m_quietUntil = std::min(m_quietUntil, std::chrono::steady_clock::now() + frameFirst);
    }
    m_wake.notify_all();
}

void ClassifierThread::dropExplanation() {
    const std::lock_guard lock(m_mutex);
    m_toExplain.reset();
    m_explaining.request_stop();
    ++m_explanations;
}

bool ClassifierThread::hasWork() const {
    return m_closing || m_wantedModel || (m_hasEngine && (m_toClassify || m_toExplain || m_isTrying || !m_sweep.ready.empty()));
}

void ClassifierThread::awaitWork(std::unique_lock<std::mutex>& lock) {
    m_wake.wait(lock, [this] { return hasWork(); });
    while (!m_closing && !m_wantedModel && std::chrono::steady_clock::now() < m_quietUntil)
        m_wake.wait_until(lock, m_quietUntil);
}

void ClassifierThread::run() {
    goBehindTheDecoding();
    std::unique_lock lock(m_mutex);
    while (true) {
        awaitWork(lock);
        if (m_closing)
            break;
        if (m_wantedModel) {
            const std::filesystem::path card = taken(m_wantedModel);
            const std::string device = m_device;
            m_loading = std::stop_source();
            const std::stop_token stop = m_loading.get_token();
            lock.unlock();
            loadModel(card, device, stop);
        } else if (m_toClassify) {
            const Shown shown = taken(m_toClassify);
            m_visible = std::stop_source();
            const std::stop_token stop = m_visible.get_token();
            lock.unlock();
            classifyShown(shown, stop);
        } else if (m_toExplain) {
            const Shown shown = taken(m_toExplain);
            m_explaining = std::stop_source();
            m_explainedNow = shown.sample;
            const std::stop_token stop = m_explaining.get_token();
            lock.unlock();
            explainShown(shown, stop);
        } else if (m_isTrying && (m_sweep.ready.empty() || !m_isSweepsTurn)) {
            tryPlan(lock);
            continue;
        } else {
            sweepBatch(lock);
            continue;
        }
        lock.lock();
        feedSweep();
    }
    lock.unlock();
    m_trial.reset();
    m_engine.reset();
}

void ClassifierThread::announce(ModelState state, const std::string& detail, const std::optional<ModelCard>& card) {
    onThreadOf(this, [this, state, detail = QString::fromStdString(detail), card] { emit stateChanged(state, detail, card); });
}

void ClassifierThread::loadModel(const std::filesystem::path& wanted, const std::string& device, std::stop_token stop) {
    std::optional<ModelCard> card;
    ModelState failure = ModelState::Failed;
    const std::vector<Vocabulary> had = vocabularies();
    if (m_engine && !hasClassesOf(m_engine->card(), vocabularyMet(m_engine->card(), had)))
        dropEngine();
    try {
        const std::filesystem::path cardFile = wanted.empty() ? m_parts.bundledModel() : wanted;
        if (cardFile.empty())
            throw Error(ErrorKind::NotFound, {}, "no model came with this program; choose a model file");
        const ModelCard own = m_parts.readCard(cardFile);
        const Vocabulary& reviewed = vocabularyMet(own, had);
        const auto meeting = m_parts.meeting ? m_parts.meeting(own, reviewed, cardFile) : meetingOf(own, reviewed, std::span<const VocabularyMapping>(), cardFile);
        card = meeting ? mappedCard(own, *meeting, reviewed) : own;
        announce(ModelState::Loading, {}, card);
        failure = ModelState::ModuleMissing;
        if (!m_learning)
            m_learning = m_parts.loadLearning();
        failure = ModelState::Failed;
        announce(ModelState::OnTrial, {}, card);
        eachModel(cardFile, own, [&](const std::filesystem::path& weights, const ModelCard& one) { m_parts.trial(weights, one, *m_learning, stop); });
        if (stop.stop_requested())
            return;
        auto engine = loadEngine(*m_learning, cardFile, own, {.device = device});
        if (meeting)
            engine = withMapping(std::move(engine), *meeting, reviewed);
        endTrial();
        m_engine = std::move(engine);
        m_answersOf = predictionDigest(m_engine->card());
        m_inputOwner = {};
        recallPlan();
        onThreadOf(this, [this, methods = m_engine->methods()] { emit methodsKnown(methods); });
        onThreadOf(this, [this, given = m_engine->givesFeatures()] { emit featuresKnown(given); });
        {
            const std::lock_guard lock(m_mutex);
            m_hasEngine = true;
            m_recipe = m_engine->card().input;
        }
        announce(ModelState::Ready, m_engine->device(), m_engine->card());
    } catch (const std::exception& exception) {
        if (stop.stop_requested())
            return;
        const Error error = asError(exception, ErrorKind::ModelFailed);
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

void ClassifierThread::dropEngine() {
    endTrial();
    m_engine.reset();
    const std::lock_guard lock(m_mutex);
    m_hasEngine = false;
}

void ClassifierThread::engineFailed(const std::exception& exception, int sample, int plateNumber) {
    if (const auto* lost = dynamic_cast<const DeviceLost*>(&exception))
        return loseDevice(*lost);
    onThreadOf(this, [this, error = asError(exception, ErrorKind::ModelFailed), sample, plateNumber] { emit refused(plateNumber, sample, error); });
}

/// The sample is not to blame. Another device is never taken unasked.
void ClassifierThread::loseDevice(const DeviceLost& error) {
    const ModelCard card = m_engine->card();
    dropEngine();
    bool wasSweeping = false;
    {
        const std::lock_guard lock(m_mutex);
        wasSweeping = m_sweep.isRunning();
    }
    stopSweep();
    announce(ModelState::Failed, error.detail(), card);
    onThreadOf(this, [this, said = Error(error), wasSweeping] { emit deviceLost(said, wasSweeping); });
}

void ClassifierThread::classifyShown(const Shown& shown, std::stop_token stop) {
    try {
        if (!shown.image->complete && m_engine->card().input.absentStain == AbsentStain::Refuse)
            throw Error(ErrorKind::Mismatch, {}, "incomplete, so it is not classified");
        const InputTensor& input = inputOf(shown);
        auto rows = m_engine->predictShown(input, stop);
        auto features = m_engine->takeFeatures();
        if (rows.empty())
            return;
        offerForTrial({&input, 1});
        std::vector<ClassifiedSample> samples{{shown.sample, std::move(rows.front()), shown.image->contentDigest}};
        if (!features.empty())
            samples.front().features = std::move(features.front());
        onThreadOf(this, [this, plateNumber = shown.plateNumber, digest = m_answersOf, samples] {
            emit classified(plateNumber, digest, samples);
        });
    } catch (const std::exception& exception) {
        engineFailed(exception, shown.sample, shown.plateNumber);
    }
}

void ClassifierThread::explainShown(const Shown& shown, std::stop_token stop) {
    try {
        const std::vector<SaliencyMethod> offered = m_engine->methods();
        if (offered.empty())
            return;
        const bool isOffered = shown.method && std::find(offered.begin(), offered.end(), *shown.method) != offered.end();
        const SaliencyMethod method = isOffered ? *shown.method : offered.front();
        const InputTensor& input = inputOf(shown);
        const std::string key = std::to_string(shown.plateNumber) + '/' + std::to_string(shown.sample) + '/' + shown.image->contentDigest;
        std::vector<ClassSaliency> maps;
        for (const ClassIndex index : shown.classes) {
            maps.push_back({index, m_engine->explain(input, key, index, method, stop)});
            if (stop.stop_requested())
                return;
        }
        onThreadOf(this, [this, shown, maps] {
            if (shown.explanation == m_explanations)
                emit explained(shown.plateNumber, shown.sample, maps);
        });
    } catch (const std::exception& exception) {
        engineFailed(exception, shown.sample, shown.plateNumber);
    }
}

} // namespace locascope
