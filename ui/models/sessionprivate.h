#pragma once

#include "core/plate/platechoices.h"
#include "core/review/labelcsv.h"
#include "core/store/compareimport.h"
#include "core/store/displaysettings.h"
#include "core/store/reviewvocabulary.h"
#include "ui/models/classifierthread.h"
#include "ui/models/contrastbook.h"
#include "ui/models/contrastplanning.h"
#include "ui/models/contrastpresets.h"
#include "ui/models/decodingthreads.h"
#include "ui/models/heldfields.h"
#include "ui/models/imagecache.h"
#include "ui/models/jobboard.h"
#include "ui/models/noticeboard.h"
#include "ui/models/othersdecisions.h"
#include "ui/models/platememory.h"
#include "ui/models/plateopening.h"
#include "ui/models/reviewdraft.h"
#include "ui/models/reviewlog.h"
#include "ui/models/samplearranger.h"
#include "ui/models/samplequeue.h"
#include "ui/models/sampleordering.h"
#include "ui/models/sampleselection.h"
#include "ui/models/session.h"
#include "ui/models/sessionparts.h"
#include "ui/models/similarity.h"
#include "ui/models/stainingcheck.h"
#include "ui/models/storethread.h"
#include "ui/models/thumbnails.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace locascope {

/// What a session keeps among the review's settings, beside its display (core/store/displaysettings).
inline constexpr const char* allowedSetting = "proposals-allowed";

struct Assigned;
struct Assignment;

/// A prediction that the review has of a sample of this plate.
struct RestoredPrediction {
    int sample = -1;
    StoredPrediction prediction;
};

/// The threads of a session and what it remembers. Each group of functions has its file, session*.cpp. Everything here runs on the window's thread.
class Session::Private final : public QObject {
public:
    Private(Session& session, SessionOptions options, SessionParts parts);
    ~Private() override;

    void connectPlate();
    void connectImages();
    void connectClassifier();

    // Plate and order (sessionplate.cpp), position (sessionposition.cpp)
    void openPlate(const std::filesystem::path& root, PlateOpening::Names names = PlateOpening::Names::Recalled);
    void openChanged();
    void assignChannels(const ChannelStains& stains);
    void switchTo(const PlateReference& opened, const PlateMemory& memory);
    void takeIndex(const PlateReference& inspected);
    void identify(const std::string& found);
    void startInspecting();
    void watchPlate();
    void takeReach(bool isReachable);
    void rebuildOrder();
    void takeArranged(const ArrangementReference& samples);
    OrderingInput orderingInput() const;
    const std::vector<int>& order() const { return arranged->samples; }
    int rowOf(int sample) const;
    bool isSample(int sample) const { return plate && sample >= 0 && static_cast<std::size_t>(sample) < plate->plate.samples.size(); }
    bool hasProblem(int sample) const { return isSample(sample) && plate->hasProblem[static_cast<std::size_t>(sample)] != 0; }
    const Sample& sampleAt(int sample) const { return plate->plate.samples[static_cast<std::size_t>(sample)]; }
    void select(int sample);
    void step(int rows);
    void goToNextUnreviewed();
    std::vector<int> neighboursOf(int sample) const;
    void rememberPosition();
    PlateMemory plateMemory() const; ///< of the sample on screen

    // What is hidden (sessionblinding.cpp)
    void setBlinding(const Blinding& wanted);
    void applyBlinding(const Blinding& wanted);
    void withholdAnew();
    void numberSamples();
    std::unique_ptr<Teamwork> makeTeam();
    void takeTeam();
    bool hides(Hidden what) const { return blinding.hides(what); }
    bool hidesPrediction(int sample) const;
    SharedColumn<Predicted> shownPredictions() const;
    void endHiddenArrangement();
    HistoryFilter shownHistory(HistoryFilter filter) const;

    // How the plate is read (sessionreading.cpp)
    void chooseScheme(const std::string& key);
    void openAgain();
    void choosePlane(std::optional<int> plane);
    void enterPixelSize(std::optional<double> micrometres);
    void rememberChoice(const std::filesystem::path& root, std::function<void(PlateChoices&)> change, std::function<void()> then);
    void keepChoices();
    void keepChoicesAtLast();
    void amendPlate();
    void takeAmended(const PlateReference& amended);
    void showOtherPlane();
    void forgetContrast();

    // Several samples selected (sessionselection.cpp)
    void changeSelection(std::vector<int> samples, int current, int anchor);
    void extendSelectionTo(int sample);
    void toggleSelected(int sample);
    void leaveSelection();
    void dropUnshownFromSelection();

    // Image and display (sessionimage.cpp)
    void takeImage(int sample, const ImageReference& arrived);
    void showImage(const ImageReference& arrived);
    void takeDigest(int sample, const ImageReference& digested);
    void countHistogram(int sample, const ImageReference& arrived);
    void takeHistogram(int sample, const ImageReference& arrived, std::shared_ptr<const PerStain<Histogram>> counted);
    void refreshDisplay();
    void setDisplay(const DisplaySettings& wanted);
    void stretchProtein(bool isHeld);
    void planContrast();
    void stopContrast();
    void takePlateContrast(const PlateContrast& measured);
    void storeWindows();
    void restyleThumbnails();
    void keepContrastByHand();
    void storeContrastByHand();
    void storeShownStains();
    void takeShownStains(const std::string& stored);
    ContrastState contrastState() const;
    int shownBits() const;

    // What nobody waits for (sessionbackground.cpp)
    void wantAllThumbnails();
    void planBackground();
    bool mayBeSwept() const;
    void runBackground();
    void pauseBackground();
    void holdForSweep();

    // Contrast measured anew, presets (sessioncontrast.cpp), samples beside the current one (sessionbeside.cpp)
    void takeRefinedContrast(const PlateContrast& measured);
    void measureContrast(const PerStain<double>& clip);
    void readPresets();
    void changePreset(const QString& name, const std::optional<CopiedContrast>& preset);
    void takePresets(ContrastPresets read);
    void writePresetsAtLast() const;
    void setBeside(std::vector<int> samples);
    DisplaySettings displayOf(const LoadedSample& sample) const;

    // Review: opening, leaving and settings (sessionstore.cpp), decisions (sessionreview.cpp)
    void openReview();
    StoreThread::Opener openerOf(const PlateIdentity& known);
    void openAtLast();
    void closeReview();
    void readReview();
    void readDecisionsAgain();
    void takeSettings(const std::map<std::string, std::string>& settings, const std::optional<ReviewVocabulary>& changed);
    void takeHidden(const std::map<std::string, std::string>& settings);
    void followStore();
    void takeNews(const std::vector<LabelEvent>& events);
    bool takeOwnNews(const LabelEvent& event);
    void followOthers();
    void readOthers(std::vector<std::string> reviewers);
    void sayOvertaken(const std::vector<Overtaken>& overtaken);
    void followSettings();
    void readAssignment();
    void assignSamples(const Assignment& made, const std::string& replaces, std::function<void(Assigned)> answer);
    void startDraft();
    void leaveDraft();
    CommitResult commit();
    CommitResult commitAs(Outcome outcome);
    void record(int sample, const Decision& decision);
    bool rules(int sample) const; ///< what is decided on it settles a conflict
    void send(std::vector<LabelEvent> events);
    void moveOn();

    // Acts: over several samples, undone, of earlier sittings (sessionacts.cpp)
    BulkPlan planFor(Decision decision) const;
    BulkPlan planForSelected(std::optional<Outcome> outcome) const;
    Decision decisionFor(int sample, const Decision& decision) const;
    void decideAll(const BulkPlan& planned);
    std::optional<Decision> lastDecision() const;
    Decision repeated(const Decision& last) const;
    CommitResult repeatLast();
    void restoreState(int sample, const std::optional<Decision>& state);
    void undo();
    void redo();
    void takeBack();
    void doAgain();
    void unlessChanged(const ReviewLog::Act& act, std::function<void(const ReviewLog::OfOthers& changed)> then);
    void showTakenBack(const ReviewLog::Act& act, std::optional<Decision> pressed);
    void startReadingActs();
    void readOlderActs();

    // History of the review (sessionhistory.cpp)
    struct HistoryExport;
    void readHistory(const HistoryQuery& query, QObject* context, std::function<void(HistoryPage)> answer);
    void exportHistory(const std::shared_ptr<HistoryExport>& wanted, std::int64_t before);
    void writeHistory(const std::shared_ptr<HistoryExport>& wanted);

    void refreshFacts(int sample);
    void refreshAllFacts();
    void decisionChanged(int sample);
    void savingFailed(const std::vector<std::string>& uuids, const Error& error);
    void putSetting(const std::string& key, const std::string& value);
    void takeVocabulary(const std::string& stored);
    bool isOfReview(const Vocabulary& other) const;

    // Changes of the classes (sessionclasses.cpp)
    void followClasses(ReviewVocabulary now);
    void askForClasses();
    void changeVocabulary(const VocabularyChange& change, QObject* context, std::function<void(std::optional<Error>)> done);
    std::vector<float> answersToday(const std::vector<float>& probabilities) const;
    std::vector<double> thresholdsToday(const std::vector<double>& thresholds) const;
    ReviewLog::Author author() const;
    Decision asMade(Decision decision) const;
    LabelSet choosableOf(const LabelSet& labels) const;

    void useVocabulary(const Vocabulary& other);
    Vocabulary vocabularyOfNew() const;
    void chooseVocabulary(const std::filesystem::path& idOrFile);
    void takeChosenVocabulary(const Vocabulary& chosen);
    void sendHeld();
    std::string positionKey() const;

    // Model (sessionmodel.cpp)
    void learnRecipe();
    void wantModel();
    void useModel(const std::filesystem::path& card);
    void loseDevice(const Error& error, bool wasSweeping);
    void useProcessor();
    void takeModelState(ModelState state, const QString& detail, const std::optional<ModelCard>& card);
    void forgetPredictions();
    void turnSimilarity();
    void restorePredictions();
    void takeRestored(std::vector<RestoredPrediction> restored, std::function<void()> then);
    void takePredictions(int number, const std::string& digest, const std::vector<ClassifiedSample>& samples);
    void storePredictions();
    void classifyCurrent();
    void explainCurrent();
    void explainAgain();
    void forgetSaliency();
    std::vector<ClassIndex> proposedClasses() const; ///< for the current sample, whether or not the model may propose
    void useImportedPredictions(const std::filesystem::path& file, const std::string& digest);
    bool isPredicted(int sample) const { return isSample(sample) && !predictions[static_cast<std::size_t>(sample)].probabilities.empty(); }
    bool needsClassifier(int sample) const;
    void startSweep();
    bool proposalsAllowed() const;
    PredictionView prediction(int sample) const;
    std::optional<DraftProposal> proposalFor(int sample) const;

    // Queues (sessionqueue.cpp)
    QueueSnapshot queueSnapshot() const;
    std::vector<char> setAside() const;

    // Jobs and notices (sessionjobs.cpp)
    void say(Severity severity, const char* key, const Error& error);
    void settle(const char* key);
    void reportJob(const QString& key, std::size_t done, std::size_t total);
    void finishJob(const QString& key);

    // Sheet (sessionsheet.cpp)
    void readSheet(const std::filesystem::path& file);
    void fitSheet(const std::shared_ptr<const SheetFile>& file, const SheetMapping& mapping);
    void joinStoredSheet(StoredSheet stored, bool isNew);
    void takeSheet(const StoredSheet& stored, std::shared_ptr<const JoinedSheet> joined, std::shared_ptr<const SiblingIndex> index, bool isNew);
    void restoreSheet(const std::string& stored);
    void removeSheet();
    void findSiblings();
    std::shared_ptr<const JoinedSheet> shownSheet() const { return hides(Hidden::SheetColumns) ? nullptr : sheet; }
    bool isColumnShown(std::size_t column) const;
    void setBlindToSheet(bool blind);
    void endHiddenFilter();

    // CSV (sessioncsv.cpp)
    void exportCsv(const std::filesystem::path& file, const ExportWish& wish);
    void writeExport(const std::filesystem::path& file, const ExportWish& wish, std::vector<LabelEvent> events);
    std::vector<LabelEvent> unsavedEvents() const;
    // Pack (sessionpack.cpp)
    void pack(const std::filesystem::path& folder, const PackWish& wish);
    void makePack(const std::filesystem::path& folder, const PackWish& wish, const PlateReference& packed, std::map<std::string, std::string> settings);
    void packFailed(const Error& error);
    void stopPack();
    // Import (sessionimport.cpp)
    ImportOptions importOptions() const;
    void previewCsv(const std::filesystem::path& file, FaultyLines faultyLines, std::function<void(const std::shared_ptr<const ImportPreview>&)> show);
    void compareCsv(const std::filesystem::path& file, const LabelTable& table, const std::function<void(const std::shared_ptr<const ImportPreview>&)>& show);
    void importRows(const std::shared_ptr<const ImportPreview>& preview, const std::vector<std::size_t>& rows);
    void takeImport(const StoredAct& stored);
    void importPredictions(const std::filesystem::path& file, const LabelTable& table, const std::string& digest);
    void csvDone(const char* job, const std::filesystem::path& file, const NoticeSummary& summary);
    void csvFailed(const char* job, const std::filesystem::path& file, const Error& error);

    Session& q;
    SessionOptions options;
    std::shared_ptr<ThumbnailStore> thumbnailStore;
    std::shared_ptr<WantedFields> wantedFields = std::make_shared<WantedFields>();
    std::shared_ptr<HeldFields> held;
    SessionParts parts;
    Vocabulary vocabulary; ///< classes.state.vocabulary
    ReviewVocabulary classes;
    std::optional<ReviewVocabulary> classesRead; ///< what the review said when it was opened; none: its classes were never changed
    std::vector<double> ownThresholds; ///< as the card has them, of the classes that the model was made for
    std::string reviewer;

    // Threads; `decoding` first, so that it outlives those who submit to it, and is stopped before any of them goes
    DecodingThreads decoding;
    ImageCache images;
    Thumbnails thumbnails;
    ContrastPlanning contrast;
    StainingCheck staining;
    Similarity similarity;
    SampleQueue queue;
    std::unique_ptr<Teamwork> team; ///< never null
    ClassifierThread classifier;
    PlateOpening opening;
    PlateReach reach;
    TaskThread jobThread;
    TaskThread packing;
    int packsAsked = 0, packsStopped = 0; ///< of those asked for the first so many
    TaskThread amending; ///< gives the plate another plane or pixel size
    std::unique_ptr<StoreThread> store;
    std::vector<std::unique_ptr<StoreThread>> leavingStores; ///< of plates before, with something unsaved

    Blinding blinding;
    bool blindingChosen = false;            ///< here, since the plate was opened
    std::shared_ptr<const std::vector<int>> aliases; ///< by sample, while names are hidden; else null

    PlateReference plate;
    int plateNumber = 0;
    std::string fingerprint;                ///< of the plate; empty until it is known
    std::filesystem::path refusedDirectory; ///< no scheme takes any of its images
    PlateChoices choices;      ///< of the plate, the last that were made
    bool choicesMoved = false; ///< and not remembered yet
    bool indexComplete = false;
    bool isOpening = false; ///< another plate; what would be said of this one meanwhile would be taken for that one's
    bool inspecting = false;
    bool backgroundRuns = false;
    bool allThumbnailsWanted = false; ///< once it runs
    QTimer backgroundTimer;
    QTimer inspectLatest; ///< the first image may be slow; the index does not wait for ever
    SharedColumn<SampleFacts> facts;
    SampleArrangement arrangement;
    SampleArranger arranger;
    ArrangementReference arranged = std::make_shared<const ArrangedSamples>(); ///< never null
    int current = -1;
    SampleSelection selection;
    int selectionAnchor = -1; ///< where a range began
    bool moved = false;    ///< since the plate was opened
    QTimer positionTimer;

    std::vector<int> beside; ///< samples shown beside the current one
    ImageReference image;
    std::shared_ptr<const PerStain<Histogram>> histograms; ///< of `image`, null until counted
    DisplaySettings display;
    ContrastBook book;
    std::optional<PlateContrast> refinedContrast;          ///< stored, and shown from the next opening or reset on
    std::map<int, PlateContrast> storedContrasts;          ///< those that the review has, by z plane; 0: the maximum of all
    std::optional<PlateContrast> plannedContrast;          ///< waiting for the review to say that it has none
    bool contrastIsBorrowed = false;                       ///< `book` has the windows of another z plane until this one is measured
    bool contrastAskedFor = false;                         ///< being measured because somebody asked: shown as soon as it is known
    ContrastPresets presets;
    std::map<QString, std::optional<CopiedContrast>> presetsToWrite; ///< by name; none: to be removed
    bool stretchHeld = false;
    bool contrastMoved = false; ///< by hand, and not stored yet
    bool stainsToggled = false; ///< shown or hidden, and not stored yet
    QTimer restyleTimer;        ///< until the hand on a contrast handle rests

    /// How far back the review was read for what can be undone. The trail is the store thread's while it reads.
    struct OlderActs {
        std::shared_ptr<ActTrail> trail;
        std::int64_t before = 0; ///< 0: nothing was read yet
        bool isReading = false;
        bool isAtStart = false;
    };

    ReviewLog log;
    OlderActs olderActs;
    OthersDecisions others;
    bool othersRead = false; ///< or being read
    ReviewDraft draft;
    std::unordered_map<int, ReviewDraft> drafts; ///< of other samples, not yet committed
    QElapsedTimer shownSince;
    bool strict = false;
    bool reviewRead = false;
    bool settingsKnown = false;
    std::vector<LabelEvent> eventsHeld; ///< until it is known of which vocabulary the review is
    std::map<std::string, std::string> settingsToPut; ///< until the review is open

    bool modelWanted = false;
    std::filesystem::path wantedModel; ///< the last chosen; empty: the bundled one
    bool modelRefused = false;         ///< and it could not be used
    std::optional<std::filesystem::path> usedModel; ///< the one that is loaded
    std::optional<ModelCard> card;
    std::string answersOf;       ///< predictions are kept by it: predictionDigest of the card, or the digest of the file they were imported from
    bool cardIsOfImport = false; ///< predictions made elsewhere are shown, and no engine belongs to them
    ModelState modelState = ModelState::None;
    QString modelDetail;
    std::optional<ExecutionPlan> plan;
    std::string planIsOf; ///< predictionDigest of its model
    bool allowed = false;
    SharedColumn<Predicted> predictions;
    bool restoring = false;   ///< the review was asked for predictions: nothing is computed that it may have
    bool sweepWanted = false; ///< once it has answered
    bool sweepCutOff = false; ///< by the loss of the device
    std::vector<StoredPrediction> predictionsToStore;
    QTimer predictionsTimer;
    std::optional<ClassIndex> saliencyClass;
    SaliencyMap saliency;
    bool wantsSaliencyOfProposed = false;
    std::vector<ClassSaliency> saliencyOfProposed;
    std::vector<SaliencyMethod> saliencyMethods;
    std::optional<SaliencyMethod> wantedMethod;

    std::shared_ptr<const JoinedSheet> sheet;
    QString sheetName;
    bool blindToSheet = true;
    std::shared_ptr<const SiblingIndex> siblingIndex; ///< null until made

    NoticeBoard notices;
    JobBoard jobs;
    QElapsedTimer clock;
};

} // namespace locascope
