#include "ui/models/sessionprivate.h"

#include "core/store/reviewsheet.h"
#include "ui/models/onthreadof.h"

#include <utility>

namespace locascope {

namespace {

Error asError(const std::exception& exception) {
    const auto* error = dynamic_cast<const Error*>(&exception);
    return error ? *error : Error(ErrorKind::ReadFailed, {}, exception.what());
}

} // namespace

void Session::Private::readSheet(const std::filesystem::path& file) {
    settle("sheet");
    jobThread.post([this, file, reference = plate, number = plateNumber](std::stop_token) {
        try {
            std::string text = readSheetText(file);
            auto table = std::make_shared<const SheetTable>(parseSheet(text, file));
            const SheetMapping guess = guessMapping(*table, reference->plate);
            onThreadOf(this, [this, number, name = displayPath(file.filename()), text = std::move(text), table, guess] {
                if (number != plateNumber)
                    return;
                pendingSheetText = text;
                emit q.sheetRead(name, table, guess);
            });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception)] { say(Severity::Error, "sheet", error); });
        }
    });
}

/// `isNew`: chosen just now, and to be kept with the review.
void Session::Private::joinStoredSheet(StoredSheet stored, bool isNew) {
    jobThread.post([this, stored = std::move(stored), isNew, reference = plate, number = plateNumber](std::stop_token) {
        try {
            SheetTable table = parseSheet(stored.csv, stored.fileName);
            auto joined = std::make_shared<const JoinedSheet>(joinSheet(std::move(table), stored.mapping, reference->plate, stored.fileName));
            auto index = std::make_shared<const SiblingIndex>(reference->plate, joined.get());
            onThreadOf(this, [this, stored, joined, index, isNew, number] {
                if (number == plateNumber)
                    takeSheet(stored, joined, index, isNew);
            });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception)] { say(Severity::Error, "sheet", error); });
        }
    });
}

void Session::Private::takeSheet(const StoredSheet& stored, std::shared_ptr<const JoinedSheet> joined, std::shared_ptr<const SiblingIndex> index,
                                 bool isNew) {
    sheet = std::move(joined);
    sheetName = displayPath(stored.fileName);
    siblingIndex = std::move(index);
    if (isNew)
        putSetting(sheetSetting, formatStoredSheet(stored));
    emit q.sheetChanged();
    if (!arrangement.filter.sheetColumn.isEmpty())
        rebuildOrder();
}

void Session::Private::restoreSheet(const std::string& stored) {
    if (sheet)
        return; // attached before the review was read: that one counts
    try {
        joinStoredSheet(parseStoredSheet(stored), false);
    } catch (const Error& error) {
        say(Severity::Warning, "sheet", error);
    }
}

void Session::Private::removeSheet() {
    if (!sheet)
        return;
    sheet.reset();
    sheetName.clear();
    putSetting(sheetSetting, "null");
    if (!std::exchange(arrangement.filter.sheetColumn, {}).isEmpty()) {
        arrangement.filter.sheetValue.clear();
        rebuildOrder();
    }
    emit q.sheetChanged();
    findSiblings();
}

/// Fields of the same well are known without a sheet.
void Session::Private::findSiblings() {
    if (sheet)
        return;
    jobThread.post([this, reference = plate, number = plateNumber](std::stop_token) {
        auto index = std::make_shared<const SiblingIndex>(reference->plate, nullptr);
        onThreadOf(this, [this, index, number] {
            if (number != plateNumber || sheet)
                return;
            siblingIndex = index;
            emit q.sheetChanged();
        });
    });
}

void Session::readSheet(const std::filesystem::path& file) { d->readSheet(file); }

void Session::attachSheet(const QString& fileName, const SheetMapping& mapping) {
    d->joinStoredSheet({fileName.toStdString(), d->pendingSheetText, mapping}, true);
}

void Session::removeSheet() { d->removeSheet(); }
const JoinedSheet* Session::sheet() const { return d->sheet.get(); }
QString Session::sheetName() const { return d->sheetName; }
Siblings Session::siblings(int sampleIndex) const { return d->siblingIndex ? d->siblingIndex->of(sampleIndex) : Siblings(); }

} // namespace locascope
