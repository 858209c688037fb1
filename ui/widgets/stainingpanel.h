#pragma once

#include "ui/widgets/stainingtablemodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTableView;
class QToolButton;

namespace locascope {

/// The staining of every well against its controls, as a list: start the check, choose what is listed and compared with, go to the fields behind a figure.
class StainingPanel final : public QWidget {
    Q_OBJECT
public:
    explicit StainingPanel(Session& session, QWidget* parent = nullptr);

    StainingTableModel& model() { return *m_model; }
    QTableView& table() { return *m_table; }
    QSize sizeHint() const override;
    /// Starts the check where nothing was found yet, and takes the keyboard.
    void open();

signals:
    void figureChosen(); ///< one stain and one figure: what the plate map can show

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildLayout();
    void connectControls();
    void retranslate();
    void fillReferences();
    StainingChoice choice() const;
    void applyChoice();
    void showOnMap();
    void applyReference();
    void refresh();
    void goTo(const QModelIndex& index);
    void copy() const;
    void exportTable();
    QString summary() const;

    Session& m_session;
    StainingTableModel* m_model;
    QTableView* m_table;
    QPushButton* m_check;
    QComboBox* m_stain;
    QComboBox* m_figure;
    QComboBox* m_reference;
    QCheckBox* m_flagged;
    QToolButton* m_copy;
    QToolButton* m_export;
    QLabel* m_summary;
};

} // namespace locascope
