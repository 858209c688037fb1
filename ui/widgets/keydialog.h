#pragma once

#include "ui/widgets/actions.h"

#include <QDialog>

#include <vector>

class QDialogButtonBox;
class QKeySequenceEdit;
class QLabel;

namespace locascope {

/// Gives actions other keys. One key for each action here; two actions cannot have the same.
class KeyDialog final : public QDialog {
    Q_OBJECT
public:
    explicit KeyDialog(Actions& actions, QWidget* parent = nullptr);

    void accept() override;

private:
    struct Row {
        ActionId id{};
        QKeySequenceEdit* edit = nullptr;
    };
    void buildTable(QWidget* table);
    void showDefaults();
    void check();

    Actions& m_actions;
    std::vector<Row> m_rows;
    QLabel* m_conflict;
    QDialogButtonBox* m_buttons;
};

} // namespace locascope
