#include "ui/widgets/classlist.h"

#include "core/review/vocabularystate.h"
#include "ui/widgets/classcolour.h"
#include "ui/widgets/classdelegate.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/modeltext.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace locascope {

ClassList::ClassList(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new ClassListModel(this))
    , m_list(new QListView)
    , m_find(new QLineEdit)
    , m_byProbability(new QToolButton)
    , m_banner(new QWidget)
    , m_bannerText(new QLabel)
    , m_allow(new QPushButton)
    , m_modelState(new QLabel) {
    takeVocabulary();
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ClassDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setFocusPolicy(Qt::TabFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->installEventFilter(this);
    m_list->installEventFilter(this);
    m_find->installEventFilter(this);
    m_find->setClearButtonEnabled(true);
    m_byProbability->setCheckable(true);
    m_byProbability->setAutoRaise(true);
    m_byProbability->setIcon(themedIcon(QStringLiteral("sort")));
    buildLayout();
    connectSession();
    retranslate();
    refresh();
}

void ClassList::buildLayout() {
    m_banner->setObjectName(QStringLiteral("ProposalsBanner"));
    m_bannerText->setWordWrap(true);
    m_banner->setAutoFillBackground(true);
    m_banner->setBackgroundRole(QPalette::Button);
    auto* banner = new QVBoxLayout(m_banner);
    banner->setContentsMargins(8, 6, 8, 6);
    banner->setSpacing(4);
    banner->addWidget(m_bannerText);
    banner->addWidget(m_allow, 0, Qt::AlignLeft);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(6, 4, 6, 2);
    head->addWidget(m_find, 1);
    head->addWidget(m_byProbability);
    m_modelState->setContentsMargins(8, 0, 8, 2);
    m_modelState->setWordWrap(true);
    m_modelState->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_modelState);
    layout->addWidget(m_banner);
    layout->addWidget(m_list, 1);
}

void ClassList::connectSession() {
    connect(&m_session, &Session::chipsChanged, this, &ClassList::refresh);
    connect(&m_session, &Session::saliencyChanged, this, [this] { m_model->showExplained(m_session.saliencyClass()); });
    connect(&m_session, &Session::vocabularyChanged, this, &ClassList::takeVocabulary);
    for (const auto signal : {&Session::modelChanged, &Session::plateChanged})
        connect(&m_session, signal, this, &ClassList::refreshBanner);
    connect(m_allow, &QPushButton::clicked, &m_session, &Session::allowProposals);
    connect(m_find, &QLineEdit::textChanged, m_model, &ClassListModel::setFilter);
    connect(m_find, &QLineEdit::returnPressed, this, &ClassList::takeFound);
    connect(m_byProbability, &QToolButton::toggled, this,
            [this](bool on) { m_model->setOrder(on ? ClassOrder::Probability : ClassOrder::Vocabulary); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (m_list->hasFocus())
            attend(index);
    });
}

void ClassList::takeVocabulary() {
    LabelSet kept;
    for (const LabelClass& one : m_session.vocabulary().classes())
        if (!isChoosable(m_session.vocabularyState(), one.index))
            kept.insert(one.index);
    m_model->setVocabulary(m_session.vocabulary(), kept, classColours(m_session));
}

void ClassList::refresh() {
    m_model->showStates(m_session.chips());
    refreshBanner();
}

void ClassList::refreshBanner() {
    const bool asks = m_session.hasPlate() && m_session.model() && !m_session.proposalsAllowed() && !m_session.blinding().hides(Hidden::Predictions);
    m_banner->setVisible(asks);
    m_modelState->setText(modelStateText(m_session));
    m_modelState->setToolTip(modelPlanText(m_session));
    m_modelState->setVisible(!m_modelState->text().isEmpty());
    fitBanner();
}

void ClassList::startFinding() {
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void ClassList::takeFound() {
    if (const auto index = m_model->classAt(m_model->index(0)); index && !m_find->text().isEmpty())
        m_session.toggle(*index);
    m_find->clear();
    m_find->clearFocus();
}

void ClassList::click(const QModelIndex& index) {
    if (const auto classIndex = m_model->classAt(index))
        m_session.toggle(*classIndex);
}

void ClassList::attend(const QModelIndex& index) { m_session.requestSaliency(m_model->classAt(index)); }

bool ClassList::listEvent(QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QModelIndex at = m_list->indexAt(static_cast<QMouseEvent*>(event)->pos());
        if (m_model->classAt(at) != m_session.saliencyClass())
            attend(at);
        return false;
    }
    case QEvent::MouseButtonRelease:
        click(m_list->indexAt(static_cast<QMouseEvent*>(event)->pos()));
        return false;
    case QEvent::Leave: m_session.requestSaliency(std::nullopt); return false;
    default: return false;
    }
}

bool ClassList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list->viewport())
        return listEvent(event);
    const bool escapes = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (watched == m_find && escapes) {
        m_find->clear();
        m_find->clearFocus();
        return true;
    }
    if (watched == m_list && event->type() == QEvent::FocusOut)
        m_session.requestSaliency(std::nullopt);
    return QWidget::eventFilter(watched, event);
}

/// A layout that is short of room would cut lines of a text that wraps; the list can be scrolled.
void ClassList::fitBanner() { m_banner->setMinimumHeight(m_banner->heightForWidth(width())); }

void ClassList::resizeEvent(QResizeEvent* event) {
    fitBanner();
    QWidget::resizeEvent(event);
}

void ClassList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ClassList::retranslate() {
    m_find->setPlaceholderText(tr("Find a label"));
    m_find->setToolTip(tr("Find a label by typing (Ctrl+F or /); Enter toggles the first one, Esc ends"));
    m_byProbability->setToolTip(tr("Order by the model’s probability"));
    m_byProbability->setAccessibleName(m_byProbability->toolTip());
    m_list->setAccessibleName(tr("Classes"));
    m_bannerText->setText(tr("⚠ Trained on simulated images only. Its grey bars propose nothing on this plate until you allow it."));
    m_allow->setText(tr("Let it propose on this plate"));
    m_allow->setToolTip(tr("From now on this model’s classes above their threshold are proposed on this plate"));
    m_model->setFilter(m_find->text());
    refreshBanner();
}

} // namespace locascope
