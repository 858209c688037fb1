#pragma once

class QWidget;

namespace locascope {

/// Whether a widget takes typed text, so that single keys belong to it.
bool takesText(const QWidget* widget);

/// Whether it is a list that opens, to choose from and not to type into.
bool isChoice(const QWidget* widget);

/// Whether a widget has something of its own selected to copy: a sentence's words, entries of a list.
bool copiesItself(const QWidget* widget);

} // namespace locascope
