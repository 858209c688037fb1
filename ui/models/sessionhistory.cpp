// Everything that was said of the review's samples, page by page.

#include "ui/models/sessionprivate.h"

#include "core/files/writefile.h"
#include "core/store/historycsv.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <QPointer>

#include <utility>

namespace locascope {

/// Grows on the store's thread, page by page, so that decisions are saved in between.
struct Session::Private::HistoryExport {
    std::filesystem::path file;
    HistoryFilter filter;
    Vocabulary vocabulary;
    QPointer<QObject> context;
    std::function<void(std::size_t)> done;
    int plateNumber = 0;
    std::string text = historyCsvHeading();
    std::size_t events = 0;
    std::int64_t newest = 0;
};

void Session::Private::readHistory(const HistoryQuery& query, QObject* context, std::function<void(HistoryPage)> answer) {
    if (!store)
        return onThreadOf(context, [answer] { answer({.events = {}, .readTo = 1, .isComplete = true, .reviewers = {}}); });
    HistoryQuery shown = query;
    shown.filter = shownHistory(query.filter);
    store->ask([shown](ReviewStore& review) { return readHistoryPage(review, shown); },
               [this, number = plateNumber, asker = QPointer(context), answer](HistoryPage page) {
                   if (number == plateNumber && asker)
                       answer(std::move(page));
               },
               [this, number = plateNumber, asker = QPointer(context), answer](const Error&) {
                   if (number == plateNumber && asker)
                       answer({.events = {}, .readTo = 1, .isComplete = true, .reviewers = {}});
               });
}

void Session::Private::exportHistory(const std::shared_ptr<HistoryExport>& wanted, std::int64_t before) {
    if (!store || wanted->plateNumber != plateNumber)
        return finishJob(QStringLiteral("export"));
    store->ask(
        [wanted, before](ReviewStore& review) {
            HistoryPage page = readHistoryPage(review, {wanted->filter, before, 0});
            for (const LabelEvent& event : page.events)
                wanted->text += historyCsvLine(event, wanted->vocabulary);
            wanted->events += page.events.size();
            page.events.clear();
            return page;
        },
        [this, wanted](const HistoryPage& page) {
            wanted->newest = std::max(wanted->newest, page.readTo);
            reportJob(QStringLiteral("export"), static_cast<std::size_t>(wanted->newest - page.readTo), static_cast<std::size_t>(wanted->newest));
            page.isComplete ? writeHistory(wanted) : exportHistory(wanted, page.readTo);
        },
        [this, wanted](const Error& error) { csvFailed("export", wanted->file, error); });
}

void Session::Private::writeHistory(const std::shared_ptr<HistoryExport>& wanted) {
    jobThread.post([this, wanted](std::stop_token) {
        try {
            writeFile(wanted->file, wanted->text);
            onThreadOf(this, [this, wanted] {
                finishJob(QStringLiteral("export"));
                if (wanted->context)
                    wanted->done(wanted->events);
            });
        } catch (const std::exception& exception) {
            const Error error = asError(exception, ErrorKind::WriteFailed);
            onThreadOf(this, [this, wanted, error] { csvFailed("export", wanted->file, error); });
        }
    });
}

void Session::readHistory(const HistoryQuery& query, QObject* context, std::function<void(HistoryPage)> answer) { d->readHistory(query, context, std::move(answer)); }

void Session::exportHistory(const std::filesystem::path& file, const HistoryFilter& filter, QObject* context, std::function<void(std::size_t)> done) {
    d->settle("export");
    d->reportJob(QStringLiteral("export"), 0, 0);
    d->exportHistory(std::make_shared<Private::HistoryExport>(Private::HistoryExport{file, d->shownHistory(filter), d->vocabulary, context, std::move(done), d->plateNumber, historyCsvHeading(), 0, 0}), 0);
}

} // namespace locascope
