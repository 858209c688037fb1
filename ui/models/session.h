#pragma once

#include "core/imaging/composite.h"
#include "core/imaging/heatmap.h"
#include "core/imaging/loadsample.h"
#include "core/model/modelcard.h"
#include "core/model/plan.h"
#include "core/model/saliencymethod.h"
#include "core/plate/channeltable.h"
#include "core/plate/plate.h"
#include "core/plate/vocabulary.h"
#include "core/review/blinding.h"
#include "core/review/decision.h"
#include "core/review/sheet.h"
#include "core/store/labelevent.h"
#include "ui/models/contrastbook.h"
#include "ui/models/contrastpresets.h"
#include "ui/models/historyquery.h"
#include "ui/models/sampleselection.h"
#include "ui/models/sessiontypes.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace locascope {

struct ImportPreview;
struct PlateSnapshot;
struct SessionParts;
class OthersDecisions;
class SampleQueue;
class Similarity;
class StainingCheck;
class Teamwork;
struct VocabularyChange;
struct VocabularyState;

/// What the window shows, and the only thing its widgets talk to. Lives on the window's thread and never blocks it: scanning,
/// decoding, the store and the classifier run on threads it owns, and each answer comes back as one of the few signals below.
/// A sample is named by its position in plate().samples ("index"); a row is a position in order().
class Session final : public QObject {
    Q_OBJECT
public:
    explicit Session(SessionOptions options, QObject* parent = nullptr);
    /// With other parts than the core's, for tests.
    Session(SessionOptions options, SessionParts parts, QObject* parent = nullptr);
    ~Session() override; ///< waits for the store; whatever is unsaved by then was reported by unsavedCount()

    // Plate
    void openPlate(const std::filesystem::path& root);
    bool hasPlate() const;
    bool isIndexComplete() const;      ///< headers read, problems known
    const Plate& plate() const;
    std::shared_ptr<const PlateSnapshot> snapshot() const; ///< the plate with its wells and folders; null without
    const Vocabulary& vocabulary() const; ///< of the review that is open, once its settings have been read
    /// The open review, or without a plate those that are begun from now on, get the known vocabulary of that id or what the CSV file says. A notice refuses where the review has decisions of another one.
    void chooseVocabulary(const std::filesystem::path& idOrFile);
    /// The same classes with what the review's changes made of them: which can be chosen, as what the others are read, colours, descriptions, exemplars.
    const VocabularyState& vocabularyState() const;
    /// The current decisions of everybody in the review, by reviewer and sample, as they were made; read on the store's thread. `answer` is called later, unless `context` is gone or the plate is
    /// another one by then; null: the review cannot be read.
    using EverybodysDecisions = std::map<std::string, std::map<std::string, Decision>>;
    void readEverybodysDecisions(QObject* context, std::function<void(std::shared_ptr<const EverybodysDecisions>)> answer);
    /// Appends the change and follows it (vocabularyChanged). `done` hears why not, under the conditions of readEverybodysDecisions.
    void changeVocabulary(const VocabularyChange& change, QObject* context, std::function<void(std::optional<Error>)> done);
    void followVocabulary();           ///< takes over what another program has changed meanwhile; done by itself whenever a decision was saved
    bool needsChannels() const;        ///< names do not tell which channel is which stain, and nobody has said
    /// Remembers the answer for this plate and opens it again; contrast starts anew.
    void assignChannels(const ChannelStains& stains);

    // How the plate is read: chosen by the user, remembered for the plate, followed by every opening
    std::filesystem::path directory() const;           ///< of the plate, or the one that was to be opened last and of whose images no naming scheme takes any; empty without
    const std::filesystem::path& dataDirectory() const; ///< where the user's naming schemes lie
    /// Opens directory() by the scheme with this key; empty: by the one that is recognised. Contrast starts anew, and samples may have other names. Nothing happens where it is read so already.
    void chooseScheme(const std::string& key);
    /// Opens directory() again by what was chosen for it, whose rules have changed. Contrast starts anew.
    void openAgain();
    /// Reads this z plane of the plate from now on, from 1 up, clamped to those that there are; none: the maximum of all. Nothing happens before the index is complete.
    void choosePlane(std::optional<int> plane);
    std::optional<int> chosenPlane() const;            ///< the last chosen; plate() follows some milliseconds later
    /// Counts for all samples, whatever their files say; none: what they say. Nothing happens before the index is complete.
    void enterPixelSize(std::optional<double> micrometres);

    // What reviewers of this plate are kept from seeing: withheld here, so that no widget can show it. Kept with the review
    const Blinding& blinding() const;
    void setBlinding(const Blinding& blinding); ///< answered by blindingChanged, and by everything that says what was or is hidden
    /// By which a sample is called while names are hidden, from 1: in an order that tells nothing. 0: by its name.
    int alias(int sampleIndex) const;
    QString reviewer() const;
    bool isPredictionShown(int sampleIndex) const; ///< once there is one: hidden are those of all samples, or of those drawn for audit

    // Order, filter and position
    void setFilter(const SampleFilter& filter);
    SampleFilter filter() const;
    void setSortOrder(SampleOrder order, ClassIndex probabilityOf = {});
    SampleOrder sortOrder() const;
    void setGrouping(SampleGrouping grouping);
    const SampleArrangement& arrangement() const; ///< as asked for; order() follows at once on plates of some ten thousand, later (orderChanged) on larger ones
    const std::vector<int>& order() const;   ///< sample indices that pass the filter, in order
    const std::vector<SampleGroup>& groups() const; ///< of the rows of order(); empty where nothing is grouped
    int rowOf(int sampleIndex) const;        ///< in order(); −1 when filtered away
    bool hasProblem(int sampleIndex) const;  ///< something of it cannot be used, as far as is known
    int current() const;                     ///< sample index, −1 without
    int currentRow() const;                  ///< in order(); −1 when filtered away
    void goTo(int sampleIndex);
    void step(int rows);                     ///< along order(), clamped
    void goToNextUnreviewed();
    bool isReviewed(int sampleIndex) const;
    const OthersDecisions& others() const;   ///< on which samples other reviewers decided, unless that is hidden
    int reviewedCount() const;

    // Several samples selected, for acts on all of them. The current sample is one of them; moving to another one ends the selection, and what is filtered away leaves it.
    const SampleSelection& selection() const;
    bool actsOnSelection() const;            ///< several are selected, and not to be compared: those beside each other are judged one by one
    void setSelection(std::vector<int> samples, int current); ///< goes to `current`; fewer than two samples: no selection
    void pick(int sampleIndex);              ///< goes there, alone
    void toggleSelected(int sampleIndex);    ///< adds it to what is selected and goes there, or takes it away
    void extendSelection(int rows);          ///< from where it began (or the current sample) to that many rows from the current one, which moves there
    void extendSelectionTo(int sampleIndex);
    void selectAllShown();
    void clearSelection();

    // Image of the current sample
    std::shared_ptr<const LoadedSample> image() const; ///< null while loading; the previous sample's is never shown for this one

    // Samples beside the current one, to compare. They stay while the current one changes; another plate ends it.
    const std::vector<int>& beside() const;
    /// Those that fit into SessionOptions::besideBytes; a notice says where some do not. Decoded after the current one, before its neighbours.
    void setBeside(std::vector<int> samples);
    std::shared_ptr<const LoadedSample> imageBeside(int sampleIndex); ///< null until it is decoded (besideChanged)
    DisplaySettings displayOf(const LoadedSample& sample) const; ///< display() with the windows that count for its depth

    /// Gallery picture of a sample with the plate's contrast, at most 128 pixels a side. Null while it is being made (asked for now, the newest
    /// first; thumbnailChanged says when) and where nothing could be read. Kept in memory within bounds; cheap to ask again.
    QImage thumbnail(int sampleIndex);
    bool isThumbnailDamaged(int sampleIndex) const; ///< it was made, and some of the sample's files could not be read

    // Display (contrast is display only)
    const DisplaySettings& display() const;
    void setDisplay(const DisplaySettings& display);
    ContrastState contrastState() const;
    void resetContrastToPlate();
    void stretchProteinToImage(bool held);   ///< while B is held; "not comparable"
    const Histogram& histogram(Stain stain) const; ///< of the current image; empty until it is counted (histogramChanged)
    int shownBits() const;                   ///< depth of the current image, 8 or 16; 0 while it is not known
    ContrastSample contrastSample() const;   ///< what the plate's windows on screen were computed from
    /// Reads the plate's sample again and then shows its windows instead of any set by hand. `clip` as ContrastSample.
    void measureContrast(const PerStain<double>& clip);
    const ContrastPresets& contrastPresets() const;
    void keepPreset(const QString& name, const CopiedContrast& preset); ///< replaces one of that name
    void dropPreset(const QString& name);
    bool intensitiesComparable() const;      ///< false for 8-bit downloads that were rescaled before

    // Model, predictions, saliency
    void useModel(const std::filesystem::path& card); ///< empty: the bundled one
    void useProcessor(); ///< from now on, after a device was lost: loads the model anew, and goes on with a sweep that was cut off
    std::optional<ModelCard> model() const;
    bool hasModel() const;                   ///< or predictions of a file
    bool hasModelLearntPlate() const;        ///< its card says that it was trained on labels of this plate; false while that is not known
    std::optional<std::filesystem::path> modelInUse() const; ///< what was given to useModel for the model that is loaded (empty: the bundled one), also while another is tried; none: none is loaded
    const std::filesystem::path& program() const;            ///< the executable that tries and imports models
    ModelState modelState() const;
    QString modelStateDetail() const;        ///< device, or why it failed
    std::optional<ExecutionPlan> modelPlan() const; ///< by which it sweeps; none before one was chosen for this machine
    bool proposalsAllowed() const;           ///< false: trained on simulated images only, on a real plate, not yet allowed
    void allowProposals();
    bool disagrees(int sampleIndex) const;   ///< decided and proposed classes differ; a model that may not propose differs from nothing
    const std::vector<float>* probabilities(int sampleIndex) const; ///< null: none, stale, or hidden
    std::vector<double> thresholds() const;
    void startSweep();
    void stopSweep();
    void requestSaliency(std::optional<ClassIndex> index); ///< of the current sample; none: hide
    std::optional<ClassIndex> saliencyClass() const;
    const SaliencyMap& saliency() const;
    void requestSaliencyOfProposed(bool wanted);          ///< of every class that the model proposes for the current sample, while none is requested alone
    const std::vector<ClassSaliency>& saliencyOfProposed() const; ///< by class; empty until they are all there
    bool isProposed(ClassIndex index) const;              ///< by the model, for the current sample: above its threshold
    std::vector<SaliencyMethod> saliencyMethods() const;  ///< of the model, the default first; empty before one was ready
    void setSaliencyMethod(std::optional<SaliencyMethod> method); ///< none, or one that the model does not offer: its default
    std::optional<SaliencyMethod> saliencyMethod() const; ///< in use

    // Correcting the current sample
    std::vector<ChipState> chips() const;    ///< one per class
    void toggle(ClassIndex index);
    void markNotJudged(ClassIndex index);
    void toggleOther();
    bool other() const;                      ///< something was seen that the vocabulary has no class for
    QString note() const;
    void setNote(const QString& note);
    CommitResult commit();                   ///< Enter: stores the solid chips and moves on
    CommitResult commitAs(Outcome outcome);  ///< N, X, U
    bool canUndo() const;
    bool canRedo() const;                    ///< also what was undone before the review was opened this time
    void undo();                             ///< presses first, then acts, across samples; appends other events
    void redo();
    std::optional<ActSummary> nextUndo() const; ///< what undo() would take back; none while that is a press
    std::optional<ActSummary> nextRedo() const;
    std::optional<Decision> lastDecision() const; ///< of the newest act that decided something and is not undone
    CommitResult repeatLast();               ///< stores the labels of lastDecision() on the current sample and moves on
    bool rules(int sampleIndex) const;       ///< it is in the queue of conflicts that is shown: what is decided on it is a ruling
    /// Stores the labels of one side as a ruling on the current sample and moves on.
    CommitResult ruleAs(const Decision& side);
    /// Appends this as the reviewer's decision (none: takes the one there is away), whoever it was of; goes to the sample.
    void restoreState(int sampleIndex, const std::optional<Decision>& state);

    // Acts on all selected samples: planned, shown to the reviewer, then done as one
    BulkPlan planForSelected(std::optional<Outcome> outcome = {}) const; ///< Enter, or with an outcome N, X, U
    BulkPlan planRepeatForSelected() const;                             ///< the labels of lastDecision()
    void decideAll(const BulkPlan& plan);
    std::optional<Decision> decision(int sampleIndex) const;
    const Decision* findDecision(int sampleIndex) const; ///< the same without a copy, until the next signal; null: none
    SavingState savingState(int sampleIndex) const;
    int unsavedCount() const;
    int keptCount() const;                   ///< of these, on this computer's disk until the server is back: not lost when the program ends
    int refusedCount() const;                ///< of these, not taken by the server as long as nobody does something about it; a notice says what
    void retrySaving();
    void requestHistory(int sampleIndex);    ///< answered by historyArrived
    /// The review's events that match, the newest first, a page at a time; read on the store's thread. `answer` is called later, unless `context` is gone
    /// or the plate is another one by then.
    void readHistory(const HistoryQuery& query, QObject* context, std::function<void(HistoryPage)> answer);
    /// All that match, as CSV. A notice says when it could not be written; `done` hears how many events were.
    void exportHistory(const std::filesystem::path& file, const HistoryFilter& filter, QObject* context, std::function<void(std::size_t)> done);
    void setStrict(bool strict);             ///< Enter stops where a hollow chip was not touched

    // Jobs and notices
    std::vector<Notice> notices() const;
    void dismissNotice(int id);
    std::optional<JobProgress> job() const;  ///< the longest-running one with a known end
    void cancelJob();
    void exportCsv(const std::filesystem::path& file, const ExportWish& wish);
    void exportCsv(const std::filesystem::path& file, ExportFormat format) { exportCsv(file, ExportWish{.format = format}); }
    /// Makes the new directory `folder` of some fields (core/store/pack) while everything else goes on, also on another plate. A notice says how it went.
    void pack(const std::filesystem::path& folder, const PackWish& wish);
    /// Says what a file of labels would change: answered by importPreviewed, or a notice. Predictions, which change no label, are imported at once.
    void previewImport(const std::filesystem::path& file);
    /// Appends what the file says in these rows of the preview, as one act, all or nothing. Where the review was changed meanwhile nothing is written, and importPreviewed
    /// comes again.
    void importRows(const std::shared_ptr<const ImportPreview>& preview, const std::vector<std::size_t>& rows);
    void importCsv(const std::filesystem::path& file); ///< all that it changes, unseen; refuses a file with a faulty line

    // Sheet: what a CSV says of wells or samples
    void readSheet(const std::filesystem::path& file); ///< answered by sheetRead, or a notice
    void fitSheet(const std::shared_ptr<const SheetFile>& file, const SheetMapping& mapping); ///< answered by sheetFitted
    /// Joins it and keeps it with the review; answered by sheetChanged, or a notice.
    void attachSheet(const std::shared_ptr<const SheetFile>& file, const SheetMapping& mapping);
    void removeSheet();
    const JoinedSheet* sheet() const;        ///< null without, and while its columns are hidden; valid until sheetChanged
    QString sheetName() const;
    Siblings siblings(int sampleIndex) const; ///< empty until they are known (sheetChanged)
    /// Columns that the sheet's mapping says are blinded are shown nowhere while this holds; it does from the start. Filters by them end. Answered by sheetChanged.
    void setBlindToSheet(bool blind);
    bool isBlindToSheet() const;
    bool isColumnShown(std::size_t column) const; ///< of sheet()->table.columns

    Similarity& similarity();                ///< which samples look alike to the model
    const Similarity& similarity() const;
    SampleQueue& queue();                    ///< what to look at next, and why
    const SampleQueue& queue() const;
    StainingCheck& staining();               ///< of the plate
    Teamwork& team();                        ///< what several reviewers share of the review
    const Teamwork& team() const;
    /// Shows these samples alone, in their order, and goes to the first. Ends when one of `sheetColumns` is hidden.
    void showListed(const QString& name, std::vector<int> samples, const QStringList& sheetColumns = {});

signals:
    void importPreviewed(const std::shared_ptr<const locascope::ImportPreview>& preview);
    void sheetRead(const std::shared_ptr<const locascope::SheetFile>& file, const locascope::SheetMapping& guess);
    void sheetFitted(const locascope::SheetMapping& mapping, const locascope::SheetFit& fit);
    void sheetChanged();                     ///< also: siblings are known
    void blindingChanged();                  ///< also: with another plate
    void plateChanged();                     ///< another plate, its index is complete, or it is read in another way
    void vocabularyChanged();                ///< before anything else says what follows from it
    void orderChanged();
    void currentChanged();
    void selectionChanged();
    void imageChanged();
    void thumbnailChanged(int sampleIndex);  ///< −1: many
    void displayChanged();
    void presetsChanged();
    void besideChanged();                    ///< which samples, or an image of one arrived
    void histogramChanged();                 ///< of the current image, some milliseconds after imageChanged
    void modelChanged();
    void predictionsChanged(int sampleIndex); ///< −1: many
    void saliencyChanged();
    void chipsChanged();
    void decisionsChanged(int sampleIndex);  ///< −1: many
    void savingChanged();
    void newsArrived(const std::vector<int>& samples); ///< others, or this reviewer elsewhere, decided there; what is hidden is not told
    void historyArrived(int sampleIndex, const std::vector<locascope::LabelEvent>& events);
    void noticesChanged();
    void jobChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace locascope
