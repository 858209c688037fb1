// Labels and predictions of a file: what they would change, and the import as one act.

#include "ui/models/sessionprivate.h"
#include "ui/models/teamwork.h"

#include "core/files/digest.h"
#include "core/store/decisioncodec.h"
#include "core/store/importlabels.h"
#include "ui/models/aserror.h"
#include "ui/models/importpreview.h"
#include "ui/models/onthreadof.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

using Preview = std::shared_ptr<const ImportPreview>;

std::int64_t newestOf(const ReviewStore& review) {
    const std::vector<LabelEvent> newest = review.eventsBefore(0, 1);
    return newest.empty() ? 0 : newest.front().sequence;
}

Preview compared(const LabelTable& table, const std::filesystem::path& file, const PlateSnapshot& plate, const ReviewStore& review, const ImportOptions& how, int plateNumber) {
    auto preview = std::make_shared<ImportPreview>(ImportPreview{file, table, {}, newestOf(review), plateNumber, false});
    preview->rows = compareWithReview(table, plate.plate, &review, how);
    return preview;
}

std::vector<std::size_t> allThatChange(const ImportPreview& preview) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < preview.rows.size(); ++i)
        if (appends(preview.rows[i].change))
            rows.push_back(i);
    return rows;
}

/// What became of an import on the store's thread.
struct ImportOutcome {
    Preview again;    ///< where the review was changed meanwhile: nothing was written
    StoredAct stored; ///< without events where there was nothing to append
    ImportSummary summary;
};

ImportSummary summaryOf(const ImportPreview& preview, const std::vector<LabelEvent>& events, const std::string& own) {
    const auto isOfOthers = [&](const LabelEvent& event) { return event.reviewer != own; };
    const auto isSame = [](const ComparedRow& row) { return row.change == ImportChange::Same; };
    return {.kind = ImportSummary::Kind::Decisions,
            .taken = events.size(),
            .unchanged = static_cast<std::size_t>(std::count_if(preview.rows.begin(), preview.rows.end(), isSame)),
            .ofOthers = static_cast<std::size_t>(std::count_if(events.begin(), events.end(), isOfOthers))};
}

/// Nothing that the reviewer saw would be otherwise.
bool isStillSo(const ImportPreview& seen, const ImportPreview& now) {
    return std::equal(seen.rows.begin(), seen.rows.end(), now.rows.begin(), now.rows.end(), [](const ComparedRow& left, const ComparedRow& right) {
        return left.change == right.change && left.event.before.has_value() == right.event.before.has_value() &&
               (!left.event.before || encodeDecision(*left.event.before) == encodeDecision(*right.event.before));
    });
}

ImportOutcome importInto(ReviewStore& review, const Preview& preview, const std::vector<std::size_t>& rows, const PlateSnapshot& plate, const ImportOptions& how) {
    if (newestOf(review) != preview->reviewAt) {
        auto again = std::make_shared<ImportPreview>(*compared(preview->table, preview->file, plate, review, how, preview->plateNumber));
        again->isAnew = true;
        if (!isStillSo(*preview, *again))
            return {again, {}, {}};
    }
    std::vector<LabelEvent> events;
    events.reserve(rows.size());
    for (const std::size_t row : rows)
        events.push_back(preview->rows[row].event);
    joinImport(events, how.fallbackReviewer);
    ImportOutcome outcome{nullptr, {}, summaryOf(*preview, events, how.fallbackReviewer)};
    if (events.empty())
        return outcome;
    const std::string act = events.front().act;
    outcome.stored = {act, {}, false, false, review.append(events)};
    return outcome;
}

} // namespace

ImportOptions Session::Private::importOptions() const {
    return {.reviewer = {}, .fallbackReviewer = reviewer, .vocabularyDigest = vocabulary.digest(), .nowMs = QDateTime::currentMSecsSinceEpoch()};
}

/// Predictions change no label: they are imported without a preview.
void Session::Private::previewCsv(const std::filesystem::path& file, FaultyLines faultyLines, std::function<void(const Preview&)> show) {
    if (!store)
        return csvFailed("import", file, Error(ErrorKind::Busy, file, "the review is not open yet"));
    settle("import");
    reportJob(QStringLiteral("import"), 0, 0);
    jobThread.post([this, file, faultyLines, show = std::move(show), reference = plate, names = vocabulary, number = plateNumber](std::stop_token stop) {
        try {
            auto table = std::make_shared<const LabelTable>(readLabelTable(file, reference->plate, names, faultyLines));
            const bool isOfLabels = table->content == TableContent::Labels;
            if (!isOfLabels && !table->unread.empty())
                throw Error(ErrorKind::Invalid, file, "line " + std::to_string(table->unread.front().line) + ": " + table->unread.front().cause);
            const std::string digest = isOfLabels ? std::string() : sha256OfFile(file);
            if (stop.stop_requested())
                return;
            onThreadOf(this, [this, file, table, digest, number, show] {
                if (number != plateNumber)
                    finishJob(QStringLiteral("import"));
                else if (digest.empty())
                    compareCsv(file, *table, show);
                else
                    importPredictions(file, *table, digest);
            });
        } catch (const std::exception& exception) {
            const Error error = asError(exception, ErrorKind::ReadFailed);
            onThreadOf(this, [this, file, error] { csvFailed("import", file, error); });
        }
    });
}

void Session::Private::compareCsv(const std::filesystem::path& file, const LabelTable& table, const std::function<void(const Preview&)>& show) {
    store->ask([table, file, reference = plate, how = importOptions(), number = plateNumber](
                   ReviewStore& review) { return compared(table, file, *reference, review, how, number); },
               [this, show](const Preview& preview) {
                   finishJob(QStringLiteral("import"));
                   if (preview->plateNumber == plateNumber)
                       show(preview);
               },
               [this, file](const Error& error) { csvFailed("import", file, error); });
}

void Session::Private::importRows(const Preview& preview, const std::vector<std::size_t>& rows) {
    if (!store || preview->plateNumber != plateNumber)
        return;
    reportJob(QStringLiteral("import"), 0, 0);
    store->ask([preview, rows, reference = plate, how = importOptions()](ReviewStore& review) { return importInto(review, preview, rows, *reference, how); },
               [this, preview](const ImportOutcome& outcome) {
                   const bool isHere = preview->plateNumber == plateNumber;
                   if (!outcome.again)
                       csvDone("import", preview->file, outcome.summary);
                   else
                       finishJob(QStringLiteral("import"));
                   if (isHere && outcome.again)
                       emit q.importPreviewed(outcome.again);
                   else if (isHere && !outcome.stored.events.empty())
                       takeImport(outcome.stored);
               },
               [this, file = preview->file](const Error& error) { csvFailed("import", file, error); });
}

void Session::Private::takeImport(const StoredAct& stored) {
    log.addStored(stored, [this](const std::string& id) { return plate->indexOf(id); });
    if (team->drawn())
        readDecisionsAgain(); // of samples drawn by lot nothing imported counts
    decisionChanged(-1);
    emit q.savingChanged();
}

/// Kept under the digest of the file: the model that made them is not here to ask. From now on they are what the plate is compared with.
void Session::Private::importPredictions(const std::filesystem::path& file, const LabelTable& table, const std::string& digest) {
    store->ask(
        [table, reference = plate, digest, classes = vocabulary.size()](ReviewStore& review) {
            const auto imported = predictionsToImport(table, reference->plate, classes);
            review.putPredictions(digest, imported);
            return imported.size();
        },
        [this, file, digest, number = plateNumber](std::size_t taken) {
            csvDone("import", file, ImportSummary{.kind = ImportSummary::Kind::Predictions, .taken = taken, .unchanged = 0, .ofOthers = 0});
            if (number == plateNumber)
                useImportedPredictions(file, digest);
        },
        [this, file](const Error& error) { csvFailed("import", file, error); });
}

void Session::previewImport(const std::filesystem::path& file) {
    if (d->plate)
        d->previewCsv(file, FaultyLines::Listed, [this](const Preview& preview) { emit importPreviewed(preview); });
}

void Session::importRows(const std::shared_ptr<const ImportPreview>& preview, const std::vector<std::size_t>& rows) { d->importRows(preview, rows); }

void Session::importCsv(const std::filesystem::path& file) {
    if (d->plate)
        d->previewCsv(file, FaultyLines::Refused, [this](const Preview& preview) { d->importRows(preview, allThatChange(*preview)); });
}

} // namespace locascope
