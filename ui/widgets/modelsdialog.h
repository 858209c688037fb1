#pragma once

#include "core/model/modellibrary.h"

#include <QDialog>
#include <QStringList>

#include <filesystem>
#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;
class QTextBrowser;
class QToolButton;

namespace locascope {

class ModelTableModel;

/// The models that there are: which one to use, others to bring in or to remove. Shows and asks; what is wanted is done elsewhere.
class ModelsDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ModelsDialog(QWidget* parent = nullptr);

    void showModels(const std::vector<ListedModel>& models);
    /// As Session::modelInUse: an empty path is the bundled one.
    void showInUse(const std::optional<std::filesystem::path>& model);
    void select(const std::filesystem::path& cardFile); ///< now, or as soon as it is listed
    void showImporting(const QString& file); ///< until showIdle
    void showIdle();
    void showError(const QString& sentence); ///< until the next showImporting
    void showDone(const QString& sentence);

    ModelTableModel& model() { return *m_model; }
    QString current() const; ///< card file of the current row; empty without

signals:
    void useRequested(const std::filesystem::path& cardFile); ///< empty: the bundled one
    void importRequested(const QStringList& files);
    void cancelRequested();
    void removeRequested(const locascope::ListedModel& model); ///< was asked and confirmed
    void folderRequested(const std::filesystem::path& file);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildTable();
    void buildButtons();
    void buildLayout();
    QWidget* buildProgress();
    const ListedModel* currentModel() const;
    void goTo(const std::filesystem::path& cardFile);
    void refresh();
    void use();
    void askToRemove();
    void copyDigest();
    void say(const QString& sentence, const QColor& colour);

    ModelTableModel* m_model;
    QLineEdit* m_find;
    QTableView* m_table;
    QTextBrowser* m_details;
    QLabel* m_empty;
    QLabel* m_said;
    QWidget* m_importing = nullptr;
    QLabel* m_importingText;
    QPushButton* m_cancel;
    QToolButton* m_import;
    QPushButton* m_folder;
    QPushButton* m_remove;
    QPushButton* m_use = nullptr;
    std::vector<ListedModel> m_models;
    std::optional<std::filesystem::path> m_inUse;
    std::filesystem::path m_wanted; ///< card file of the row that is to be current
};

} // namespace locascope
