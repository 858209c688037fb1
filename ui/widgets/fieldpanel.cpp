#include "ui/widgets/fieldpanel.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/exemplarstrip.h"
#include "ui/widgets/planechoice.h"
#include "ui/widgets/siblingstrip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace locascope {

FieldPanel::FieldPanel(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_views(new LinkedViews)
    , m_panes(new FieldPanes(session, *m_views, this))
    , m_saliency(new SaliencyView(session, *m_views, *m_panes, this))
    , m_exemplars(new ExemplarStrip(session))
    , m_eye(new QToolButton)
    , m_scale(new QLabel)
    , m_saliencyName(new QLabel)
    , m_opacity(new QSlider(Qt::Horizontal)) {
    m_opacity->setRange(0, 100);
    m_opacity->setValue(m_saliency->choice().opacity);
    m_opacity->setFixedWidth(90);
    m_opacity->setFocusPolicy(Qt::TabFocus);
    m_saliencyName->setForegroundRole(QPalette::PlaceholderText);
    m_saliencyName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_saliencyName->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    buildLayout(actions);
    connectSession();
    retranslate();
}

void FieldPanel::buildLayout(Actions& actions) {
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(6, 2, 6, 2);
    bar->setSpacing(2);
    for (const ActionId id : {ActionId::FitField, ActionId::OneToOne, ActionId::ZoomOut, ActionId::ZoomIn}) {
        auto* button = new QToolButton;
        button->setDefaultAction(&actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        bar->addWidget(button);
    }
    bar->addWidget(m_scale);
    bar->addWidget(new PlaneChoice(m_session));
    bar->addWidget(m_saliencyName, 1);
    m_eye->setDefaultAction(&actions[ActionId::ShowSaliency]);
    m_eye->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_eye->setAutoRaise(true);
    m_eye->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(m_eye);
    bar->addWidget(m_opacity);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_views, 1);
    m_exemplars->hide();
    layout->addWidget(m_exemplars);
    layout->addWidget(new SiblingStrip(m_session));
}

void FieldPanel::connectSession() {
    connect(m_saliency, &SaliencyView::changed, this, &FieldPanel::refreshCaption);
    connect(m_views, &LinkedViews::pointedAt, this, [this](const std::optional<FieldReading>& reading) { emit pointedAt(reading); });
    connect(&(*m_views)[0], &FieldView::positionChanged, this, &FieldPanel::refreshScale); // the others move with it
    connect(m_panes, &FieldPanes::kindChanged, this, &FieldPanel::refreshScale);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
        SaliencyChoice choice = m_saliency->choice();
        choice.opacity = value;
        m_saliency->choose(choice);
    });
}

void FieldPanel::offerSaliencyMenu(QMenu* menu) {
    m_eye->setMenu(menu);
    m_eye->setPopupMode(QToolButton::MenuButtonPopup);
}

double FieldPanel::shownSaliency() const { return m_saliency->showsOneClass() ? m_saliency->choice().opacity / 100.0 : 0; }

void FieldPanel::refreshCaption() { m_saliencyName->setText(m_saliency->caption()); }

void FieldPanel::refreshScale() {
    const double percent = view().scale() * 100;
    const bool shown = view().state() == FieldState::Shown;
    m_scale->setText(shown ? tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0)) : QString());
}

void FieldPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_panes->refresh();
        m_saliency->refresh();
    }
    QWidget::changeEvent(event);
}

void FieldPanel::retranslate() {
    m_opacity->setToolTip(tr("Opacity of the saliency"));
    m_opacity->setAccessibleName(m_opacity->toolTip());
    m_scale->setToolTip(tr("Screen pixels per image pixel"));
    refreshScale();
}

} // namespace locascope
