#pragma once

#include "core/plate/vocabulary.h"
#include "core/review/decision.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// The three formats of ARCHITECTURE.md, "CSV".
enum class LabelFormat { Challenge, Wide, Long };

std::string_view labelFormatKey(LabelFormat format); ///< challenge, wide, long
std::optional<LabelFormat> labelFormatOfKey(std::string_view key);

/// What a label CSV says of one sample. Every field but `id` may be unknown.
struct LabelRow {
    std::string id;                   ///< as csvIds() gives it
    std::size_t line = 0;             ///< where a file says so, from 1; 0 for rows made in memory.
    std::optional<Decision> decision; ///< none: unreviewed, or a table of probabilities
    std::vector<float> probabilities; ///< empty, or one per class; NaN where a long table leaves it out
    std::string plateName;            ///< this and what follows: long only
    std::string well;
    std::optional<int> site;
    std::string reviewer;
    std::optional<std::int64_t> timeMs; ///< UTC, milliseconds since 1970; written for the years 0 to 9999
    std::string cause;
    std::string modelDigest;
    std::vector<std::string> sheetCells; ///< long only, written and not read: one per LabelWriteOptions::sheetColumns
};

enum class TableContent {
    Labels,          ///< `Target`, wide 0/1, long: rows have decisions
    PredictedLabels, ///< `Predicted`: rows have decisions, too, but a program made them
    Probabilities,   ///< wide by class name or p0…: rows have probabilities and no decision
};

/// A line of a table that was not taken.
struct UnreadLine {
    std::size_t line = 0;  ///< from 1
    std::string cause;     ///< one English clause
    std::string unknownId; ///< where nothing is wrong with it but that its Id is not known; else empty
    friend bool operator==(const UnreadLine&, const UnreadLine&) = default;
};

struct LabelTable {
    LabelFormat format = LabelFormat::Challenge;
    TableContent content = TableContent::Labels;
    std::vector<LabelRow> rows; ///< in the file's order; long rows of one sample and reviewer are joined where the first stands
    std::vector<UnreadLine> unread = {}; ///< where faulty lines are listed; of a long table the whole of what a faulty line belongs to is left out
};

enum class FaultyLines { Refused, Listed };

struct LabelReadOptions {
    std::filesystem::path path; ///< for errors only
    /// When set, every Id must be one of these, as it stands or once percent-encoded.
    std::optional<std::span<const std::string>> knownIds;
    FaultyLines faultyLines = FaultyLines::Refused;
};

/// Finds out what a CSV is by its header and reads all of it or nothing; or lists the lines below the header that it cannot take, to show what would be read. Columns in any order, their names in any case:
/// `Id,Target`; `Id,Predicted`; `Id` and every class by name (0, 1 and empty are labels, else all cells are probabilities); `Id,p0…pN`;
/// `Id,class,decision` with any of the other columns that formatLabels writes. Columns beside Id and Target are ignored; elsewhere an
/// unknown column is an error, but for those headed `sheet:…` of the long format. In ';' files numbers may have a decimal comma.
/// A CsvFault names the line: unknown or repeated Id, class out of the vocabulary, missing column, no number, not in [0, 1], contradiction.
LabelTable parseLabelTable(std::string_view csv, const Vocabulary& vocabulary, const LabelReadOptions& options = {});

struct LabelWriteOptions {
    LabelFormat format = LabelFormat::Challenge;
    TableContent content = TableContent::Labels; ///< PredictedLabels heads the challenge's column `Predicted`
    std::vector<std::string> sheetColumns;       ///< long only: what a sheet says, in columns headed `sheet:<name>`, which reading passes over
};

struct FormattedLabels {
    std::string text;
    std::size_t written = 0;      ///< samples
    std::size_t unreviewed = 0;   ///< left out: no decision
    std::size_t unsure = 0;       ///< left out, but by the long format
    std::size_t unusable = 0;     ///< left out, but by the long format
    std::size_t notExpressible = 0; ///< left out: labelled, but with nothing the format can say (only "other", or only not judged)
};

/// Rows as CSV, in their order. What reads back: challenge, the Id and the present classes of labelled and negative samples; wide, not
/// judged classes, too; long, the whole row but the proposal, and probabilities of classes that were neither present, touched nor not judged.
/// Content Probabilities writes wide scores of the rows that have them, always distinguishable from labels; the format must be Wide.
FormattedLabels formatLabels(std::span<const LabelRow> rows, const Vocabulary& vocabulary, const LabelWriteOptions& options = {});

/// `class,threshold`: every class once, by index or by name, thresholds in [0, 1]. One entry per class. Error Invalid names the line.
std::vector<double> parseThresholds(std::string_view csv, const Vocabulary& vocabulary, const std::filesystem::path& path);
std::string formatThresholds(std::span<const double> thresholds);

} // namespace locascope
