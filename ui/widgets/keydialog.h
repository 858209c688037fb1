#pragma once

#include "ui/widgets/actions.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QDialogButtonBox;
class QGridLayout;
class QKeySequenceEdit;
class QLabel;
class QPushButton;

namespace locascope {

/// Gives actions other keys: for oneself on every plate, or for everybody in this project, and says of each key where it comes from. One key for each action here; two actions cannot have the same.
/// Accepting it sets the user's own keys; those of the project are the caller's to keep.
class KeyDialog final : public QDialog {
    Q_OBJECT
public:
    /// `whyNotForProject`: a sentence; empty: the project's keys can be changed.
    KeyDialog(Actions& actions, const QString& whyNotForProject, QWidget* parent = nullptr);

    const KeyMap& projectKeys() const { return m_project; }

    void accept() override;

private:
    struct Row {
        ActionId id{};
        QKeySequenceEdit* edit = nullptr;
        QLabel* source = nullptr;
        QPushButton* reset = nullptr;
    };
    void buildTable(QWidget* table);
    void addRow(QGridLayout& grid, ActionId id);
    bool isOfProject() const;
    KeyMap& edited() { return isOfProject() ? m_project : m_own; }
    /// What counts of the chosen keys; of one's own, without the project's.
    std::array<ActionKeys, actionCount> shown() const;
    void change(const Row& row);
    void reset(ActionId id);
    void resetAll();
    void showKeys();
    void showSources();
    void check();

    Actions& m_actions;
    KeyMap m_own, m_project;
    std::vector<Row> m_rows;
    QComboBox* m_whose;
    QLabel* m_conflict;
    QDialogButtonBox* m_buttons;
};

} // namespace locascope
