#include "core/store/importlabels.h"

#include "core/files/readfile.h"
#include "core/review/csv.h"
#include "core/store/reviewedlabels.h"

#include <map>
#include <utility>

namespace locascope {

namespace {

using SampleIds = std::map<std::string, std::string>;

SampleIds sampleIdsByCsvId(const Plate& plate) {
    const std::vector<std::string> ids = csvIds(plate);
    SampleIds known;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        known[ids[i]] = plate.samples[i].id;
    }
    return known;
}

LabelEvent eventOf(const LabelRow& row, const std::string& sampleId, const ImportOptions& options) {
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = sampleId;
    event.reviewer = !options.reviewer.empty() ? options.reviewer : !row.reviewer.empty() ? row.reviewer : options.fallbackReviewer;
    event.timeMs = row.timeMs.value_or(options.nowMs);
    event.cause = EventCause::Imported;
    event.after = row.decision;
    event.after->proposal.modelDigest = row.modelDigest;
    event.after->proposal.probabilities = row.probabilities;
    event.modelDigest = row.modelDigest;
    event.vocabularyDigest = options.vocabularyDigest;
    return event;
}

bool saysTheSame(const Decision& left, const Decision& right) {
    return agree(left, right) && left.other == right.other && left.note == right.note;
}

std::vector<float> zerosAndOnes(const Decision& decision, std::size_t classes) {
    std::vector<float> probabilities(classes, 0.0F);
    for (const ClassIndex index : decision.present.classes()) {
        probabilities[toIndex(index)] = 1.0F;
    }
    return probabilities;
}

} // namespace

LabelTable readLabelTable(const std::filesystem::path& file, const Plate& plate, const Vocabulary& vocabulary) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::vector<std::string> ids = csvIds(plate);
    return parseLabelTable(text, vocabulary, {.path = file, .knownIds = ids});
}

ImportedLabels labelsToImport(const LabelTable& table, const Plate& plate, const ReviewStore& review, const ImportOptions& options) {
    const SampleIds sampleIds = sampleIdsByCsvId(plate);
    std::map<std::string, std::map<std::string, Decision>> earlier;
    ImportedLabels imported;
    for (const LabelRow& row : table.rows) {
        if (!row.decision) {
            continue;
        }
        LabelEvent event = eventOf(row, sampleIds.at(row.id), options);
        if (!earlier.contains(event.reviewer)) {
            earlier[event.reviewer] = review.currentDecisions(event.reviewer);
        }
        const auto& known = earlier[event.reviewer];
        if (const auto before = known.find(event.sampleId); before != known.end()) {
            event.before = before->second;
        }
        if (event.before && event.after->inherited && !event.before->inherited) {
            ++imported.judged;
        } else if (event.before && event.before->inherited == event.after->inherited && saysTheSame(*event.before, *event.after)) {
            ++imported.unchanged;
        } else {
            imported.events.push_back(std::move(event));
        }
    }
    return imported;
}

std::vector<StoredPrediction> predictionsToImport(const LabelTable& table, const Plate& plate, std::size_t classes) {
    const SampleIds sampleIds = sampleIdsByCsvId(plate);
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
