#include "ui/widgets/keydialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>

namespace locascope {

namespace {

constexpr QSize usualSize{800, 640};
constexpr int keyCharacters = 16;

QKeySequence firstKey(const QList<QKeySequence>& keys) { return keys.isEmpty() ? QKeySequence() : keys.first(); }

QString plainText(ActionId id) {
    return QCoreApplication::translate("Actions", actionSpec(id).text).remove(u'&');
}

QLabel* remark(const QString& text) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QPushButton* rowButton(const QString& text, const QString& tip) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}

} // namespace

KeyDialog::KeyDialog(Actions& actions, const QString& whyNotForProject, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_own(actions.ownKeys()), m_project(actions.projectKeys()), m_whose(new QComboBox), m_conflict(new QLabel), m_buttons(new QDialogButtonBox) {
    setWindowTitle(tr("Change keys"));
    m_whose->setObjectName(QStringLiteral("whose"));
    m_whose->setAccessibleName(tr("Whose keys"));
    m_whose->addItems({tr("My keys, on every plate"), tr("Keys of this project, for everybody who reviews this plate")});
    qobject_cast<QStandardItemModel*>(m_whose->model())->item(1)->setEnabled(whyNotForProject.isEmpty());
    auto* table = new QWidget;
    buildTable(table);
    auto* scroll = new QScrollArea;
    scroll->setWidget(table);
    scroll->setWidgetResizable(true);
    m_conflict->setWordWrap(true);
    m_buttons->setStandardButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Reset);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &KeyDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &KeyDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Reset), &QPushButton::clicked, this, &KeyDialog::resetAll);
    connect(m_whose, &QComboBox::currentIndexChanged, this, &KeyDialog::showKeys);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_whose);
    layout->addWidget(remark(tr("The project’s keys are kept with its review and count before your own; your own count before the usual ones. Click a key and press another one.")));
    if (!whyNotForProject.isEmpty())
        layout->addWidget(remark(whyNotForProject));
    layout->addWidget(remark(tr("Digits are labels, by their place on the keyboard. They belong to the classes of a review, and are changed there: Review › Vocabulary › Classes of this review.")));
    layout->addWidget(scroll, 1);
    layout->addWidget(m_conflict);
    layout->addWidget(m_buttons);
    resize(usualSize);
    showKeys();
}

void KeyDialog::buildTable(QWidget* table) {
    auto* grid = new QGridLayout(table);
    grid->setColumnStretch(0, 1);
    for (std::size_t i = 0; i < actionCount; ++i)
        if (const auto id = static_cast<ActionId>(i); keysCanChange(id))
            addRow(*grid, id);
}

void KeyDialog::addRow(QGridLayout& grid, ActionId id) {
    auto* edit = new QKeySequenceEdit;
    edit->setObjectName(QLatin1String(actionSpec(id).key));
    edit->setToolTip(QCoreApplication::translate("Actions", actionSpec(id).tip));
    edit->setAccessibleName(plainText(id));
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * keyCharacters); // whatever is said beside it
    auto* clear = rowButton(tr("None"), tr("No key for this action"));
    auto* again = rowButton(tr("Reset"), tr("Takes this change back: the key is again what it is without it"));
    auto* source = new QLabel;
    source->setForegroundRole(QPalette::PlaceholderText);
    const int row = grid.rowCount();
    grid.addWidget(new QLabel(plainText(id)), row, 0);
    grid.addWidget(edit, row, 1);
    grid.addWidget(source, row, 2);
    grid.addWidget(clear, row, 3);
    grid.addWidget(again, row, 4);
    m_rows.push_back({id, edit, source, again});
    connect(edit, &QKeySequenceEdit::keySequenceChanged, this, [this, added = m_rows.back()] { change(added); });
    connect(clear, &QPushButton::clicked, edit, &QKeySequenceEdit::clear);
    connect(again, &QPushButton::clicked, this, [this, id] { reset(id); });
}

bool KeyDialog::isOfProject() const { return m_whose->currentIndex() == 1; }

std::array<ActionKeys, actionCount> KeyDialog::shown() const { return effectiveKeys(isOfProject() ? m_project : KeyMap(), m_own); }

/// What comes to the same without it is no change.
void KeyDialog::change(const Row& row) {
    const QKeySequence key = row.edit->keySequence();
    KeyMap without = m_own;
    if (!isOfProject())
        without.erase(row.id);
    const QList<QKeySequence> lower = without.contains(row.id) ? without.at(row.id) : usualKeys(row.id);
    edited().erase(row.id);
    if (key != firstKey(lower))
        edited()[row.id] = key.isEmpty() ? QList<QKeySequence>{} : QList{key};
    showSources();
    check();
}

void KeyDialog::reset(ActionId id) {
    edited().erase(id);
    showKeys();
}

void KeyDialog::resetAll() {
    edited().clear();
    showKeys();
}

void KeyDialog::showKeys() {
    m_buttons->button(QDialogButtonBox::Reset)->setText(isOfProject() ? tr("Reset the project’s") : tr("Reset mine"));
    for (const Row& row : m_rows) {
        const QSignalBlocker blocker(row.edit);
        const auto mine = edited().find(row.id);
        const auto own = m_own.find(row.id);
        row.edit->setKeySequence(firstKey(mine != edited().end() ? mine->second : own != m_own.end() ? own->second : usualKeys(row.id)));
    }
    showSources();
    check();
}

/// While one's own keys are edited, a key of the project that counts instead is named.
void KeyDialog::showSources() {
    const auto counting = effectiveKeys(m_project, m_own);
    for (const Row& row : m_rows) {
        const ActionKeys& now = counting[static_cast<std::size_t>(row.id)];
        const bool isMine = isOfProject() ? m_project.contains(row.id) : m_own.contains(row.id);
        QString text = isMine && isOfProject() ? tr("the project’s") : m_own.contains(row.id) ? tr("mine") : tr("usual");
        const QString key = now.keys.isEmpty() ? tr("none") : now.keys.first().toString(QKeySequence::NativeText);
        if (firstKey(now.keys) != row.edit->keySequence())
            text += tr("; here %1, by the project").arg(key);
        row.source->setText(text);
        row.reset->setEnabled(isMine);
    }
}

void KeyDialog::check() {
    std::map<QKeySequence, ActionId> taken;
    QString conflict;
    for (const Row& row : m_rows) {
        const QKeySequence key = row.edit->keySequence();
        if (key.isEmpty())
            continue;
        const auto [found, isNew] = taken.emplace(key, row.id);
        if (!isNew)
            conflict = tr("%1 is the key of “%2” and of “%3”. Change one of them.")
                           .arg(key.toString(QKeySequence::NativeText), plainText(found->second), plainText(row.id));
    }
    m_conflict->setText(conflict);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(conflict.isEmpty());
    m_whose->setEnabled(conflict.isEmpty()); // or it would be of keys that are not on screen
}

void KeyDialog::accept() {
    m_actions.setOwnKeys(m_own);
    QDialog::accept();
}

} // namespace locascope
