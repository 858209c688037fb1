#include "ui/widgets/widgetkeys.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace locascope {

bool takesText(const QWidget* widget) {
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        return box->isEditable();
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget)
           || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
           || qobject_cast<const QKeySequenceEdit*>(widget);
}

bool isChoice(const QWidget* widget) {
    const auto* box = qobject_cast<const QComboBox*>(widget);
    return box && !box->isEditable();
}

bool copiesItself(const QWidget* widget) {
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->hasSelectedText();
    const auto* view = qobject_cast<const QAbstractItemView*>(widget);
    return view && view->selectionMode() != QAbstractItemView::NoSelection && view->selectionModel() && view->selectionModel()->hasSelection();
}

} // namespace locascope
