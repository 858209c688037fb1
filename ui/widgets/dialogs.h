#pragma once

#include "ui/models/sessiontypes.h"

#include <QString>

class QWidget;

namespace locascope {

class Actions;
class Session;

// Each waits for an answer; an empty one means the user cancelled.
QString askForPlate(QWidget* parent);
QString askForImport(QWidget* parent);
QString askForSheet(QWidget* parent);
QString askForModel(QWidget* parent);
QString askForVocabulary(QWidget* parent);
QStringList askForImportedModels(QWidget* parent); ///< files that `model import` may take
QString askForModelPackage(QWidget* parent);       ///< a folder
/// Where a table is to be written; `name` is proposed, .csv is added where no extension is typed.
QString askForCsv(QWidget* parent, const QString& title, const QString& name);

/// A folder that is to be made; `name` is proposed.
QString askForNewFolder(QWidget* parent, const QString& title, const QString& name);

/// Whether to close although decisions are not saved; names them.
bool confirmClosing(QWidget* parent, const Session& session);

/// Sample names of the decisions that are not saved yet, at most ten and then how many more.
QString unsavedNames(const Session& session);

void showAbout(QWidget* parent);
/// Every key and mouse gesture at a glance; does not block.
void showKeyboard(QWidget* parent, Actions& actions, const Vocabulary& vocabulary);

} // namespace locascope
