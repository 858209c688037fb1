#pragma once

#include "core/plate/vocabulary.h"
#include "ui/models/importpreview.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;
class QToolButton;

namespace locascope {

class ImportTableModel;
enum class ImportFate;

/// What a file of labels would change, before it does: counts that filter, the rows with both sides, and a choice where the reviewer decided otherwise. Nothing can be imported
/// while a line could not be read, nor, unless that is agreed to, while there are samples that the plate does not have.
class ImportDialog final : public QDialog {
    Q_OBJECT
public:
    ImportDialog(std::shared_ptr<const ImportPreview> preview, const Vocabulary& vocabulary, QWidget* parent = nullptr);

    const std::shared_ptr<const ImportPreview>& preview() const { return m_preview; }
    /// Rows of the preview, as chosen.
    std::vector<std::size_t> rowsToImport() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildLayout();
    void addFilter(QHBoxLayout& filters, const QString& text, std::optional<ImportFate> fate);
    void buildChoices();
    void take(bool file);
    void refresh();
    QString outcomeText() const;

    const std::shared_ptr<const ImportPreview> m_preview;
    ImportTableModel* m_model;
    QTableView* m_table;
    QWidget* m_choices;
    QToolButton* m_keepMine;
    QToolButton* m_takeFile;
    QCheckBox* m_leaveOut;
    QLabel* m_outcome;
    QPushButton* m_import = nullptr;
};

} // namespace locascope
