#include "ui/widgets/wiring.h"

#include "ui/models/session.h"
#include "ui/widgets/clipdialog.h"
#include "ui/widgets/stainpanel.h"
#include "ui/widgets/wiringtools.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QInputDialog>
#include <QMainWindow>
#include <QMenu>
#include <QSettings>

namespace locascope {

namespace {

using A = ActionId;

const QString linearSetting = QStringLiteral("view/linearHistogram");
constexpr int longestName = 80;

QString said(const char* text) { return QCoreApplication::translate("ContrastMenu", text); }

void raiseStains(WindowParts& parts) {
    parts.stainDock->show();
    parts.stainDock->raise();
}

void askForName(QMainWindow& window, Session& session) {
    auto* dialog = new QInputDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(said(QT_TRANSLATE_NOOP("ContrastMenu", "Keep this contrast")));
    dialog->setLabelText(said(QT_TRANSLATE_NOOP("ContrastMenu", "Name (a preset of the same name is replaced):")));
    QObject::connect(dialog, &QInputDialog::textValueSelected, &session, [&session](const QString& text) {
        if (const QString name = text.simplified().left(longestName); !name.isEmpty() && session.shownBits() > 0)
            session.keepPreset(name, contrastOf(session.display(), session.shownBits()));
    });
    dialog->open();
}

void askForClip(QMainWindow& window, Session& session) {
    auto* dialog = new ClipDialog(session.contrastSample().clip, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &session, [dialog, &session] { session.measureContrast(dialog->clip()); });
    dialog->open();
}

/// A preset of another depth is greyed out, and says why.
void fillPresets(WindowParts& parts, Session& session) {
    QMenu& menu = *parts.presetMenu;
    menu.clear();
    qDeleteAll(menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly)); // clear() leaves the one for deleting
    menu.setToolTipsVisible(true);
    auto* dropping = new QMenu(said(QT_TRANSLATE_NOOP("ContrastMenu", "&Delete")), &menu);
    for (const auto& [name, preset] : session.contrastPresets()) {
        const QString shown = QString(name).replace(u'&', QStringLiteral("&&"));
        QAction* action = menu.addAction(shown, parts.stains, [&parts, preset = preset] { parts.stains->applyContrast(preset); });
        const bool fits = preset.bits == session.shownBits();
        action->setEnabled(fits);
        action->setToolTip(fits ? said(QT_TRANSLATE_NOOP("ContrastMenu", "Show the plate with this contrast"))
                                : said(QT_TRANSLATE_NOOP("ContrastMenu", "Of images of %1 bits: raw values do not compare")).arg(preset.bits));
        dropping->addAction(shown, &session, [&session, name = name] { session.dropPreset(name); });
    }
    dropping->setEnabled(!session.contrastPresets().empty());
    menu.addSeparator();
    menu.addAction(&(*parts.actions)[A::SavePreset]);
    menu.addMenu(dropping);
}

void connectHistogramScale(WindowParts& parts) {
    QAction& logarithmic = (*parts.actions)[A::LogHistogram];
    logarithmic.setChecked(!QSettings().value(linearSetting).toBool());
    QObject::connect(&logarithmic, &QAction::toggled, parts.stains, [&parts](bool on) {
        QSettings().setValue(linearSetting, !on);
        parts.stains->setLogarithmic(on);
    });
    parts.stains->setLogarithmic(logarithmic.isChecked());
}

} // namespace

void connectContrast(QMainWindow& window, WindowParts& parts, Session& session) {
    parts.stains->setMenu(parts.contrastMenu);
    on(parts, A::CopyContrast, parts.stains, [&parts] { parts.stains->copyContrast(); });
    on(parts, A::PasteContrast, parts.stains, [&parts] {
        raiseStains(parts); // which says what could not be pasted
        parts.stains->pasteContrast();
    });
    on(parts, A::SavePreset, &window, [&window, &session] { askForName(window, session); });
    on(parts, A::MeasureContrast, &window, [&window, &session] { askForClip(window, session); });
    QObject::connect(parts.presetMenu, &QMenu::aboutToShow, parts.stains, [&parts, &session] { fillPresets(parts, session); });
    connectHistogramScale(parts);
    const auto refresh = [&parts, &session] {
        setEnabled(parts, {A::CopyContrast, A::PasteContrast, A::SavePreset}, session.shownBits() > 0);
        setEnabled(parts, {A::MeasureContrast}, session.hasPlate());
    };
    for (const auto signal : {&Session::plateChanged, &Session::imageChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    fillPresets(parts, session);
    refresh();
}

} // namespace locascope
