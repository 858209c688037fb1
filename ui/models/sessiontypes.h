#pragma once

#include "core/imaging/heatmap.h"
#include "core/plate/places.h"
#include "core/plate/vocabulary.h"
#include "core/review/decision.h"
#include "core/store/eventsrefused.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace locascope {

struct SessionOptions {
    std::filesystem::path dataDirectory;  ///< reviews, trial records
    std::filesystem::path cacheDirectory; ///< thumbnails, headers
    std::filesystem::path program;        ///< this executable, for the model's trial
    std::filesystem::path reviewFile;     ///< or the address of a server (ReviewPlace); empty: the default of the plate
    std::filesystem::path modelCard;      ///< empty: the bundled model
    std::optional<Vocabulary> vocabulary; ///< of reviews that are begun; none: the 28 classes of the challenge
    std::string device = "auto";          ///< that models run on: auto, cpu or cuda:N
    QString reviewer;                     ///< empty: the login name
    /// Bound of what the program holds while one browses. Decoded images fill what the rest of it leaves; the sample on screen and the next are kept whatever their size.
    std::size_t memoryBytes = std::size_t{1} << 30;
    std::size_t imageCacheBytes = 0;      ///< of decoded images; 0: follows from memoryBytes
    std::size_t besideBytes = 0;          ///< of samples on screen at the same time; 0: what decoded images may take
    std::size_t thumbnailCacheBytes = std::size_t{1} << 30; ///< on disk
    std::size_t arrangedAtOnce = std::size_t{1} << 16;      ///< samples; more are ordered and filtered on another thread
    std::chrono::milliseconds classifierAwaited{10'000};    ///< one that takes longer to be loaded and tried is not waited for by what works behind the window
};

enum class SampleState { Any, Unreviewed, Reviewed, Labelled, Negative, Unusable, Unsure, Borderline, WithProblem };

/// Samples chosen by something else than a filter, in an order of their own.
struct ListedSamples {
    QString name;             ///< what they are, for the one who sees them
    std::vector<int> samples; ///< each once
    QStringList sheetColumns; ///< what the sheet says in these is why they belong together, or is in the name
};

struct SampleFilter {
    QString text;                              ///< part of the id or the well, ignoring case
    SampleState state = SampleState::Any;
    std::optional<ClassIndex> decidedClass;    ///< decided present
    std::optional<ClassIndex> predictedClass;  ///< above its threshold
    bool disagreementOnly = false;             ///< decision and prediction differ
    QString sheetColumn;                       ///< empty: no matter what the sheet says
    QString sheetValue;                        ///< of that column
    std::vector<Place> places;                 ///< wells or folders; empty: everywhere
    std::shared_ptr<const ListedSamples> listed; ///< no others; null: all
    friend bool operator==(const SampleFilter&, const SampleFilter&) = default;
};

/// Name: natural order. Uncertainty: the least margin first, that is the smallest distance of a class from its threshold in logits. Disagreement: the
/// largest first. TimeOfReview: the latest first. Well: plate, row, column, site. Probability: of one class, the highest first. Listed: as SampleFilter::listed, without one as Name. Samples that have no
/// such value come last; ties are in natural order of the name.
enum class SampleOrder { Name, Uncertainty, Disagreement, TimeOfReview, Well, Probability, Listed };

/// Class: a labelled sample stands under the decided class that the model finds most probable (without a prediction the first of the vocabulary), one
/// that was not reviewed under the most probable predicted class; each sample once.
enum class SampleGrouping { None, Well, Class };

/// Which samples are shown, and in what order.
struct SampleArrangement {
    SampleFilter filter;
    SampleOrder order = SampleOrder::Name;
    ClassIndex probabilityOf{};                ///< for SampleOrder::Probability
    SampleGrouping grouping = SampleGrouping::None;
    friend bool operator==(const SampleArrangement&, const SampleArrangement&) = default;
};

/// Rows of the order that belong together.
struct SampleGroup {
    enum class Kind { Class, Negative, Unusable, Unsure, NoClass, Well, NoWell };
    Kind kind = Kind::NoClass;
    ClassIndex labelClass{};  ///< of Kind::Class
    std::string plateName;    ///< of Kind::Well
    std::string well;         ///< of Kind::Well
    int firstRow = 0;
    int count = 0;
    friend bool operator==(const SampleGroup&, const SampleGroup&) = default;
};

enum class ContrastState {
    Provisional,  ///< from this image alone, until the plate's sample is read
    Plate,        ///< one window per stain for the whole plate
    Manual,       ///< set by hand, kept for the plate
    ThisImage,    ///< held stretch, not comparable
};

enum class ModelState { None, Loading, OnTrial, Ready, Failed, ModuleMissing };

/// Where the current sample's score of one class depends on the image.
struct ClassSaliency {
    ClassIndex index{};
    SaliencyMap map;
};

/// Where what is decided and what the model says are the same or not. None: neither says present, or one of them says nothing.
enum class ChipDifference { None, Agreed, Added, Removed };

/// What a chip shows. Solid chips (Proposed, Added) are what Enter commits.
enum class ChipMark {
    Absent,
    Proposed,   ///< solid, by the model, well above its threshold
    Hollow,     ///< within 0.4 logit of its threshold: not judged unless touched
    Added,      ///< solid, by the reviewer
    Rejected,   ///< proposed, and refused by the reviewer
    NotJudged,  ///< set so by the reviewer
};

struct ChipState {
    ChipMark mark = ChipMark::Absent;
    std::optional<float> probability;
    double threshold = 0.5;
    bool decided = false;      ///< part of a stored decision of this sample
    ChipDifference difference = ChipDifference::None; ///< of a decided sample
    friend bool operator==(const ChipState&, const ChipState&) = default;
};

enum class CommitResult { Committed, NothingSolid, HollowUntouched, NoSample };

/// An act on all selected samples before it is done.
struct BulkPlan {
    CommitResult result = CommitResult::NoSample; ///< Committed: it can be done; else why not
    Decision decision;         ///< of the current sample. The others take its labels alone, as judged without a proposal
    std::vector<int> samples;  ///< that get an event: those that say so already do not
    int unchanged = 0;         ///< of those selected
    int reviewedBefore = 0;    ///< of `samples`: these change
};

/// What an act did, in short.
struct ActSummary {
    int samples = 0;
    int sample = -1;               ///< the first, −1 where the plate has it no more
    std::optional<Decision> after; ///< of the first
    friend bool operator==(const ActSummary&, const ActSummary&) = default;
};

enum class SavingState { None, Saving, Saved, Failed, Kept /* on this computer, for a server that is away */ };

enum class ExportFormat { Challenge, Wide, Long };

/// Which labels are exported, and how.
struct ExportWish {
    ExportFormat format = ExportFormat::Challenge;
    std::string reviewer = {};                          ///< as ReviewerChoice::name; empty: the truth
    std::optional<std::vector<int>> samples = {};       ///< only these, in the plate's order; none: all
};

/// What an export wrote and left out, in samples.
struct ExportSummary {
    std::size_t written = 0;
    std::size_t unreviewed = 0;
    std::size_t unsure = 0;
    std::size_t unusable = 0;
    std::size_t notExpressible = 0; ///< with nothing that the format can say
    std::size_t conflicts = 0;      ///< reviewers disagree and nobody ruled
    friend bool operator==(const ExportSummary&, const ExportSummary&) = default;
};

/// Which fields go into a folder for a colleague.
struct PackWish {
    std::optional<std::vector<int>> samples = {}; ///< in the plate's order; none: all
    std::string question = {};
};

struct PackSummary {
    std::size_t samples = 0;
    std::size_t files = 0;
    std::uintmax_t bytes = 0;
    friend bool operator==(const PackSummary&, const PackSummary&) = default;
};

struct ImportSummary {
    enum class Kind { Decisions, Predictions };
    Kind kind = Kind::Decisions;
    std::size_t taken = 0;
    std::size_t unchanged = 0;   ///< was there already
    std::size_t ofOthers = 0;    ///< of the decisions taken: other reviewers'
    friend bool operator==(const ImportSummary&, const ImportSummary&) = default;
};

/// What was saved here over what its author had not seen. Both stand in the history.
struct OvertakenSummary {
    std::size_t samples = 0;
    QString name;                   ///< of the first of them; empty while names are hidden
    bool isOwn = false;             ///< the other one was decided in this reviewer's name, elsewhere; else it is another's ruling
    QString reviewer;
    std::int64_t timeMs = 0;        ///< UTC since 1970
    friend bool operator==(const OvertakenSummary&, const OvertakenSummary&) = default;
};

/// What the server refuses of what was decided, and keeps being refused until something is done about it. It is in the outbox.
struct RefusedSummary {
    using Why = EventsRefused::Because;
    struct Group {
        Why why = Why::Content;
        QString reviewer;    ///< whose decisions
        std::size_t samples = 0;
        QStringList names;   ///< of the first of them; none while names are hidden
        QString reason;      ///< the server's, an English clause
        friend bool operator==(const Group&, const Group&) = default;
    };
    std::vector<Group> groups;
    friend bool operator==(const RefusedSummary&, const RefusedSummary&) = default;
};

enum class Severity { Information, Warning, Error };

using NoticeSummary = std::variant<std::monostate, ExportSummary, PackSummary, ImportSummary, OvertakenSummary, RefusedSummary>;

struct Notice {
    int id = 0;
    Severity severity = Severity::Information;
    QString key;       ///< what it is about ("saving", "model", "plate"): a newer notice of the same key replaces it
    QString text;      ///< cause and file in English clauses; widgets make the sentence from kind and path where they can
    int kind = -1;     ///< ErrorKind, or −1
    QString path;
    NoticeSummary summary; ///< of what was done with `path`
};

/// How a sheet would fit the plate.
struct SheetFit {
    std::size_t samples = 0;        ///< of the plate
    std::size_t samplesWithRow = 0;
    std::size_t rows = 0;           ///< of the sheet
    std::size_t unusedRows = 0;
    QString fault;                  ///< why it cannot be joined so; empty where it can
};

struct JobProgress {
    QString key;       ///< "scan", "index", "contrast", "sweep", "import", "export", "pack", "thumbnails"
    std::size_t done = 0;
    std::size_t total = 0;
    double secondsLeft = -1; ///< −1 when not known yet
};

} // namespace locascope
