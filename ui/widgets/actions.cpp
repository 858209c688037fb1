#include "ui/widgets/actions.h"

#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QSettings>

#include <utility>

namespace locascope {

namespace {

using T = ActionSpec;

QString settingOf(ActionId id) { return QStringLiteral("keys/") + QLatin1String(actionSpec(id).key); }

KeyMap rememberedKeys() {
    KeyMap keys;
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        if (const QVariant saved = QSettings().value(settingOf(id)); saved.isValid() && keysCanChange(id))
            keys[id] = parseKeys(saved.toString());
    }
    return keys;
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
    }
    m_own = rememberedKeys();
    applyKeys();
}

void Actions::applyKeys() {
    m_keys = effectiveKeys(m_project, m_own);
    for (std::size_t i = 0; i < actionCount; ++i)
        if (const auto id = static_cast<ActionId>(i); !(actionSpec(id).traits & T::ReadByPosition))
            (*this)[id].setShortcuts(keys(id));
    retranslate();
}

void Actions::setOwnKeys(const KeyMap& keys) {
    if (keys == m_own)
        return;
    QSettings settings;
    for (const auto& [id, before] : m_own)
        settings.remove(settingOf(id));
    m_own = keys;
    for (const auto& [id, now] : m_own)
        settings.setValue(settingOf(id), formatKeys(now));
    applyKeys();
    emit keysChanged();
}

void Actions::setProjectKeys(const KeyMap& keys) {
    if (keys == m_project)
        return;
    m_project = keys;
    applyKeys();
    emit keysChanged();
}

void Actions::setKeys(ActionId id, const QList<QKeySequence>& keys) {
    KeyMap own = m_own;
    own.erase(id);
    if (keys != usualKeys(id) && keysCanChange(id))
        own[id] = keys;
    setOwnKeys(own);
}

void Actions::resetKeys() { setOwnKeys({}); }

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
            tip += QStringLiteral(" (%1)").arg(formatKeys(keys(id), QKeySequence::NativeText));
        if (!m_hindrances[i].isEmpty())
            tip += u'\n' + m_hindrances[i];
        action.setToolTip(tip);
        action.setStatusTip(QString());
    }
}

} // namespace locascope
