#include "ui/widgets/statusline.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/historytext.h"
#include "ui/widgets/namepreviewmodel.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include <array>
#include <cmath>

namespace locascope {

namespace {

struct JobName {
    const char* key;
    const char* name;
};
constexpr std::array jobNames{
    JobName{"scan", QT_TRANSLATE_NOOP("StatusLine", "Listing files")},
    JobName{"index", QT_TRANSLATE_NOOP("StatusLine", "Reading headers")},
    JobName{"contrast", QT_TRANSLATE_NOOP("StatusLine", "Measuring contrast")},
    JobName{"sweep", QT_TRANSLATE_NOOP("StatusLine", "Classifying")},
    JobName{"import", QT_TRANSLATE_NOOP("StatusLine", "Importing")},
    JobName{"export", QT_TRANSLATE_NOOP("StatusLine", "Exporting")},
    JobName{"pack", QT_TRANSLATE_NOOP("StatusLine", "Packing")},
    JobName{"staining", QT_TRANSLATE_NOOP("StatusLine", "Checking the staining")},
    JobName{"thumbnails", QT_TRANSLATE_NOOP("StatusLine", "Making thumbnails")},
};

QString jobName(const QString& key) {
    for (const JobName& job : jobNames)
        if (key == QLatin1String(job.key))
            return QCoreApplication::translate("StatusLine", job.name);
    return key;
}

constexpr int schemeWidth = 150, schemeWidthInRoom = 280;
constexpr int room = 1200; ///< of the line
constexpr int undoWidth = 210;
constexpr int saidForMilliseconds = 6000;

QString counted(std::size_t count) { return QLocale().toString(qulonglong(count)); }

} // namespace

QString timeLeftText(double seconds) {
    if (seconds < 0)
        return {};
    if (seconds < 60)
        return QCoreApplication::translate("StatusLine", "%1 s left").arg(std::max(1, int(std::ceil(seconds))));
    if (seconds < 5400)
        return QCoreApplication::translate("StatusLine", "%1 min left").arg(int(std::lround(seconds / 60)));
    return QCoreApplication::translate("StatusLine", "%1 h left").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

StatusLine::StatusLine(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_cancelAction(actions[ActionId::CancelJob])
    , m_place(new QLabel)
    , m_scheme(new QToolButton)
    , m_saving(new QLabel)
    , m_undo(new QLabel)
    , m_reading(new QLabel)
    , m_reviewed(new QProgressBar)
    , m_jobText(new QLabel)
    , m_job(new QProgressBar)
    , m_cancel(new QToolButton) {
    m_reviewed->setFixedSize(70, 8);
    m_reviewed->setTextVisible(false);
    m_job->setFixedSize(80, 8);
    m_job->setTextVisible(false);
    m_cancel->setDefaultAction(&m_cancelAction);
    m_cancel->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_cancel->setAutoRaise(true);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    m_cancel->setIconSize({14, 14});
    m_scheme->setObjectName(QStringLiteral("scheme"));
    m_scheme->setAutoRaise(true);
    m_scheme->setFocusPolicy(Qt::TabFocus);
    connect(m_scheme, &QToolButton::clicked, &actions[ActionId::FileNames], &QAction::trigger);
    m_undo->setObjectName(QStringLiteral("undo"));
    m_undo->setForegroundRole(QPalette::PlaceholderText);
    m_reading->setObjectName(QStringLiteral("reading"));
    m_saying.setSingleShot(true);
    m_saying.setInterval(saidForMilliseconds);
    connect(&m_saying, &QTimer::timeout, this, [this] { showReading(std::nullopt); });
    m_reading->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_reading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 8, 1);
    layout->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_place, m_reviewed, m_saving, m_undo, m_scheme})
        layout->addWidget(part);
    layout->addWidget(m_reading, 1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_jobText, m_job, m_cancel})
        layout->addWidget(part);
    setFixedHeight(sizeHint().height()); // the same with and without a job: the field must not jump
    for (const auto signal : {&Session::plateChanged, &Session::orderChanged, &Session::currentChanged})
        connect(&session, signal, this, &StatusLine::refreshPlace);
    connect(&session, &Session::plateChanged, this, &StatusLine::refreshScheme);
    connect(&session, &Session::decisionsChanged, this, &StatusLine::refreshPlace);
    connect(&session, &Session::savingChanged, this, &StatusLine::refreshSaving);
    for (const auto signal : {&Session::savingChanged, &Session::chipsChanged, &Session::plateChanged})
        connect(&session, signal, this, &StatusLine::refreshUndo);
    connect(&session, &Session::jobChanged, this, &StatusLine::refreshJob);
    refreshPlace();
    refreshScheme();
    refreshUndo();
    refreshJob();
}

void StatusLine::refreshScheme() {
    const QString name = m_session.hasPlate() ? shownName(m_session.plate().schemeName) : QString();
    m_scheme->setVisible(!name.isEmpty());
    m_scheme->setText(fontMetrics().elidedText(name, Qt::ElideRight, width() < room ? schemeWidth : schemeWidthInRoom));
    m_scheme->setToolTip(m_session.plate().isSchemeChosen ? tr("Files are read by the naming scheme “%1”, which was chosen. Press to choose another.").arg(name)
                                                          : tr("Files are read by the naming scheme “%1”, which was recognised. Press to choose another.").arg(name));
}

void StatusLine::refreshPlace() {
    const bool hasPlate = m_session.hasPlate();
    m_reviewed->setVisible(hasPlate);
    refreshSaving();
    if (!hasPlate)
        return m_place->clear();
    const auto& samples = m_session.plate().samples;
    QStringList parts;
    if (m_session.current() >= 0)
        parts.append(fontMetrics().elidedText(sampleText(m_session, m_session.current()), Qt::ElideMiddle, 280));
    if (m_session.currentRow() >= 0)
        parts.append(tr("%1 of %2").arg(counted(static_cast<std::size_t>(m_session.currentRow()) + 1), counted(m_session.order().size())));
    parts.append(tr("%1 reviewed").arg(counted(static_cast<std::size_t>(m_session.reviewedCount()))));
    m_place->setText(parts.join(QStringLiteral(" · ")));
    m_reviewed->setMaximum(std::max(1, int(samples.size())));
    m_reviewed->setValue(m_session.reviewedCount());
    m_reviewed->setToolTip(tr("%1 of %2 samples of the plate are reviewed").arg(counted(static_cast<std::size_t>(m_session.reviewedCount())), counted(samples.size())));
}

void StatusLine::refreshSaving() {
    const int unsaved = m_session.unsavedCount();
    const bool isKept = m_session.keptCount() == unsaved;
    bool failed = false;
    for (const Notice& notice : m_session.notices())
        failed = failed || (notice.key == QLatin1String("saving") && notice.severity != Severity::Information);
    m_saving->setText(!m_session.hasPlate() ? QString()
                      : unsaved == 0        ? tr("saved")
                      : unsaved == m_session.refusedCount() ? tr("⚠ refused by the server: %n", nullptr, unsaved)
                      : isKept              ? tr("waiting for the server: %n", nullptr, unsaved)
                      : failed              ? tr("⚠ %n not saved", nullptr, unsaved)
                                            : tr("saving"));
    QPalette colours = palette();
    if (failed && unsaved > 0 && !isKept)
        colours.setColor(QPalette::WindowText, themeColours(palette()).error);
    m_saving->setPalette(colours);
}

void StatusLine::refreshUndo() {
    const QString text = m_session.hasPlate() ? undoText(m_session) : QString();
    m_undo->setVisible(!text.isEmpty());
    m_undo->setText(fontMetrics().elidedText(text, Qt::ElideRight, undoWidth));
    m_undo->setToolTip(text);
}

void StatusLine::showReading(const std::optional<FieldReading>& reading) {
    if (m_saying.isActive())
        return;
    m_reading->setToolTip(QString());
    if (!reading)
        return m_reading->clear();
    m_reading->setText(QStringLiteral("x %1 y %2   %3").arg(reading->x).arg(reading->y).arg(valuesText(*reading)));
}

void StatusLine::sayBriefly(const QString& text) {
    m_reading->setText(m_reading->fontMetrics().elidedText(text, Qt::ElideRight, m_reading->width()));
    m_reading->setToolTip(text);
    m_saying.start();
}

void StatusLine::refreshJob() {
    const auto job = m_session.job();
    m_cancelAction.setEnabled(job.has_value());
    for (QWidget* part : std::initializer_list<QWidget*>{m_jobText, m_job, m_cancel})
        part->setVisible(job.has_value());
    if (!job)
        return;
    QStringList parts{jobName(job->key)};
    if (job->total > 0)
        parts.append(tr("%1 %").arg(100 * job->done / job->total));
    if (const QString left = timeLeftText(job->secondsLeft); !left.isEmpty())
        parts.append(left);
    m_jobText->setText(parts.join(QStringLiteral(" · ")));
    m_job->setMaximum(job->total > 0 ? 1000 : 0);
    m_job->setValue(job->total > 0 ? int(1000 * job->done / job->total) : 0);
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshScheme();
}

void StatusLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refreshPlace();
        refreshScheme();
        refreshUndo();
        refreshJob();
    }
    QWidget::changeEvent(event);
}

} // namespace locascope
