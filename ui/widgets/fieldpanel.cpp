#include "ui/widgets/fieldpanel.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/planechoice.h"
#include "ui/widgets/siblingstrip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace locascope {

namespace {

const QString opacitySetting = QStringLiteral("view/saliencyOpacity");
constexpr int defaultOpacity = 55;

} // namespace

FieldPanel::FieldPanel(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_views(new LinkedViews)
    , m_panes(new FieldPanes(session, *m_views, this))
    , m_scale(new QLabel)
    , m_saliencyName(new QLabel)
    , m_opacity(new QSlider(Qt::Horizontal)) {
    m_opacity->setRange(0, 100);
    m_opacity->setValue(QSettings().value(opacitySetting, defaultOpacity).toInt());
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
    auto* eye = new QToolButton;
    eye->setDefaultAction(&actions[ActionId::ShowSaliency]);
    eye->setToolButtonStyle(Qt::ToolButtonIconOnly);
    eye->setAutoRaise(true);
    eye->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(eye);
    bar->addWidget(m_opacity);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_views, 1);
    layout->addWidget(new SiblingStrip(m_session));
}

void FieldPanel::connectSession() {
    connect(&m_session, &Session::saliencyChanged, this, &FieldPanel::refreshSaliency);
    connect(m_views, &LinkedViews::pointedAt, this, [this](const std::optional<FieldReading>& reading) { emit pointedAt(reading); });
    connect(&(*m_views)[0], &FieldView::positionChanged, this, &FieldPanel::refreshScale); // the others move with it
    connect(m_panes, &FieldPanes::kindChanged, this, [this] {
        refreshSaliency();
        refreshScale();
    });
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
        QSettings().setValue(opacitySetting, value);
        refreshSaliency();
    });
}

void FieldPanel::setSaliencyShown(bool shown) {
    m_saliencyShown = shown;
    refreshSaliency();
}

double FieldPanel::shownSaliency() const {
    const bool shows = m_saliencyShown && m_session.saliencyClass() && !m_session.saliency().isEmpty();
    return shows ? m_opacity->value() / 100.0 : 0;
}

void FieldPanel::refreshSaliency() {
    const auto index = m_session.saliencyClass();
    const bool shows = m_saliencyShown && index && !m_session.saliency().isEmpty();
    for (int i = 0; i < m_views->count(); ++i)
        (*m_views)[i].setHeatMap(shows && i == m_panes->currentView() ? m_session.saliency() : SaliencyMap{}, m_opacity->value() / 100.0);
    m_saliencyName->setText(shows ? tr("Model looked here for %1").arg(className(QString::fromStdString(m_session.vocabulary().at(*index).name)))
                                  : QString());
}

void FieldPanel::refreshScale() {
    const double percent = view().scale() * 100;
    const bool shown = view().state() == FieldState::Shown;
    m_scale->setText(shown ? tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0)) : QString());
}

void FieldPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_panes->refresh();
        refreshSaliency();
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
