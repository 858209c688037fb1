#include "ui/widgets/wiring.h"

#include "ui/models/session.h"
#include "ui/models/similarity.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/exemplarstrip.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/gallerygrid.h"
#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/similarmappanel.h"
#include "ui/widgets/similartext.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/wiringtools.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QShortcut>

namespace locascope {

namespace {

using A = ActionId;

const QString exemplarsSetting = QStringLiteral("review/exemplars");

void showLikeCurrent(Session& session) {
    const QString sample = sampleText(session, session.current());
    const Similarity& similarity = session.similarity();
    const QString name = similarity.state() == Similarity::State::All ? QCoreApplication::translate("Similar", "By likeness to %1").arg(sample)
                                                                      : QCoreApplication::translate("Similar", "By likeness to %1, of the %2 classified so far")
                                                                            .arg(sample, QLocale().toString(qulonglong(similarity.count())));
    session.similarity().showLike(session.current(), name);
}

QString whyNotLikeThis(const Session& session) {
    const QString why = whyNothingIsSimilar(session);
    if (!why.isEmpty())
        return why;
    if (!session.similarity().hasFeatures(session.current()))
        return QCoreApplication::translate("Similar", "This sample is not classified yet, so nothing is known to be like it.");
    return session.similarity().count() > 1 ? QString()
                                            : QCoreApplication::translate("Similar", "No other sample is classified yet: Model, Classify the whole plate lets this one be compared with all.");
}

/// A key that can do nothing now says why: the menu's remark is not before the eyes of who works by keyboard.
void answerKeyInVain(WindowParts& parts, Session& session) {
    const auto follow = [&parts, shortcut = new QShortcut(parts.field)] {
        shortcut->setKeys(parts.actions->keys(A::MoreLikeThis));
        shortcut->setEnabled(!(*parts.actions)[A::MoreLikeThis].isEnabled());
        return shortcut;
    };
    QObject::connect(follow(), &QShortcut::activated, parts.status, [&parts, &session] { parts.status->sayBriefly(whyNotLikeThis(session)); });
    QObject::connect(&(*parts.actions)[A::MoreLikeThis], &QAction::changed, parts.field, follow);
    QObject::connect(parts.actions, &Actions::keysChanged, parts.field, follow);
}

/// On what was clicked with the right button, which becomes the current sample unless it is one of several selected.
void offerMenu(WindowParts& parts, Session& session) {
    auto* grid = parts.galleryDock->findChild<GalleryGrid*>();
    grid->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(grid, &QWidget::customContextMenuRequested, grid, [&parts, &session, grid](const QPoint& place) {
        const QModelIndex index = grid->indexAt(place);
        if (!index.isValid())
            return;
        if (const int sample = index.data(GalleryModel::SampleRole).toInt(); !session.selection().contains(sample))
            session.pick(sample);
        QMenu menu(grid);
        menu.setToolTipsVisible(true);
        for (const ActionId id : {A::MoreLikeThis, A::CompareSelected, A::PinBeside})
            menu.addAction(&(*parts.actions)[id]);
        menu.exec(grid->viewport()->mapToGlobal(place));
    });
    LinkedViews& views = parts.field->views();
    views.setContextMenuPolicy(Qt::ActionsContextMenu);
    for (const ActionId id : {A::MoreLikeThis, A::ShowExemplars, A::PinBeside, A::CopyView, A::SaveSnapshot})
        views.addAction(&(*parts.actions)[id]);
}

} // namespace

void connectSimilar(WindowParts& parts, Session& session) {
    on(parts, A::MoreLikeThis, &session, [&session] { showLikeCurrent(session); });
    QAction& exemplars = (*parts.actions)[A::ShowExemplars];
    QObject::connect(&exemplars, &QAction::toggled, &parts.field->exemplars(), [&parts](bool on) {
        QSettings().setValue(exemplarsSetting, on);
        parts.field->exemplars().setVisible(on);
    });
    exemplars.setChecked(QSettings().value(exemplarsSetting).toBool());
    QAction* toggle = parts.similarDock->toggleViewAction();
    QAction& map = (*parts.actions)[A::ShowSimilarMap];
    map.setChecked(toggle->isChecked());
    QObject::connect(toggle, &QAction::toggled, &map, &QAction::setChecked);
    on(parts, A::ShowSimilarMap, toggle, [&parts, toggle] {
        toggle->trigger();
        if (toggle->isChecked())
            parts.similarDock->raise();
    });
    offerMenu(parts, session);
    const auto refresh = [&parts, &session] { parts.actions->setHindrance(A::MoreLikeThis, whyNotLikeThis(session)); };
    for (const auto signal : {&Session::plateChanged, &Session::currentChanged, &Session::modelChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    QObject::connect(&session.similarity(), &Similarity::changed, parts.actions, refresh);
    refresh();
    answerKeyInVain(parts, session);
}

} // namespace locascope
