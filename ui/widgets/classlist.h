#pragma once

#include "ui/models/session.h"
#include "ui/widgets/classlistmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QToolButton;

namespace locascope {

/// Every class with key, state, name, probability bar, threshold tick and an eye for its saliency; a field finds one by typing. Above it, when it is
/// so, a banner says that the model has seen simulated images only.
class ClassList final : public QWidget {
    Q_OBJECT
public:
    explicit ClassList(Session& session, QWidget* parent = nullptr);

    void startFinding(); ///< focuses the text field; Enter toggles the first class found, Esc ends

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildLayout();
    void connectSession();
    void retranslate();
    void takeVocabulary();
    void refresh();
    void refreshBanner();
    void fitBanner();
    void takeFound();
    void click(const QModelIndex& index);
    void attend(const QModelIndex& index);
    bool listEvent(QEvent* event);

    Session& m_session;
    ClassListModel* m_model;
    QListView* m_list;
    QLineEdit* m_find;
    QToolButton* m_byProbability;
    QWidget* m_banner;
    QLabel* m_bannerText;
    QPushButton* m_allow;
    QLabel* m_modelState;
};

} // namespace locascope
