#pragma once

#include "core/plate/vocabulary.h"
#include "ui/models/importpreview.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace locascope {

/// What an import would do with one row of the file.
enum class ImportFate { New, Same, Changed, Conflict, Kept, UnknownId, Unread };

/// The rows of a file of labels held against the review, and the lines that could not be read; by the file's lines, or of one fate alone. Of a conflict the review's side is kept until the
/// file's is chosen.
class ImportTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Line, SampleId, Reviewer, OfFile, OfReview, Happens, ColumnCount };

    ImportTableModel(std::shared_ptr<const ImportPreview> preview, Vocabulary vocabulary, QObject* parent = nullptr);

    int count(ImportFate fate) const;
    void show(std::optional<ImportFate> fate); ///< none: all but what is the same
    ImportFate fateAt(int row) const;
    bool takesFile(int row) const;             ///< of a conflict
    void takeFile(const std::vector<int>& rows, bool file); ///< nothing happens to what is no conflict
    void takeFileOfAll(bool file);
    int conflictsTaken() const;                ///< for which the file's side was chosen
    /// Rows of the preview that an import appends.
    std::vector<std::size_t> rowsToImport() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void chosen(); ///< another side of a conflict

private:
    /// A row of the preview, or behind these a line that was not read.
    std::size_t entryAt(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    ImportFate fateOf(std::size_t entry) const;
    const UnreadLine* unread(std::size_t entry) const;
    QString textAt(std::size_t entry, int column) const;
    QString happens(std::size_t entry) const;

    const std::shared_ptr<const ImportPreview> m_preview;
    const Vocabulary m_vocabulary;
    std::vector<bool> m_takesFile; ///< by row of the preview
    std::vector<std::size_t> m_byLine; ///< entries
    std::vector<std::size_t> m_shown;  ///< of these
};

} // namespace locascope
