#pragma once

#include "ui/models/platesnapshot.h"
#include "ui/models/session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace locascope {

/// Which samples the gallery shows, and in what order.
class FilterBar final : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(Session& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLayout();
    void fillChoices();
    void fillSheet();
    void fillOrders();
    void hideControls();
    void applyOrder();
    void connectControls();
    void retranslate();
    void refresh();
    void apply();

    Session& m_session;
    QLineEdit* m_text;
    QComboBox* m_state;
    QComboBox* m_class;
    QComboBox* m_order;
    QComboBox* m_sheet; ///< a value of a column of the sheet; shown where there is one
    QComboBox* m_orderClass; ///< whose probability orders; seen only then
    QComboBox* m_group;
    QToolButton* m_disagreement;
    QToolButton* m_clear;
    std::shared_ptr<const ListedSamples> m_ordered; ///< a list whose own order was shown
    QToolButton* m_listed; ///< names what is listed; a click shows all again
    QToolButton* m_places; ///< the wells shown, where not all are; a click shows all again
    QLabel* m_count;
};

} // namespace locascope
