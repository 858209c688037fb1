#include "ui/widgets/dialogs.h"

#include "ui/models/session.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/keyreader.h"
#include "ui/widgets/recentplates.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Dialogs", text); }

QString startDirectory() {
    const QStringList recent = recentPlates();
    return recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.first()).path();
}

QString keyRow(const QString& key, const QString& what) {
    return QStringLiteral("<tr><td style='padding-right:18px'><b>%1</b></td><td>%2</td></tr>").arg(key.toHtmlEscaped(), what.toHtmlEscaped());
}

/// The labels of one digit key: bare, with Shift and with Alt, as the columns of the block.
QString labelRow(const Vocabulary& vocabulary, int digit) {
    QString row;
    for (const KeyLayer layer : {KeyLayer::Bare, KeyLayer::Shift, KeyLayer::Alt}) {
        const auto index = classOfKey(vocabulary, digit, layer);
        const QString key = index ? QString::fromStdString(vocabulary.at(*index).key) : QString();
        const QString name = index ? className(QString::fromStdString(vocabulary.at(*index).name)) : QString();
        row += QStringLiteral("<td style='padding-right:6px'><b>%1</b></td><td style='padding-right:18px'>%2</td>").arg(key, name.toHtmlEscaped());
    }
    return QStringLiteral("<tr>%1</tr>").arg(row);
}

QString keyboardText(Actions& actions, const Vocabulary& vocabulary) {
    QString text = QStringLiteral("<h3>%1</h3><table>").arg(said(QT_TRANSLATE_NOOP("Dialogs", "Labels, by the place of the key")));
    for (int digit = 1; digit <= 10; ++digit)
        text += labelRow(vocabulary, digit % 10);
    text += QStringLiteral("</table><h3>%1</h3><table>").arg(said(QT_TRANSLATE_NOOP("Dialogs", "Actions")));
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto id = static_cast<ActionId>(i);
        QStringList keys;
        for (const QKeySequence& key : actions.keys(id))
            keys.append(key.toString(QKeySequence::NativeText));
        if (!keys.isEmpty())
            text += keyRow(keys.join(QStringLiteral("  ")), QCoreApplication::translate("Actions", actionSpec(id).tip));
    }
    text += QStringLiteral("</table><h3>%1</h3><table>").arg(said(QT_TRANSLATE_NOOP("Dialogs", "Mouse")));
    text += keyRow(said(QT_TRANSLATE_NOOP("Dialogs", "Wheel")), said(QT_TRANSLATE_NOOP("Dialogs", "Zoom at the cursor")));
    text += keyRow(said(QT_TRANSLATE_NOOP("Dialogs", "Middle button, or Space held")), said(QT_TRANSLATE_NOOP("Dialogs", "Pan")));
    text += keyRow(said(QT_TRANSLATE_NOOP("Dialogs", "Double click")), said(QT_TRANSLATE_NOOP("Dialogs", "Show the whole field")));
    text += keyRow(said(QT_TRANSLATE_NOOP("Dialogs", "Over a label")), said(QT_TRANSLATE_NOOP("Dialogs", "Show where the model looked for it")));
    return text + QStringLiteral("</table>");
}

} // namespace

QString askForPlate(QWidget* parent) {
    return QFileDialog::getExistingDirectory(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Open a plate")), startDirectory());
}

QString askForImport(QWidget* parent) {
    return QFileDialog::getOpenFileName(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Import labels or predictions")), startDirectory(),
                                        said(QT_TRANSLATE_NOOP("Dialogs", "CSV files (*.csv);;All files (*)")));
}

QString askForSheet(QWidget* parent) {
    return QFileDialog::getOpenFileName(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Attach a sheet")), startDirectory(),
                                        said(QT_TRANSLATE_NOOP("Dialogs", "CSV files (*.csv);;All files (*)")));
}

QString askForModel(QWidget* parent) {
    return QFileDialog::getOpenFileName(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Choose a model by its card")), startDirectory(),
                                        said(QT_TRANSLATE_NOOP("Dialogs", "Model cards (*.yaml *.yml);;TorchScript models (*.pt)")));
}

QString askForVocabulary(QWidget* parent) {
    return QFileDialog::getOpenFileName(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Choose a vocabulary")), startDirectory(),
                                        said(QT_TRANSLATE_NOOP("Dialogs", "CSV files (*.csv);;All files (*)")));
}

QStringList askForImportedModels(QWidget* parent) {
    return QFileDialog::getOpenFileNames(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Import models")), startDirectory(),
                                         said(QT_TRANSLATE_NOOP("Dialogs", "Models (*.onnx *.pt *.pth *.zip *.yaml *.yml);;All files (*)")));
}

QString askForModelPackage(QWidget* parent) {
    return QFileDialog::getExistingDirectory(parent, said(QT_TRANSLATE_NOOP("Dialogs", "Import a bioimage.io package")), startDirectory());
}

QString askForCsv(QWidget* parent, const QString& title, const QString& name) {
    QFileDialog dialog(parent, title, QDir::homePath());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilter(said(QT_TRANSLATE_NOOP("Dialogs", "CSV files (*.csv)")));
    dialog.setDefaultSuffix(QStringLiteral("csv"));
    dialog.selectFile(name);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString askForNewFolder(QWidget* parent, const QString& title, const QString& name) {
    QFileDialog dialog(parent, title, QDir::homePath());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setOption(QFileDialog::DontConfirmOverwrite); // it is never written over
    dialog.setLabelText(QFileDialog::FileName, said(QT_TRANSLATE_NOOP("Dialogs", "New folder:")));
    dialog.setLabelText(QFileDialog::Accept, said(QT_TRANSLATE_NOOP("Dialogs", "Make")));
    dialog.selectFile(name);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString unsavedNames(const Session& session) {
    constexpr int mostNames = 10;
    QStringList names;
    const auto& samples = session.plate().samples;
    for (std::size_t i = 0; i < samples.size() && names.size() < mostNames; ++i)
        if (const SavingState state = session.savingState(int(i)); state == SavingState::Saving || state == SavingState::Failed)
            names.append(sampleText(session, int(i)));
    const int more = session.unsavedCount() - session.keptCount() - int(names.size());
    if (more > 0)
        names.append(QCoreApplication::translate("Dialogs", "and %n more", nullptr, more));
    return names.join(QStringLiteral(", "));
}

bool confirmClosing(QWidget* parent, const Session& session) {
    QMessageBox box(QMessageBox::Warning, said(QT_TRANSLATE_NOOP("Dialogs", "Decisions are not saved")),
                    QCoreApplication::translate("Dialogs", "Not saved yet, and lost if the window closes now (%n):", nullptr,
                                                session.unsavedCount() - session.keptCount()),
                    QMessageBox::NoButton, parent);
    box.setInformativeText(unsavedNames(session));
    QPushButton* stay = box.addButton(said(QT_TRANSLATE_NOOP("Dialogs", "Keep the window open")), QMessageBox::RejectRole);
    QPushButton* close = box.addButton(said(QT_TRANSLATE_NOOP("Dialogs", "Close and lose them")), QMessageBox::DestructiveRole);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    return box.clickedButton() == static_cast<QAbstractButton*>(close);
}

void showAbout(QWidget* parent) {
    QMessageBox box(parent);
    box.setWindowTitle(said(QT_TRANSLATE_NOOP("Dialogs", "About Locascope")));
    box.setIconPixmap(programIcon().pixmap(64, 64));
    box.setText(QStringLiteral("<h3>Locascope %1</h3>").arg(QCoreApplication::applicationVersion()));
    box.setInformativeText(said(QT_TRANSLATE_NOOP(
        "Dialogs", "Review which organelles a protein is in, field by field, in four-stain microscopy images.\n\nFree software under the GNU General "
                   "Public License, version 3 or later. It uses Qt, LibTorch, OpenCV, SQLite, libspng, libjpeg-turbo and libtiff.")));
    box.exec();
}

void showKeyboard(QWidget* parent, Actions& actions, const Vocabulary& vocabulary) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(said(QT_TRANSLATE_NOOP("Dialogs", "Keyboard")));
    auto* text = new QTextBrowser;
    text->setHtml(keyboardText(actions, vocabulary));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->resize(640, 620);
    dialog->show();
}

} // namespace locascope
