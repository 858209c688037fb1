#include "ui/models/sessionprivate.h"

#include "core/store/reviewsheet.h"
#include "ui/models/aserror.h"
#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

void Session::Private::readSheet(const std::filesystem::path& file) {
    settle("sheet");
    jobThread.post([this, file, reference = plate, number = plateNumber](std::stop_token) {
        try {
            SheetFile read{file.filename().string(), readSheetText(file), {}};
            read.table = parseSheet(read.csv, file);
            const SheetMapping guess = guessMapping(read.table, reference->plate);
            onThreadOf(this, [this, number, sheetFile = std::make_shared<const SheetFile>(std::move(read)), guess] {
                if (number == plateNumber)
                    emit q.sheetRead(sheetFile, guess);
            });
        } catch (const std::exception& exception) {
            onThreadOf(this, [this, error = asError(exception, ErrorKind::ReadFailed)] { say(Severity::Error, "sheet", error); });
        }
    });
}

void Session::Private::fitSheet(const std::shared_ptr<const SheetFile>& file, const SheetMapping& mapping) {
    jobThread.post([this, file, mapping, reference = plate](std::stop_token) {
        SheetFit fit{.samples = reference->plate.samples.size(), .samplesWithRow = 0, .rows = file->table.rows.size(), .unusedRows = 0, .fault = {}};
        try {
            const JoinedSheet joined = joinSheet(file->table, mapping, reference->plate, {});
            fit.samplesWithRow = fit.samples - joined.samplesWithout;
            fit.unusedRows = joined.unusedLines.size();
        } catch (const Error& error) {
            fit.fault = QString::fromStdString(error.detail());
        }
        onThreadOf(this, [this, mapping, fit] { emit q.sheetFitted(mapping, fit); });
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
            onThreadOf(this, [this, error = asError(exception, ErrorKind::ReadFailed)] { say(Severity::Error, "sheet", error); });
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
    staining.setSheet(shownSheet());
    endHiddenFilter();
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
    staining.setSheet(nullptr);
    putSetting(sheetSetting, "null");
    endHiddenFilter();
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

bool Session::Private::isColumnShown(std::size_t column) const {
    if (sheet && hides(Hidden::SheetColumns))
        return false;
    if (!sheet || !blindToSheet || column >= sheet->table.columns.size())
        return true;
    const std::vector<std::string>& blinded = sheet->mapping.blinded;
    return std::find(blinded.begin(), blinded.end(), sheet->table.columns[column]) == blinded.end();
}

void Session::Private::setBlindToSheet(bool blind) {
    if (std::exchange(blindToSheet, blind) == blind || !sheet)
        return;
    endHiddenFilter();
    emit q.sheetChanged();
}

/// Also by columns that are not there any more. Whoever hears of the sheet afterwards finds the filter ended, however long a new order takes.
void Session::Private::endHiddenFilter() {
    const auto isHidden = [this](const QString& name) {
        const auto column = sheet ? sheet->table.columnIndex(name.toStdString()) : std::nullopt;
        return !column || !isColumnShown(*column);
    };
    SampleFilter& filter = arrangement.filter;
    const bool endsValue = !filter.sheetColumn.isEmpty() && isHidden(filter.sheetColumn);
    const bool endsList = filter.listed && std::any_of(filter.listed->sheetColumns.begin(), filter.listed->sheetColumns.end(), isHidden);
    if (endsValue) {
        filter.sheetColumn.clear();
        filter.sheetValue.clear();
    }
    if (endsList)
        filter.listed.reset();
    if (endsValue || endsList)
        rebuildOrder();
}

void Session::readSheet(const std::filesystem::path& file) { d->readSheet(file); }

void Session::fitSheet(const std::shared_ptr<const SheetFile>& file, const SheetMapping& mapping) { d->fitSheet(file, mapping); }

void Session::attachSheet(const std::shared_ptr<const SheetFile>& file, const SheetMapping& mapping) {
    d->joinStoredSheet({file->fileName, file->csv, mapping}, true);
}

void Session::removeSheet() { d->removeSheet(); }
const JoinedSheet* Session::sheet() const { return d->shownSheet().get(); }
QString Session::sheetName() const { return d->sheetName; }
void Session::setBlindToSheet(bool blind) { d->setBlindToSheet(blind); }
bool Session::isBlindToSheet() const { return d->blindToSheet; }
bool Session::isColumnShown(std::size_t column) const { return d->isColumnShown(column); }

Siblings Session::siblings(int sampleIndex) const {
    if (d->hides(Hidden::Names))
        return {}; // of one well
    Siblings siblings = d->siblingIndex ? d->siblingIndex->of(sampleIndex) : Siblings();
    const auto antibody = d->sheet ? d->sheet->table.columnIndex(d->sheet->mapping.column(SheetRole::Antibody)) : std::nullopt;
    if (antibody && !d->isColumnShown(*antibody))
        siblings.sameAntibody.clear();
    return siblings;
}

} // namespace locascope
