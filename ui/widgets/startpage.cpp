#include "ui/widgets/startpage.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/icons.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace locascope {

namespace {

constexpr int columnWidth = 520;
constexpr int emblemSide = 96;
constexpr qsizetype mostRecentShown = 5;

} // namespace

StartPage::StartPage(Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_emblem(new QLabel)
    , m_sentence(new QLabel)
    , m_open(new QPushButton)
    , m_simulate(new QPushButton)
    , m_progressLine(new QWidget)
    , m_progressText(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton)
    , m_recentTitle(new QLabel)
    , m_recent(new QVBoxLayout) {
    m_emblem->setPixmap(programIcon().pixmap(emblemSide, emblemSide));
    m_emblem->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_sentence->setFont(large);
    m_recentTitle->setForegroundRole(QPalette::PlaceholderText);
    m_open->setIcon(themedIcon(QStringLiteral("open")));
    m_simulate->setIcon(themedIcon(QStringLiteral("simulate")));
    connect(m_open, &QPushButton::clicked, &actions[ActionId::OpenPlate], &QAction::trigger);
    connect(m_simulate, &QPushButton::clicked, &actions[ActionId::OpenSimulated], &QAction::trigger);
    connect(m_cancel, &QPushButton::clicked, this, &StartPage::simulationCancelled);

    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    buttons->addWidget(m_simulate);
    buttons->addStretch(1);
    auto* progress = new QHBoxLayout(m_progressLine);
    progress->addWidget(m_progressText);
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_cancel);
    m_progressLine->hide();
    auto* column = new QWidget;
    column->setFixedWidth(columnWidth);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addWidget(m_emblem);
    layout->addWidget(m_sentence);
    layout->addLayout(buttons);
    layout->addWidget(m_progressLine);
    layout->addWidget(m_recentTitle);
    m_recent->setSpacing(2);
    layout->addLayout(m_recent);
    layout->addStretch(3);
    auto* centred = new QHBoxLayout(this);
    centred->addStretch(1);
    centred->addWidget(column);
    centred->addStretch(1);
    setFocusPolicy(Qt::StrongFocus);
    retranslate();
}

void StartPage::showRecent(const QStringList& plates) {
    m_recentPlates = plates.mid(0, mostRecentShown);
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& plate : m_recentPlates) {
        auto* button = new QToolButton;
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIcon(themedIcon(QStringLiteral("open")));
        button->setText(fontMetrics().elidedText(QDir::toNativeSeparators(plate), Qt::ElideMiddle, columnWidth - 60));
        button->setToolTip(tr("Open %1").arg(QDir::toNativeSeparators(plate)));
        connect(button, &QToolButton::clicked, this, [this, plate] { emit plateChosen(plate); });
        m_recent->addWidget(button);
    }
    m_recentTitle->setVisible(!m_recentPlates.isEmpty());
}

void StartPage::showProgress(int done, int total) {
    m_progressLine->setVisible(total > 0);
    m_simulate->setEnabled(total == 0);
    m_progress->setMaximum(total);
    m_progress->setValue(done);
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StartPage::retranslate() {
    m_sentence->setText(tr("Open a directory of four-stain images, or drop it here; to look around first, open a simulated plate."));
    m_open->setText(tr("Open a plate…"));
    m_open->setToolTip(tr("Choose a directory with files named like <id>_blue.png"));
    m_simulate->setText(tr("Open a simulated plate"));
    m_simulate->setToolTip(tr("Cells drawn by the program, with known labels; takes some seconds the first time"));
    m_progressText->setText(tr("Drawing cells"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop drawing the simulated plate"));
    m_recentTitle->setText(tr("Opened before"));
    showRecent(m_recentPlates);
}

} // namespace locascope
