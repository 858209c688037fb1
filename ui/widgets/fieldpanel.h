#pragma once

#include "ui/models/session.h"
#include "ui/widgets/fieldpanes.h"
#include "ui/widgets/linkedviews.h"
#include "ui/widgets/saliencyview.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace locascope {

class Actions;
class ExemplarStrip;

/// The current sample's field, and what is shown beside it, with zoom controls and the saliency's opacity, following the session.
class FieldPanel final : public QWidget {
    Q_OBJECT
public:
    FieldPanel(Session& session, Actions& actions, QWidget* parent = nullptr);

    FieldView& view() { return (*m_views)[m_panes->currentView()]; } ///< of the current sample
    LinkedViews& views() { return *m_views; }
    FieldPanes& panes() { return *m_panes; }
    SaliencyView& saliency() { return *m_saliency; }
    ExemplarStrip& exemplars() { return *m_exemplars; }
    void offerSaliencyMenu(QMenu* menu); ///< beside the eye
    double shownSaliency() const; ///< opacity in [0, 1] of one class's saliency on screen; 0: none

signals:
    void pointedAt(const std::optional<locascope::FieldReading>& reading); ///< in any of the views

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLayout(Actions& actions);
    void connectSession();
    void retranslate();
    void refreshCaption();
    void refreshScale();

    Session& m_session;
    LinkedViews* m_views;
    FieldPanes* m_panes;
    SaliencyView* m_saliency;
    ExemplarStrip* m_exemplars; ///< hidden until it is wanted
    QToolButton* m_eye;
    QLabel* m_scale;
    QLabel* m_saliencyName;
    QSlider* m_opacity;
};

} // namespace locascope
