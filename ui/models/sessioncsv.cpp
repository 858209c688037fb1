#include "ui/models/sessionprivate.h"

#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/store/importlabels.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewsheet.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

LabelFormat labelFormatOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::Challenge: return LabelFormat::Challenge;
    case ExportFormat::Wide: return LabelFormat::Wide;
    case ExportFormat::Long: return LabelFormat::Long;
    }
    return LabelFormat::Challenge;
}

ExportSummary summaryOf(const FormattedLabels& labels, std::size_t conflicts) {
    return {.written = labels.written,
            .unreviewed = labels.unreviewed - std::min(labels.unreviewed, conflicts),
            .unsure = labels.unsure,
            .unusable = labels.unusable,
            .notExpressible = labels.notExpressible,
            .conflicts = conflicts};
}

} // namespace

void Session::Private::csvDone(const char* job, const std::filesystem::path& file,
                               const std::variant<std::monostate, ExportSummary, ImportSummary>& summary) {
    finishJob(QString::fromLatin1(job));
    notices.say(QString::fromLatin1(job), displayPath(file), summary);
    emit q.noticesChanged();
}

void Session::Private::csvFailed(const char* job, const std::filesystem::path& file, const Error& error) {
    finishJob(QString::fromLatin1(job));
    say(Severity::Error, job, Error(error.kind(), file, error.detail()));
}

/// What is decided but not known to be on disk, so that an export never lacks what the window shows.
std::vector<LabelEvent> Session::Private::unsavedEvents() const {
    std::vector<LabelEvent> events;
    for (const int sample : log.unsavedSamples()) {
        const ReviewLog::Entry* entry = log.entry(sample);
        LabelEvent event;
        event.sampleId = sampleAt(sample).id;
        event.reviewer = reviewer;
        if (entry) {
            event.timeMs = entry->timeMs;
            event.after = entry->decision;
            event.modelDigest = entry->decision.proposal.modelDigest;
        }
        events.push_back(std::move(event));
    }
    return events;
}

void Session::Private::exportCsv(const std::filesystem::path& file, ExportFormat format) {
    if (!store)
        return csvFailed("export", file, Error(ErrorKind::Busy, file, "the review is not open yet"));
    settle("export");
    reportJob(QStringLiteral("export"), 0, 0);
    store->ask([](ReviewStore& review) { return review.allEvents(); },
               [this, file, format, unsaved = unsavedEvents()](std::vector<LabelEvent> events) {
                   events.insert(events.end(), unsaved.begin(), unsaved.end());
                   writeExport(file, format, std::move(events));
               },
               [this, file](const Error& error) { csvFailed("export", file, error); });
}

void Session::Private::writeExport(const std::filesystem::path& file, ExportFormat format, std::vector<LabelEvent> events) {
    jobThread.post([this, file, format, events = std::move(events), reference = plate, attached = sheet](std::stop_token stop) {
        try {
            ReviewedLabels labels = reviewedLabels(reference->plate, events, {});
            LabelWriteOptions how{.format = labelFormatOf(format), .content = TableContent::Labels, .sheetColumns = {}};
            if (attached && format == ExportFormat::Long)
                addSheet(*attached, labels.rows, how);
            const FormattedLabels formatted = formatLabels(labels.rows, vocabulary, how);
            if (stop.stop_requested())
                return;
            writeFile(file, formatted.text);
            const ExportSummary summary = summaryOf(formatted, labels.conflicts.size());
            onThreadOf(this, [this, file, summary] { csvDone("export", file, summary); });
        } catch (const std::exception& exception) {
            const Error error = asError(exception, ErrorKind::WriteFailed);
            onThreadOf(this, [this, file, error] { csvFailed("export", file, error); });
        }
    });
}

void Session::Private::importCsv(const std::filesystem::path& file) {
    if (!store)
        return csvFailed("import", file, Error(ErrorKind::Busy, file, "the review is not open yet"));
    settle("import");
    reportJob(QStringLiteral("import"), 0, 0);
    jobThread.post([this, file, reference = plate, number = plateNumber](std::stop_token stop) {
        try {
            auto table = std::make_shared<const LabelTable>(readLabelTable(file, reference->plate, vocabulary));
            const std::string digest = table->content == TableContent::Labels ? std::string() : sha256OfFile(file);
            if (stop.stop_requested())
                return;
            onThreadOf(this, [this, file, table, digest, number] {
                if (number != plateNumber)
                    finishJob(QStringLiteral("import"));
                else if (digest.empty())
                    importDecisions(file, *table);
                else
                    importPredictions(file, *table, digest);
            });
        } catch (const std::exception& exception) {
            const Error error = asError(exception, ErrorKind::ReadFailed);
            onThreadOf(this, [this, file, error] { csvFailed("import", file, error); });
        }
    });
}

void Session::Private::importDecisions(const std::filesystem::path& file, const LabelTable& table) {
    const ImportOptions how{.reviewer = {},
                            .fallbackReviewer = reviewer,
                            .vocabularyDigest = vocabulary.digest(),
                            .nowMs = QDateTime::currentMSecsSinceEpoch()};
    store->ask(
        [table, reference = plate, how](ReviewStore& review) {
            const ImportedLabels imported = labelsToImport(table, reference->plate, review, how);
            review.append(imported.events);
            const auto ofOthers = std::count_if(imported.events.begin(), imported.events.end(),
                                                [&](const LabelEvent& event) { return event.reviewer != how.fallbackReviewer; });
            return ImportSummary{.kind = ImportSummary::Kind::Decisions,
                                 .taken = imported.events.size(),
                                 .unchanged = imported.unchanged,
                                 .ofOthers = static_cast<std::size_t>(ofOthers)};
        },
        [this, file, number = plateNumber](const ImportSummary& summary) {
            csvDone("import", file, summary);
            if (number == plateNumber)
                readDecisionsAgain();
        },
        [this, file](const Error& error) { csvFailed("import", file, error); });
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

} // namespace locascope
