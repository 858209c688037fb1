#pragma once

#include "core/plate/places.h"
#include "core/plate/vocabulary.h"

#include <QString>

#include <filesystem>
#include <optional>
#include <variant>
#include <vector>

namespace locascope {

struct SessionOptions {
    std::filesystem::path dataDirectory;  ///< reviews, trial records
    std::filesystem::path cacheDirectory; ///< thumbnails
    std::filesystem::path program;        ///< this executable, for the model's trial
    std::filesystem::path reviewFile;     ///< empty: the default of the plate
    std::filesystem::path modelCard;      ///< empty: the bundled model
    QString reviewer;                     ///< empty: the login name
    std::size_t imageCacheBytes = std::size_t{96} << 20;
};

enum class SampleState { Any, Unreviewed, Reviewed, Labelled, Negative, Unusable, Unsure, Borderline, WithProblem };

struct SampleFilter {
    QString text;                              ///< part of the id, ignoring case
    SampleState state = SampleState::Any;
    std::optional<ClassIndex> decidedClass;    ///< decided present
    std::optional<ClassIndex> predictedClass;  ///< above its threshold
    bool disagreementOnly = false;             ///< decision and prediction differ
    QString sheetColumn;                       ///< empty: no matter what the sheet says
    QString sheetValue;                        ///< of that column
    std::vector<Place> places;                 ///< wells or folders; empty: everywhere
    friend bool operator==(const SampleFilter&, const SampleFilter&) = default;
};

enum class SampleOrder { Name, Uncertainty, Disagreement, TimeOfReview };

enum class ContrastState {
    Provisional,  ///< from this image alone, until the plate's sample is read
    Plate,        ///< one window per stain for the whole plate
    Manual,       ///< set by hand, kept for the plate
    ThisImage,    ///< held stretch, not comparable
};

enum class ModelState { None, Loading, OnTrial, Ready, Failed, ModuleMissing };

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
    friend bool operator==(const ChipState&, const ChipState&) = default;
};

enum class CommitResult { Committed, NothingSolid, HollowUntouched, NoSample };

enum class SavingState { None, Saving, Saved, Failed };

enum class ExportFormat { Challenge, Wide, Long };

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

struct ImportSummary {
    enum class Kind { Decisions, Predictions };
    Kind kind = Kind::Decisions;
    std::size_t taken = 0;
    std::size_t unchanged = 0;   ///< was there already
    std::size_t ofOthers = 0;    ///< of the decisions taken: other reviewers'
    friend bool operator==(const ImportSummary&, const ImportSummary&) = default;
};

enum class Severity { Information, Warning, Error };

struct Notice {
    int id = 0;
    Severity severity = Severity::Information;
    QString key;       ///< what it is about ("saving", "model", "plate"): a newer notice of the same key replaces it
    QString text;      ///< cause and file in English clauses; widgets make the sentence from kind and path where they can
    int kind = -1;     ///< ErrorKind, or −1
    QString path;
    std::variant<std::monostate, ExportSummary, ImportSummary> summary; ///< of what was done with `path`
};

struct JobProgress {
    QString key;       ///< "scan", "index", "contrast", "sweep", "import", "export"
    std::size_t done = 0;
    std::size_t total = 0;
    double secondsLeft = -1; ///< −1 when not known yet
};

} // namespace locascope
