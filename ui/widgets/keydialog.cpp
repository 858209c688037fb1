#include "ui/widgets/keydialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <map>

namespace locascope {

namespace {

QKeySequence firstKey(const QList<QKeySequence>& keys) { return keys.isEmpty() ? QKeySequence() : keys.first(); }

QString plainText(ActionId id) {
    return QCoreApplication::translate("Actions", actionSpec(id).text).remove(u'&');
}

} // namespace

KeyDialog::KeyDialog(Actions& actions, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_conflict(new QLabel), m_buttons(new QDialogButtonBox) {
    setWindowTitle(tr("Change keys"));
    auto* table = new QWidget;
    buildTable(table);
    auto* scroll = new QScrollArea;
    scroll->setWidget(table);
    scroll->setWidgetResizable(true);
    auto* hint = new QLabel(tr("Click a key and press another one. Digits are labels, by their place on the keyboard, and stay so."));
    hint->setWordWrap(true);
    m_conflict->setWordWrap(true);
    m_buttons->setStandardButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &KeyDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &KeyDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, &KeyDialog::showDefaults);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(hint);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_conflict);
    layout->addWidget(m_buttons);
    resize(520, 600);
    check();
}

void KeyDialog::buildTable(QWidget* table) {
    auto* grid = new QGridLayout(table);
    grid->setColumnStretch(0, 1);
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        if (!Actions::keysCanChange(id))
            continue;
        auto* edit = new QKeySequenceEdit(firstKey(m_actions.keys(id)));
        edit->setToolTip(QCoreApplication::translate("Actions", actionSpec(id).tip));
        edit->setAccessibleName(plainText(id));
        connect(edit, &QKeySequenceEdit::keySequenceChanged, this, &KeyDialog::check);
        auto* clear = new QPushButton(tr("None"));
        clear->setToolTip(tr("No key for this action"));
        clear->setAutoDefault(false);
        connect(clear, &QPushButton::clicked, edit, &QKeySequenceEdit::clear);
        const int row = grid->rowCount();
        grid->addWidget(new QLabel(plainText(id)), row, 0);
        grid->addWidget(edit, row, 1);
        grid->addWidget(clear, row, 2);
        m_rows.push_back({id, edit});
    }
}

void KeyDialog::showDefaults() {
    for (const Row& row : m_rows)
        row.edit->setKeySequence(firstKey(Actions::defaultKeys(row.id)));
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
}

void KeyDialog::accept() {
    for (const Row& row : m_rows) {
        const QKeySequence key = row.edit->keySequence();
        if (key == firstKey(m_actions.keys(row.id)))
            continue;
        const auto defaults = Actions::defaultKeys(row.id);
        m_actions.setKeys(row.id, key == firstKey(defaults) ? defaults : key.isEmpty() ? QList<QKeySequence>{} : QList{key});
    }
    QDialog::accept();
}

} // namespace locascope
