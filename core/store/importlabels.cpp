#include "core/store/importlabels.h"

#include "core/files/readfile.h"
#include "core/review/csv.h"
#include "core/store/reviewvocabulary.h"

#include <map>
#include <utility>

namespace locascope {

namespace {

std::vector<float> zerosAndOnes(const Decision& decision, std::size_t classes) {
    std::vector<float> probabilities(classes, 0.0F);
    for (const ClassIndex index : decision.present.classes()) {
        probabilities[toIndex(index)] = 1.0F;
    }
    return probabilities;
}

} // namespace

void joinImport(std::vector<LabelEvent>& events, const std::string& importer) {
    const std::string id = newUuid();
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].uuid = id + '/' + std::to_string(i + 1); // neighbours in the index of uuids
        events[i].act = actBy(id, importer);
    }
}

LabelTable readLabelTable(const std::filesystem::path& file, const Plate& plate, const Vocabulary& vocabulary, FaultyLines faultyLines) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::vector<std::string> ids = csvIds(plate);
    return parseLabelTable(text, vocabulary, {.path = file, .knownIds = ids, .faultyLines = faultyLines});
}

ImportedLabels labelsToImport(const LabelTable& table, const Plate& plate, const ReviewStore& review, const ImportOptions& options) {
    ImportedLabels imported;
    const VocabularyState classes = reviewVocabulary(review).state;
    for (ComparedRow& row : compareWithReview(table, plate, &review, options)) {
        imported.unchanged += row.change == ImportChange::Same ? 1 : 0;
        imported.judged += row.change == ImportChange::Kept ? 1 : 0;
        imported.overNewer += row.change == ImportChange::Conflict ? 1 : 0;
        if (row.change != ImportChange::Same && row.change != ImportChange::Kept) {
            row.event.before = row.event.before ? std::optional(asStored(classes, *row.event.before)) : std::nullopt;
            row.event.after = asStored(classes, *row.event.after);
            imported.events.push_back(std::move(row.event));
        }
    }
    return imported;
}

std::vector<StoredPrediction> predictionsToImport(const LabelTable& table, const Plate& plate, std::size_t classes) {
    const std::map<std::string, std::string> sampleIds = sampleIdsByCsvId(plate);
    std::vector<StoredPrediction> predictions;
    for (const LabelRow& row : table.rows) {
        if (!row.probabilities.empty()) {
            predictions.push_back({sampleIds.at(row.id), row.probabilities, {}});
        } else if (row.decision) {
            predictions.push_back({sampleIds.at(row.id), zerosAndOnes(*row.decision, classes), {}});
        }
    }
    return predictions;
}

} // namespace locascope
