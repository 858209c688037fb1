#pragma once

#include "ui/models/session.h"
#include "ui/widgets/fieldview.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace locascope {

class Actions;

/// The current sample's field with its zoom controls and the saliency's opacity, following the session.
class FieldPanel final : public QWidget {
    Q_OBJECT
public:
    FieldPanel(Session& session, Actions& actions, QWidget* parent = nullptr);

    FieldView& view() { return *m_view; }
    /// One stain alone in grey while a key is held; none: as the session says.
    void showAlone(std::optional<Stain> stain);
    void setSaliencyShown(bool shown);
    double shownSaliency() const; ///< opacity in [0, 1] of the saliency on screen; 0: none

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildLayout(Actions& actions);
    void connectSession();
    void retranslate();
    void refreshImage();
    void refreshDisplay();
    void refreshSaliency();
    void refreshScale();
    QStringList marks() const;

    Session& m_session;
    FieldView* m_view;
    QLabel* m_scale;
    QLabel* m_saliencyName;
    QSlider* m_opacity;
    std::optional<Stain> m_alone;
    bool m_saliencyShown = true;
};

} // namespace locascope
