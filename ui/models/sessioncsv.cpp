#include "ui/models/sessionprivate.h"

#include "core/files/writefile.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewsheet.h"
#include "core/store/reviewvocabulary.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <set>
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

std::set<std::size_t> chosenOf(const std::vector<int>& samples) { return {samples.begin(), samples.end()}; }

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
                               const NoticeSummary& summary) {
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

void Session::Private::exportCsv(const std::filesystem::path& file, const ExportWish& wish) {
    if (!store)
        return csvFailed("export", file, Error(ErrorKind::Busy, file, "the review is not open yet"));
    settle("export");
    reportJob(QStringLiteral("export"), 0, 0);
    store->ask([isBlinded = hides(Hidden::OtherReviewers)](ReviewStore& review) { return labelEventsOf(review, isBlinded ? Withheld::LeftOut : Withheld::Refused); },
               [this, file, wish, unsaved = unsavedEvents()](std::vector<LabelEvent> events) {
                   events.insert(events.end(), unsaved.begin(), unsaved.end());
                   writeExport(file, wish, std::move(events));
               },
               [this, file](const Error& error) { csvFailed("export", file, error); });
}

void Session::Private::writeExport(const std::filesystem::path& file, const ExportWish& wish, std::vector<LabelEvent> events) {
    jobThread.post([this, file, wish, events = std::move(events), reference = plate, attached = shownSheet(), names = vocabulary, whose = ReviewerChoice{hides(Hidden::OtherReviewers) ? reviewer : wish.reviewer}](std::stop_token stop) {
        try {
            ReviewedLabels labels = reviewedLabels(reference->plate, events, whose);
            if (wish.samples)
                keepOnly(labels, chosenOf(*wish.samples));
            LabelWriteOptions how{.format = labelFormatOf(wish.format), .content = TableContent::Labels, .sheetColumns = {}};
            if (attached && wish.format == ExportFormat::Long)
                addSheet(*attached, labels.rows, how);
            const FormattedLabels formatted = formatLabels(labels.rows, names, how);
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

} // namespace locascope
