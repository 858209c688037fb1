#include "ui/widgets/labelpanel.h"

#include "ui/models/samplequeue.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/bulkact.h"
#include "ui/widgets/classcolour.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/labelblock.h"
#include "ui/widgets/queuebar.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <utility>

namespace locascope {

namespace {

constexpr int widthForWords = 900;

/// Whether Enter would store something else than what is stored.
bool differsFromChips(const Decision& stored, const Session& session) {
    LabelSet solid;
    LabelSet notJudged;
    const std::vector<ChipState> chips = session.chips();
    for (std::size_t i = 0; i < chips.size(); ++i) {
        if (chips[i].mark == ChipMark::Added || chips[i].mark == ChipMark::Proposed)
            solid.insert(toClass(i));
        else if (chips[i].mark == ChipMark::NotJudged || chips[i].mark == ChipMark::Hollow)
            notJudged.insert(toClass(i));
    }
    return solid != stored.present || notJudged != stored.notJudged || session.other() != stored.other;
}

} // namespace

LabelPanel::LabelPanel(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_block(new LabelBlock)
    , m_actBar(new QWidget)
    , m_said(new QLabel)
    , m_noteBar(new QWidget)
    , m_noteLabel(new QLabel)
    , m_note(new QLineEdit) {
    m_block->setVocabulary(session.vocabulary(), classColours(session));
    m_said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_said->setObjectName(QStringLiteral("decision"));
    m_said->setContentsMargins(6, 0, 0, 0);
    m_note->installEventFilter(this);
    buildLayout(actions);
    connectSession();
    retranslate();
    refresh();
}

void LabelPanel::buildLayout(Actions& actions) {
    auto* acts = new QHBoxLayout(m_actBar);
    acts->setContentsMargins(6, 2, 6, 0);
    acts->setSpacing(2);
    for (const ActionId id : {ActionId::Accept, ActionId::Negative, ActionId::Unusable, ActionId::Unsure, ActionId::NotJudged, ActionId::Other, ActionId::Undo}) {
        auto* button = new QToolButton;
        button->setDefaultAction(&actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(id != ActionId::Accept);
        m_acts.push_back(button);
        button->setFocusPolicy(Qt::TabFocus);
        acts->addWidget(button);
    }
    acts->addWidget(m_said, 1);
    auto* note = new QHBoxLayout(m_noteBar);
    note->setContentsMargins(6, 0, 6, 0);
    note->addWidget(m_noteLabel);
    note->addWidget(m_note, 1);
    m_noteBar->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(new QueueBar(m_session, actions));
    layout->addWidget(m_actBar);
    layout->addWidget(m_noteBar);
    layout->addWidget(m_block, 1);
}

void LabelPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const auto style = width() >= widthForWords ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    for (std::size_t i = 1; i < m_acts.size(); ++i)
        m_acts[i]->setToolButtonStyle(style);
    layout()->activate();
    fitSaid();
}

void LabelPanel::connectSession() {
    connect(&m_session, &Session::chipsChanged, this, &LabelPanel::refresh);
    for (const auto signal : {&Session::savingChanged, &Session::selectionChanged, &Session::besideChanged})
        connect(&m_session, signal, this, &LabelPanel::refresh);
    connect(&m_session.queue(), &SampleQueue::shownChanged, this, &LabelPanel::refresh);
    connect(&m_session, &Session::vocabularyChanged, this, [this] {
        m_block->setVocabulary(m_session.vocabulary(), classColours(m_session));
        refresh();
    });
    connect(&m_session, &Session::currentChanged, this, [this] {
        QToolTip::hideText(); // it speaks of the field before
        closeNote();
        m_awaitsNotJudged = false;
        refresh();
    });
    connect(&m_session, &Session::decisionsChanged, this, [this](int sample) {
        if (sample < 0 || sample == m_session.current())
            refresh();
    });
    connect(&m_session, &Session::saliencyChanged, this, [this] { m_block->showExplained(m_session.saliencyClass()); });
    connect(m_block, &LabelBlock::toggled, this, &LabelPanel::press);
    connect(m_block, &LabelBlock::attended, &m_session, &Session::requestSaliency);
    connect(m_note, &QLineEdit::returnPressed, this, &LabelPanel::storeUnsure);
}

void LabelPanel::press(ClassIndex index) {
    if (m_session.current() < 0)
        return;
    if (std::exchange(m_awaitsNotJudged, false))
        m_session.markNotJudged(index);
    else
        m_session.toggle(index);
    refresh();
}

void LabelPanel::refuse(CommitResult result) {
    switch (result) {
    case CommitResult::Committed: return;
    case CommitResult::NothingSolid: return say(tr("Nothing to accept: press a label, N or U"), true);
    case CommitResult::HollowUntouched: return say(tr("Strict: press the key of each hollow label, or ? and it"), true);
    case CommitResult::NoSample: return say(tr("No sample is open"), true);
    }
}

void LabelPanel::remark(const QString& text) { say(text, true); }

void LabelPanel::askForNote() {
    if (m_session.current() < 0)
        return;
    m_note->setText(m_session.note());
    m_noteBar->setFixedHeight(m_actBar->height()); // takes the place of the acts: the block below must not move
    m_actBar->hide();
    m_noteBar->show();
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

void LabelPanel::storeUnsure() {
    m_session.setNote(m_note->text());
    closeNote();
    if (m_session.actsOnSelection())
        askToDecideAll(window(), m_session, *this, m_session.planForSelected(Outcome::Unsure));
    else
        refuse(m_session.commitAs(Outcome::Unsure));
}

void LabelPanel::closeNote() {
    if (m_noteBar->isHidden())
        return;
    m_noteBar->hide();
    m_actBar->show();
    setFocus();
}

void LabelPanel::awaitNotJudged() {
    m_awaitsNotJudged = true;
    say(tr("Not judged: now press a label"), true);
}

void LabelPanel::showStuck(const std::optional<KeyLayer>& layer) {
    if (!layer)
        return refresh();
    say(*layer == KeyLayer::Shift ? tr("Shift holds for the next digit") : tr("Alt holds for the next digit"), true);
}

bool LabelPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool escapes = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (watched == m_note && escapes) {
        closeNote();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LabelPanel::refresh() {
    m_block->showStates(m_session.chips());
    setEnabled(m_session.current() >= 0);
    say(decisionText(), m_session.savingState(m_session.current()) == SavingState::Failed);
}

QString LabelPanel::decisionText() const {
    const int current = m_session.current();
    if (current < 0)
        return {};
    if (m_session.actsOnSelection())
        return tr("%1 samples are selected: Enter, N, X, U and R act on all").arg(QLocale().toString(qulonglong(m_session.selection().samples().size())));
    const auto decision = m_session.decision(current);
    if (m_session.rules(current) && (!decision || differsFromChips(*decision, m_session)))
        return tr("Ruling: Enter stores it as what counts");
    if (!decision)
        return tr("Not reviewed");
    if (differsFromChips(*decision, m_session))
        return tr("Changed, not stored yet: Enter stores it");
    const QString saving = savingText(m_session.savingState(current));
    const QString summary = decisionSummary(*decision, m_session.vocabulary());
    return saving.isEmpty() ? summary : QStringLiteral("%1 · %2").arg(saving, summary);
}

/// What is said of a selection is long for a small screen; the tooltip has it all.
void LabelPanel::fitSaid() {
    const QString text = m_said->toolTip();
    const bool isOfSelection = m_session.current() >= 0 && m_session.actsOnSelection() && text == decisionText();
    const bool fits = m_said->fontMetrics().horizontalAdvance(text) <= m_said->contentsRect().width() - m_said->contentsMargins().left();
    m_said->setText(fits || !isOfSelection ? text : tr("%1 samples are selected").arg(QLocale().toString(qulonglong(m_session.selection().samples().size()))));
}

void LabelPanel::say(const QString& text, bool warns) {
    m_said->setToolTip(text);
    fitSaid();
    QPalette colours = palette();
    if (warns)
        colours.setColor(QPalette::WindowText, themeColours(palette()).warning);
    m_said->setPalette(colours);
}

void LabelPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

void LabelPanel::retranslate() {
    m_noteLabel->setText(tr("Unsure because"));
    m_note->setPlaceholderText(tr("A note for a colleague; Enter stores it and moves on, Esc goes back"));
    m_note->setToolTip(tr("It asks every other reviewer, or, by @name, those who are named; they find it under Review, Queue, Asked of me"));
    m_note->setAccessibleName(tr("Note"));
}

} // namespace locascope
