#include "ui/widgets/fieldpanel.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/planechoice.h"
#include "ui/widgets/siblingstrip.h"
#include "ui/widgets/stainrow.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

const QString opacitySetting = QStringLiteral("view/saliencyOpacity");
constexpr int defaultOpacity = 55;

/// The stain a file of a sample stands for; none where it holds several.
std::optional<Stain> stainOfFile(const Sample& sample, const std::string& file) {
    std::optional<Stain> found;
    for (const Stain stain : allStains)
        if (sample.files[stain] == file) {
            if (found)
                return std::nullopt;
            found = stain;
        }
    return found;
}

} // namespace

FieldPanel::FieldPanel(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(new FieldView)
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
    refreshDisplay();
    refreshImage();
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
    layout->addWidget(m_view, 1);
    layout->addWidget(new SiblingStrip(m_session));
}

void FieldPanel::connectSession() {
    connect(&m_session, &Session::imageChanged, this, &FieldPanel::refreshImage);
    connect(&m_session, &Session::currentChanged, this, &FieldPanel::refreshImage);
    connect(&m_session, &Session::plateChanged, this, &FieldPanel::refreshImage);
    connect(&m_session, &Session::displayChanged, this, &FieldPanel::refreshDisplay);
    connect(&m_session, &Session::saliencyChanged, this, &FieldPanel::refreshSaliency);
    connect(m_view, &FieldView::positionChanged, this, &FieldPanel::refreshScale);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
        QSettings().setValue(opacitySetting, value);
        refreshSaliency();
    });
}

void FieldPanel::refreshImage() {
    const int current = m_session.current();
    if (!m_session.hasPlate() || current < 0) {
        m_view->setMarks({});
        return m_view->showState(m_session.hasPlate() ? FieldState::NoSample : FieldState::NoPlate);
    }
    const auto& absent = m_session.plate().absentStains.values;
    m_view->setWithoutStains(std::find(absent.begin(), absent.end(), false) == absent.end());
    m_view->setPixelSize(pixelSizeOf(m_session.plate(), m_session.plate().samples[static_cast<std::size_t>(current)]));
    if (const auto image = m_session.image())
        m_view->showSample(image);
    else
        m_view->showState(FieldState::Loading);
    m_view->setMarks(marks());
}

void FieldPanel::refreshDisplay() {
    DisplaySettings display = m_session.display();
    if (m_alone) {
        display.mode = DisplayMode::Greyscale;
        display.active = *m_alone;
    }
    m_view->setDisplay(display);
    m_view->setMarks(marks());
}

void FieldPanel::showAlone(std::optional<Stain> stain) {
    m_alone = stain;
    refreshDisplay();
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
    m_view->setHeatMap(shows ? m_session.saliency() : SaliencyMap{}, m_opacity->value() / 100.0);
    m_saliencyName->setText(shows ? tr("Model looked here for %1").arg(className(QString::fromStdString(m_session.vocabulary().at(*index).name)))
                                  : QString());
}

QStringList FieldPanel::marks() const {
    QStringList lines;
    if (m_session.contrastState() == ContrastState::ThisImage)
        lines.append(tr("Protein stretched to this image: not comparable"));
    const int current = m_session.current();
    const auto image = m_session.image();
    if (!image || current < 0)
        return lines;
    const Sample& sample = m_session.plate().samples[static_cast<std::size_t>(current)];
    if (const auto plane = m_session.plate().chosenPlane; plane && *plane > depthOf(sample))
        lines.append(tr("This field has fewer planes (%1): its last is shown").arg(depthOf(sample)));
    for (const Problem& problem : image->problems) {
        if (problem.file.empty() && problem.kind == ErrorKind::NotFound) {
            lines.append(missingStainsText(sample));
            continue;
        }
        const auto stain = stainOfFile(sample, problem.file);
        const QString subject = stain ? stainText(*stain) : QString::fromStdString(problem.file);
        const QString what = problemText(problem.kind, QString::fromStdString(problem.cause));
        lines.append(subject.isEmpty() ? what : tr("%1: %2").arg(subject, what));
    }
    return lines;
}

void FieldPanel::refreshScale() {
    const double percent = m_view->scale() * 100;
    const bool shown = m_view->state() == FieldState::Shown;
    m_scale->setText(shown ? tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0)) : QString());
}

void FieldPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refreshImage();
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
