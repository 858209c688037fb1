#pragma once

#include "core/files/error.h"
#include "core/imaging/heatmap.h"
#include "core/model/devicelost.h"
#include "core/model/engine.h"
#include "core/model/plantrial.h"
#include "core/plate/vocabulary.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/imagecache.h"
#include "ui/models/platesnapshot.h"
#include "ui/models/sessionparts.h"
#include "ui/models/sessiontypes.h"

#include <QObject>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace locascope {

/// One sample's probabilities, and of which content.
struct ClassifiedSample {
    int sample = -1;
    std::vector<float> probabilities;
    std::string contentDigest;
    std::vector<float> features = {}; ///< as Engine::takeFeatures says; empty where the model gives none
};

/// The one classifier and the thread that owns it. Loads the learning module when first needed, tries a model before it trusts it, and serves the sample on
/// screen, then its saliency, then the sweep, in which it also tries which plan is the fastest here (core/model/plantrial.h). Every answer carries the plate number it was asked with: the receiver drops those of another plate.
/// Functions return at once; signals arrive on the thread this lives on.
class ClassifierThread final : public QObject {
    Q_OBJECT
public:
    ClassifierThread(const SessionParts& parts, DecodingThreads& decoding, Vocabulary vocabulary, QObject* parent = nullptr);
    ~ClassifierThread() override; ///< cancels; waits for one forward pass at most

    /// Drops all that was asked for another plate.
    void setPlate(PlateReference plate, int plateNumber);
    /// Card or weights file; empty: the bundled one. Until it is ready, and when it fails, the model before stays.
    void useModel(const std::filesystem::path& card);
    /// Of the review; models that are loaded from now on meet it (core/model/mappedengine.h).
    void setVocabulary(const Vocabulary& vocabulary);
    /// The same review has other classes now; these are all that it has had, the newest first. The model that is loaded stays.
    void followVocabulary(std::vector<Vocabulary> had);
    /// auto, cpu or cuda:N, for the models that are used from now on.
    void useDevice(std::string device);
    void classify(int sample, ImageReference image);
    /// Another sample was chosen: what was asked of the one before is dropped, and nothing begins until that one is here or `decodingFirst` is over.
    void giveWay();
    /// These classes, by this method; none, or one that the model does not offer: by its default.
    void explain(int sample, ImageReference image, std::vector<ClassIndex> classes, std::optional<SaliencyMethod> method);
    void dropExplanation();
    /// In the given order, after what is visible.
    void sweep(std::vector<int> samples);
    void stopSweep();
    bool isSweeping();

signals:
    // `answersOf`: predictionDigest of the model's card.
    /// `card` where one could be read and speaks of the classes of the review.
    void stateChanged(locascope::ModelState state, const QString& detail, const std::optional<locascope::ModelCard>& card);
    /// By this plan sweeps go on; remembered for this machine.
    void planChosen(const std::string& answersOf, const locascope::ExecutionPlan& plan);
    void modelFailed(const locascope::Error& error, bool anotherStays);
    /// It is in use no more, nor is the model on it, until useModel. `wasSweeping`: a sweep was cut off by it.
    void deviceLost(const locascope::Error& error, bool wasSweeping);
    void classified(int plateNumber, const std::string& answersOf, const std::vector<locascope::ClassifiedSample>& samples);
    void explained(int plateNumber, int sample, const std::vector<locascope::ClassSaliency>& maps);
    /// In which ways the model that is ready next can be explained, the default first.
    void methodsKnown(const std::vector<locascope::SaliencyMethod>& methods);
    /// Whether the model that is ready next gives features.
    void featuresKnown(bool given);
    /// This sample gets no prediction.
    void refused(int plateNumber, int sample, const locascope::Error& error);
    void swept(std::size_t done, std::size_t total);
    void sweepEnded(bool complete);

private:
    struct Shown {
        int plateNumber = 0;
        int sample = -1;
        ImageReference image;
        std::vector<ClassIndex> classes = {}; ///< to be explained
        std::optional<SaliencyMethod> method = {};
        int explanation = 0;             ///< number of the request
    };
    struct Prepared {
        int sample = -1;
        InputTensor input;
        std::string contentDigest;
    };
    struct Sweep {
        int number = 0;
        std::vector<int> samples;
        std::size_t submitted = 0;
        std::size_t done = 0;
        std::size_t failed = 0;
        std::deque<Prepared> ready;
        bool isRunning() const { return done < samples.size(); }
    };

    void run();
    bool hasWork() const;
    void awaitWork(std::unique_lock<std::mutex>& lock);
    std::vector<Vocabulary> vocabularies();
    void dropEngine();
    void loadModel(const std::filesystem::path& wanted, const std::string& device, std::stop_token stop);
    void classifyShown(const Shown& shown, std::stop_token stop);
    void explainShown(const Shown& shown, std::stop_token stop);
    void sweepBatch(std::unique_lock<std::mutex>& lock);
    void recallPlan();
    void offerForTrial(std::span<const InputTensor> answered);
    void tryPlan(std::unique_lock<std::mutex>& lock);
    void sweepBy(const ExecutionPlan& plan);
    void endTrial();
    void feedSweep();
    DecodingThreads::Job preparing(int sample);
    void sweepDone(std::size_t count, std::size_t failed);
    void engineFailed(const std::exception& exception, int sample, int plateNumber);
    void loseDevice(const DeviceLost& error);
    const InputTensor& inputOf(const Shown& shown);
    void announce(ModelState state, const std::string& detail, const std::optional<ModelCard>& card);

    SessionParts m_parts;
    DecodingThreads& m_decoding;

    std::mutex m_mutex;
    std::vector<Vocabulary> m_vocabularies; ///< that the review has had, the newest first
    std::condition_variable m_wake;
    bool m_closing = false;
    PlateReference m_plate;
    int m_plateNumber = 0;
    int m_explanations = 0; ///< asked for or dropped; of the thread this lives on. Only the last is answered
    std::optional<std::filesystem::path> m_wantedModel;
    std::string m_device = "auto";
    std::optional<Shown> m_toClassify;
    std::chrono::steady_clock::time_point m_quietUntil; ///< until then the frame of that sample is painted
    std::optional<Shown> m_toExplain;
    int m_explainedNow = -1;       ///< sample whose explanation began last
    Sweep m_sweep;
    std::stop_source m_loading;   ///< of the model being loaded
    std::stop_source m_visible;   ///< of the visible sample being classified
    std::stop_source m_explaining; ///< of the explanation being computed
    std::stop_source m_sweeping;  ///< of the batch being classified
    bool m_hasEngine = false;
    std::optional<InputRecipe> m_recipe;
    std::size_t m_batch = 1;       ///< inputs of the sweep that run together
    bool m_isTrying = false;       ///< a trial of plans goes on
    bool m_isSweepsTurn = false;   ///< it and the sweep take turns

    // Of the classifier's thread alone
    std::shared_ptr<Learning> m_learning;
    std::unique_ptr<Engine> m_engine;
    std::string m_answersOf; ///< predictionDigest of its card
    bool m_wantsTrial = false;
    std::vector<InputTensor> m_trialInputs;
    std::unique_ptr<PlanTrial> m_trial; ///< of m_engine
    Shown m_inputOwner;
    InputTensor m_input;

    std::thread m_thread;
};

} // namespace locascope
