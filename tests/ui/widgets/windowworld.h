#pragma once

#include "tests/support/ownsettings.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/language.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/startup.h"

#include <QApplication>

#include <memory>

namespace locascope::testing {

/// The real window over a session whose plate is on disk, whose review is in memory and whose classifier does as it is told.
class WindowWorld final {
public:
    explicit WindowWorld(int samples = 6) : world(samples) {
        prepareApplication(*qApp);
        useLanguage(*qApp, QStringLiteral("en"));
    }
    explicit WindowWorld(const std::vector<std::string>& ids) : world(ids) {
        prepareApplication(*qApp);
        useLanguage(*qApp, QStringLiteral("en"));
    }

    void open() {
        session = world.session();
        window = std::make_unique<MainWindow>(*session);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        session->openPlate(world.plateDirectory);
        QTRY_VERIFY(session->hasPlate() && session->isIndexComplete());
        QTRY_VERIFY(session->image());
        QTRY_VERIFY(session->modelState() == ModelState::Ready);
        QTRY_VERIFY(session->probabilities(session->current()));
    }

    QAction& action(const char* key) const { return *window->findChild<QAction*>(QLatin1String(key)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
    }
    ChipMark mark(std::size_t index) const { return session->chips()[index].mark; }

    OwnSettings settings;
    SessionWorld world;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
};

} // namespace locascope::testing
