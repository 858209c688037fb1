#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringList>
#include <QWidget>

namespace locascope::testing {

inline void addTexts(const QAbstractItemModel& model, QStringList& texts) {
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            for (int role = 0; role < Qt::UserRole + 16; ++role)
                if (const QVariant value = model.index(row, column).data(role); value.canConvert<QString>())
                    texts.append(value.toString());
}

/// Whatever the window says anywhere: shown, in a tooltip, to a screen reader, in a menu, in a model.
inline QStringList allTexts(const QWidget& window) {
    QStringList texts{window.windowTitle()};
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        texts << widget->toolTip() << widget->statusTip() << widget->whatsThis() << widget->accessibleName() << widget->accessibleDescription() << widget->windowTitle();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts << button->text();
        if (const auto* line = qobject_cast<const QLineEdit*>(widget))
            texts << line->text() << line->placeholderText();
        if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
            texts << text->toPlainText();
        if (const auto* box = qobject_cast<const QComboBox*>(widget))
            addTexts(*box->model(), texts);
        if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model())
            addTexts(*view->model(), texts);
    }
    for (const QAction* action : window.findChildren<QAction*>())
        texts << action->text() << action->toolTip();
    return texts;
}

inline QString found(const QWidget& window, const QStringList& words) {
    for (const QString& text : allTexts(window))
        for (const QString& word : words)
            if (text.contains(word))
                return word + QStringLiteral(" in: ") + text;
    return {};
}

} // namespace locascope::testing
