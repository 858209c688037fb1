#include "app/commands/commands.h"

#include "app/chosenvocabulary.h"
#include "app/counted.h"
#include "app/disputecsv.h"
#include "app/importpreview.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/terminal.h"
#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/plate/vocabulary.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"
#include "core/store/historycsv.h"
#include "core/store/importlabels.h"
#include "core/store/overtaken.h"
#include "core/store/reviewsheet.h"
#include "core/store/reviewvocabulary.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>

namespace locascope {

namespace {

struct ImportRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path file;
    std::filesystem::path review;
    std::filesystem::path vocabulary;
    std::string reviewer;
    bool isRuling = false;
    bool isDryRun = false;
    std::filesystem::path out;
    bool isHistory = false;
    bool isSheet = false;
    std::string keyColumn;
    std::vector<std::string> roles; ///< ROLE=COLUMN
    std::optional<SheetRole> wholeOf;
};

std::int64_t nowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The error of a table without a path as one of its file.
template <class Act>
auto ofFile(const std::filesystem::path& file, const Act& act) {
    try {
        return act();
    } catch (const Error& error) {
        throw error.path().empty() ? Error(error.kind(), file, error.detail()) : error;
    }
}

ImportOptions optionsOf(const ImportRequest& request, const std::string& vocabularyDigest) {
    return {.reviewer = request.reviewer, .fallbackReviewer = loginName(), .vocabularyDigest = vocabularyDigest, .nowMs = nowMs(), .asRuling = request.isRuling};
}

std::int64_t newestIn(const ReviewStore& store) {
    const auto newest = store.eventsBefore(0, 1);
    return newest.empty() ? 0 : newest.front().sequence;
}

// What others said while this command ran.
void sayOvertaken(const std::vector<Overtaken>& overtaken, const Vocabulary& vocabulary) {
    for (const auto& [own, other] : overtaken) {
        const std::string what = !other.after ? "took it back" : "said " + std::string(outcomeKey(other.after->outcome)) + " " + classNames(other.after->present, vocabulary);
        std::cout << "note: " << jsonText(own.sampleId) << ": meanwhile, at " << timeText(other.timeMs) << ", " << jsonText(other.reviewer) << " " << jsonText(what)
                  << "; yours is the later one, and both are in its history\n";
    }
}

void importDecisions(const LabelTable& table, const Plate& plate, const std::string& vocabularyDigest, const ImportRequest& request, ReviewStore& store) {
    const std::int64_t seen = newestIn(store);
    ImportedLabels imported = ofFile(request.file, [&] { return labelsToImport(table, plate, store, optionsOf(request, vocabularyDigest)); });
    if (!request.isRuling)
        joinImport(imported.events, loginName());
    const std::vector<LabelEvent> stored = store.append(imported.events);
    std::cout << counted(imported.events.size(), request.isRuling ? "ruling" : "decision") << " imported, " << imported.unchanged << " already there";
    if (imported.overNewer > 0)
        std::cout << ", " << imported.overNewer << " of them over what was judged or is newer";
    if (imported.judged > 0)
        std::cout << ", " << imported.judged << " left as judged on the field";
    std::cout << "\n";
    sayOvertaken(overtakenBy(store, stored, seen), vocabularyOf(store));
}

/// Predictions are kept under the digest of the file they came in: the model that made them is not here to ask.
void importPredictions(const LabelTable& table, const Plate& plate, std::size_t classes, const ImportRequest& request, ReviewStore& store) {
    const std::vector<StoredPrediction> predictions = predictionsToImport(table, plate, classes);
    const std::string digest = sha256OfFile(request.file);
    store.putPredictions(digest, predictions);
    std::cout << counted(predictions.size(), "prediction") << " imported as model " << digest.substr(0, 16) << "\n";
}

SheetMapping mappingFor(const SheetTable& sheet, const Plate& plate, const ImportRequest& request) {
    SheetMapping mapping = guessMapping(sheet, plate);
    if (!request.keyColumn.empty() && request.keyColumn != mapping.keyColumn) {
        mapping.keyColumn = request.keyColumn;
        const auto column = sheet.columnIndex(request.keyColumn);
        mapping.key = column && std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) { return !normalisedWell(row[*column]).empty(); })
                          ? SheetKey::Well
                          : SheetKey::Sample;
    }
    for (const std::string& role : request.roles)
        mapping.column(*sheetRoleOfKey(role.substr(0, role.find('=')))) = role.substr(role.find('=') + 1);
    if (mapping.keyColumn.empty())
        throw Error(ErrorKind::Invalid, request.file, "no column names the samples or wells of this plate; name one by --key COLUMN");
    return mapping;
}

void importSheet(const Plate& plate, const ImportRequest& request, ReviewStore& store) {
    StoredSheet stored{request.file.filename().string(), readSheetText(request.file), {}};
    SheetTable table = parseSheet(stored.csv, request.file);
    stored.mapping = mappingFor(table, plate, request);
    const JoinedSheet joined = joinSheet(std::move(table), stored.mapping, plate, request.file);
    store.putSetting(sheetSetting, formatStoredSheet(stored));
    std::cout << counted(plate.samples.size() - joined.samplesWithout, "sample") << " of " << plate.samples.size() << " have a row; "
              << counted(joined.unusedLines.size(), "row") << " without a " << (stored.mapping.key == SheetKey::Well ? "well" : "sample") << " here\n";
}

void requireSound(const ReviewStore& store) {
    if (const auto findings = store.verify(); !findings.empty())
        throw Error(ErrorKind::Damaged, store.file(), findings.front() + "; rescue its labels by locascope review recover");
}

std::vector<LabelEvent> readHistory(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    return parseHistoryCsv({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
}

/// The same events as in the review they come from, and the chain over all of them tried afterwards.
void importHistoryOf(const std::vector<LabelEvent>& events, ReviewStore& store) {
    const HistoryImport imported = importHistory(events, store);
    requireSound(store);
    std::cout << counted(imported.appended, "event") << " imported, " << imported.known << " already there; the chain of the review holds\n";
    if (!events.empty() && static_cast<std::uint64_t>(events.back().sequence) > events.size())
        std::cout << "note: the history has " << events.size() << " of the " << events.back().sequence << " events up to its newest\n";
    for (const Divergence& one : imported.divergences)
        std::cout << "differs: " << jsonText(one.first.sampleId) << ": " << jsonText(one.first.reviewer) << ", kept as in the " << (one.secondCounts ? "history" : "review") << "\n";
}

LabelTable readLabelsOfWhole(const Plate& plate, const Vocabulary& vocabulary, const ImportRequest& request, const ReviewStore& store) {
    const std::optional<JoinedSheet> sheet = sheetOf(store, plate);
    if (!sheet)
        throw Error(ErrorKind::Invalid, request.file, "the review has no sheet that says which samples these are; import one by --sheet first");
    return readInheritedLabels(request.file, plate, *sheet, *request.wholeOf, vocabulary);
}

CLI::Validator isRole() {
    return {[](std::string& text) {
                const std::size_t equals = text.find('=');
                return equals != std::string::npos && sheetRoleOfKey(text.substr(0, equals)) ? std::string() : text + " is no ROLE=COLUMN";
            },
            "ROLE=COLUMN"};
}

Vocabulary vocabularyToRead(const Plate& plate, const ImportRequest& request, const std::optional<Vocabulary>& wanted, const CommandContext& context) {
    return wanted ? *wanted : vocabularyOfReview(plate, request.review, context).value_or(humanProteinAtlasVocabulary());
}

void requireLabels(const LabelTable& table, const ImportRequest& request) {
    if (table.content != TableContent::Labels)
        throw Error(ErrorKind::Invalid, request.file, request.isRuling ? "holds predictions; a ruling is a decision" : "holds predictions; --out lists labels");
}

/// Says what would change, and writes nothing into the review, nor makes one.
void preview(const ImportRequest& request, const Plate& plate, const std::optional<Vocabulary>& wanted, const CommandContext& context) {
    const auto store = openReviewIfAny(plate, request.review, context);
    const Vocabulary vocabulary = store ? agreedVocabulary(*store, wanted) : wanted.value_or(humanProteinAtlasVocabulary());
    if (request.wholeOf && !store)
        throw Error(ErrorKind::NotFound, plate.root, "has no review yet that says which samples these are; import a sheet by --sheet first");
    const LabelTable table = request.wholeOf ? readLabelsOfWhole(plate, vocabulary, request, *store) : readLabelTable(request.file, plate, vocabulary);
    if (request.isRuling || !request.out.empty())
        requireLabels(table, request);
    if (table.content != TableContent::Labels) {
        std::cout << counted(predictionsToImport(table, plate, vocabulary.size()).size(), "prediction") << " as model " << sha256OfFile(request.file).substr(0, 16) << "; nothing was written\n";
        return;
    }
    const std::vector<ComparedRow> rows = ofFile(request.file, [&] { return compareWithReview(table, plate, store.get(), optionsOf(request, vocabulary.digest())); });
    if (!request.out.empty())
        writeFile(request.out, formatPreview(rows, table, vocabulary));
    std::cout << previewLine(rows) << "\n";
}

void runImport(const ImportRequest& request, const CommandContext& context) {
    requireReviewPlace(request.review);
    const auto wanted = chosenVocabulary(request.vocabulary);
    const Plate plate = scanNamedPlate(request.plate, request.naming, context);
    if (request.isDryRun)
        return preview(request, plate, wanted, context);
    std::optional<LabelTable> read;
    if (!request.isSheet && !request.wholeOf && !request.isHistory)
        read = readLabelTable(request.file, plate, vocabularyToRead(plate, request, wanted, context)); // refused before a review is made
    if (read && request.isRuling)
        requireLabels(*read, request);
    const std::vector<LabelEvent> history = request.isHistory ? readHistory(request.file) : std::vector<LabelEvent>();
    const auto store = openReview(plate, request.review, context, ReviewUse::Write);
    const Vocabulary vocabulary = agreedVocabulary(*store, wanted);
    if (request.isHistory)
        return importHistoryOf(history, *store);
    if (request.isSheet)
        return importSheet(plate, request, *store);
    const LabelTable table = read ? std::move(*read) : readLabelsOfWhole(plate, vocabulary, request, *store);
    if (table.content == TableContent::Labels) {
        importDecisions(table, plate, vocabulary.digest(), request, *store);
    } else {
        importPredictions(table, plate, vocabulary.size(), request, *store);
    }
}

} // namespace

void addImportCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<ImportRequest>();
    CLI::App* command = app.add_subcommand("import", "take over labels or predictions made elsewhere");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("FILE", request->file, "CSV: Id,Target; Id,Predicted; one column a class; or the long format")->required();
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    addVocabularyOption(*command, request->vocabulary, "those of the review, which without any are the 28 of the challenge");
    CLI::Option* reviewer = command->add_option("--reviewer", request->reviewer, "whose labels these are; without it the file says, else your login name");
    CLI::Option* sheet = command->add_flag("--sheet", request->isSheet, "FILE says something of wells or samples (antibody, cell line, …): keep it with the review");
    command->add_option("--key", request->keyColumn, "the sheet's column that names samples or wells; without it the one that fits")->needs(sheet);
    command->add_option("--role", request->roles, "ROLE=COLUMN of the sheet: antibody, gene, cell_line, fixation, control or group")->check(isRole())->needs(sheet);
    command->add_option_function<std::string>("--whole", [request](const std::string& key) { request->wholeOf = sheetRoleOfKey(key); },
                                              "FILE labels whole antibodies (or another role of the sheet): every sample of one inherits them")
        ->check(CLI::IsMember({"antibody", "gene", "cell_line", "fixation", "control", "group"}))
        ->excludes(sheet);
    command->add_flag("--ruling", request->isRuling, "these labels settle what reviewers disagree on: they are the truth from now on")
        ->needs(reviewer)
        ->excludes(sheet)
        ->excludes("--whole");
    command->add_flag("--history", request->isHistory, "FILE is a history written by export --history: its events as they were, where the review lacks them")
        ->excludes(sheet)
        ->excludes(reviewer)
        ->excludes("--whole")
        ->excludes("--ruling");
    CLI::Option* dryRun = command->add_flag("--dry-run", request->isDryRun, "say what would be new, the same, changed or in conflict, and change nothing")->excludes(sheet)->excludes("--history");
    command->add_option("--out", request->out, "CSV of what would change, by sample: what the file says and what the review says")->needs(dryRun);
    command->callback([request, context] { runImport(*request, context); });
}

} // namespace locascope
