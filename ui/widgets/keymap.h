#pragma once

#include "ui/widgets/actionspec.h"

#include <QKeySequence>
#include <QList>

#include <array>
#include <map>
#include <string>

namespace locascope {

/// Keys that actions have instead of their usual ones; an empty list: none.
using KeyMap = std::map<ActionId, QList<QKeySequence>>;

/// Who says which keys an action has. The project's count before one's own, and these before the usual ones.
enum class KeySource { Usual, Own, Project };

struct ActionKeys {
    QList<QKeySequence> keys;
    KeySource source = KeySource::Usual;
};

QList<QKeySequence> usualKeys(ActionId id);
bool keysCanChange(ActionId id); ///< false: read by its place on the keyboard

/// What counts of both. A key that the project (or oneself) gives to one action is none of any other that has it by less.
std::array<ActionKeys, actionCount> effectiveKeys(const KeyMap& project, const KeyMap& own);

/// Portable text, separated by spaces.
QList<QKeySequence> parseKeys(const QString& text);
QString formatKeys(const QList<QKeySequence>& keys, QKeySequence::SequenceFormat format = QKeySequence::PortableText);

/// JSON on one line, from ActionSpec::key to portable text. What is not understood is left out.
std::string formatKeyMap(const KeyMap& map);
KeyMap parseKeyMap(const std::string& text);

} // namespace locascope
