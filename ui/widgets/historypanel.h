#pragma once

#include "ui/widgets/historytablemodel.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace locascope {

/// Everything that was said of a sample or of the whole review: filtered, exported, and any earlier state restored by appending.
class HistoryPanel final : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(Session& session, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override; ///< a hidden panel reads nothing
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildLayout();
    void connectControls();
    void retranslate();
    static QString eventsText(int count);
    void fillClasses();
    void fillReviewers(const QStringList& names);
    HistoryFilter filter() const;
    void apply();
    void refresh();
    void fitColumns();
    int sampleAt(const QModelIndex& index) const;
    void goTo(const QModelIndex& index);
    void restore();
    bool isAssignment(const QModelIndex& index) const;
    void assignAsIn(const LabelEvent& event);
    void exportCsv();

    Session& m_session;
    HistoryTableModel* m_model;
    QTableView* m_table;
    QComboBox* m_scope;
    QComboBox* m_reviewer;
    QComboBox* m_cause;
    QComboBox* m_class;
    QLineEdit* m_text;
    QToolButton* m_restore;
    QToolButton* m_export;
    QLabel* m_summary;
    QTimer m_typing;
};

} // namespace locascope
