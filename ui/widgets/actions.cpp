#include "ui/widgets/actions.h"

#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QSettings>

#include <utility>

namespace locascope {

namespace {

using T = ActionSpec;

QString settingOf(ActionId id) { return QStringLiteral("keys/") + QLatin1String(actionSpec(id).key); }

QList<QKeySequence> parseKeys(const QString& text) {
    QList<QKeySequence> keys;
    for (const QString& one : text.split(u' ', Qt::SkipEmptyParts))
        keys.append(QKeySequence::fromString(one, QKeySequence::PortableText));
    return keys;
}

QString formatKeys(const QList<QKeySequence>& keys, QKeySequence::SequenceFormat format, QChar separator) {
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts.append(key.toString(format));
    return texts.join(separator);
}

} // namespace

Actions::Actions(QObject* parent) : QObject(parent) {
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        const ActionSpec& spec = actionSpec(id);
        auto* action = new QAction(this);
        action->setObjectName(QLatin1String(spec.key));
        action->setCheckable(spec.traits & T::Checkable);
        action->setAutoRepeat(spec.traits & T::Repeats);
        action->setMenuRole(QAction::NoRole);
        if (spec.icon[0])
            action->setIcon(themedIcon(QLatin1String(spec.icon)));
        m_actions[i] = action;
        const QVariant saved = QSettings().value(settingOf(id));
        m_keys[i] = saved.isValid() && keysCanChange(id) ? parseKeys(saved.toString()) : defaultKeys(id);
        applyKeys(id);
    }
    retranslate();
}

QList<QKeySequence> Actions::defaultKeys(ActionId id) { return parseKeys(QLatin1String(actionSpec(id).shortcuts)); }

bool Actions::keysCanChange(ActionId id) {
    return !(actionSpec(id).traits & T::ReadByPosition) || id == ActionId::StretchProtein;
}

void Actions::applyKeys(ActionId id) {
    if (!(actionSpec(id).traits & T::ReadByPosition))
        (*this)[id].setShortcuts(keys(id));
}

void Actions::setKeys(ActionId id, const QList<QKeySequence>& keys) {
    if (keys == this->keys(id) || !keysCanChange(id))
        return;
    m_keys[static_cast<std::size_t>(id)] = keys;
    if (keys == defaultKeys(id))
        QSettings().remove(settingOf(id));
    else
        QSettings().setValue(settingOf(id), formatKeys(keys, QKeySequence::PortableText, u' '));
    applyKeys(id);
    retranslate();
    emit keysChanged();
}

void Actions::resetKeys() {
    for (std::size_t i = 0; i < actionCount; ++i)
        setKeys(static_cast<ActionId>(i), defaultKeys(static_cast<ActionId>(i)));
}

void Actions::setHindrance(ActionId id, const QString& why) {
    (*this)[id].setEnabled(why.isEmpty());
    if (std::exchange(m_hindrances[static_cast<std::size_t>(id)], why) != why)
        retranslate();
}

void Actions::retranslate() {
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        const ActionSpec& spec = actionSpec(id);
        QAction& action = (*this)[id];
        QString text = QCoreApplication::translate("Actions", spec.text);
        if ((spec.traits & T::ReadByPosition) && !keys(id).isEmpty())
            text += u'\t' + keys(id).first().toString(QKeySequence::NativeText);
        action.setText(text);
        QString tip = QCoreApplication::translate("Actions", spec.tip);
        if (!keys(id).isEmpty())
            tip += QStringLiteral(" (%1)").arg(formatKeys(keys(id), QKeySequence::NativeText, u' '));
        if (!m_hindrances[i].isEmpty())
            tip += u'\n' + m_hindrances[i];
        action.setToolTip(tip);
        action.setStatusTip(QString());
    }
}

} // namespace locascope
