#include "app/commands/commands.h"

#include "app/counted.h"
#include "app/openreview.h"
#include "app/terminal.h"
#include "core/files/digest.h"
#include "core/plate/scanplate.h"
#include "core/plate/vocabulary.h"
#include "core/store/importlabels.h"

#include <chrono>
#include <iostream>

namespace locascope {

namespace {

struct ImportRequest {
    std::filesystem::path plate;
    std::filesystem::path file;
    std::filesystem::path review;
    std::string reviewer;
};

std::int64_t nowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void importDecisions(const LabelTable& table, const Plate& plate, const std::string& vocabularyDigest, const ImportRequest& request, ReviewStore& store) {
    const ImportedLabels imported = labelsToImport(
        table, plate, store,
        {.reviewer = request.reviewer, .fallbackReviewer = loginName(), .vocabularyDigest = vocabularyDigest, .nowMs = nowMs()});
    store.append(imported.events);
    std::cout << counted(imported.events.size(), "decision") << " imported, " << imported.unchanged << " already there\n";
}

/// Predictions are kept under the digest of the file they came in: the model that made them is not here to ask.
void importPredictions(const LabelTable& table, const Plate& plate, std::size_t classes, const ImportRequest& request, ReviewStore& store) {
    const std::vector<StoredPrediction> predictions = predictionsToImport(table, plate, classes);
    const std::string digest = sha256OfFile(request.file);
    store.putPredictions(digest, predictions);
    std::cout << counted(predictions.size(), "prediction") << " imported as model " << digest.substr(0, 16) << "\n";
}

void runImport(const ImportRequest& request, const CommandContext& context) {
    requireReviewFile(request.review);
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    const Plate plate = scanPlate(request.plate, {}, terminalProgress("listing"));
    const LabelTable table = readLabelTable(request.file, plate, vocabulary);
    const auto store = openReview(plate, request.review, context, ReviewUse::Write);
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
    command->add_option("FILE", request->file, "CSV: Id,Target; Id,Predicted; one column a class; or the long format")->required();
    command->add_option("--review", request->review, "file that holds the review of the plate");
    command->add_option("--reviewer", request->reviewer, "whose labels these are; without it the file says, else your login name");
    command->callback([request, context] { runImport(*request, context); });
}

} // namespace locascope
