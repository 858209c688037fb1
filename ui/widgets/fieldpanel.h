#pragma once

#include "ui/models/session.h"
#include "ui/widgets/fieldpanes.h"
#include "ui/widgets/linkedviews.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace locascope {

class Actions;

/// The current sample's field, and what is shown beside it, with zoom controls and the saliency's opacity, following the session.
class FieldPanel final : public QWidget {
    Q_OBJECT
public:
    FieldPanel(Session& session, Actions& actions, QWidget* parent = nullptr);

    FieldView& view() { return (*m_views)[m_panes->currentView()]; } ///< of the current sample
    LinkedViews& views() { return *m_views; }
    FieldPanes& panes() { return *m_panes; }
    void setSaliencyShown(bool shown);
    double shownSaliency() const; ///< opacity in [0, 1] of the saliency on screen; 0: none

signals:
    void pointedAt(const std::optional<locascope::FieldReading>& reading); ///< in any of the views

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLayout(Actions& actions);
    void connectSession();
    void retranslate();
    void refreshSaliency();
    void refreshScale();

    Session& m_session;
    LinkedViews* m_views;
    FieldPanes* m_panes;
    QLabel* m_scale;
    QLabel* m_saliencyName;
    QSlider* m_opacity;
    bool m_saliencyShown = true;
};

} // namespace locascope
