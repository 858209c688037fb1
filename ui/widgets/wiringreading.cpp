#include "ui/widgets/wiring.h"

#include "ui/models/session.h"
#include "ui/widgets/pixelsizedialog.h"
#include "ui/widgets/wiringtools.h"

#include <QMainWindow>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace locascope {

namespace {

using A = ActionId;

/// Where the maximum returns to.
struct LastPlane {
    std::filesystem::path plate;
    std::optional<int> plane;
};

/// From the maximum, up begins with the lowest plane and down with the highest.
void stepPlane(Session& session, int by) {
    const int depth = session.plate().depth;
    const int from = session.chosenPlane().value_or(by > 0 ? 0 : depth + 1);
    session.choosePlane(std::clamp(from + by, 1, depth));
}

void connectPlanes(WindowParts& parts, Session& session) {
    on(parts, A::PlaneUp, &session, [&session] { stepPlane(session, 1); });
    on(parts, A::PlaneDown, &session, [&session] { stepPlane(session, -1); });
    on(parts, A::PlaneMaximum, &session, [&session, last = LastPlane()](bool maximum) mutable {
        if (last.plate != session.plate().root)
            last = {session.plate().root, {}};
        if (maximum)
            last.plane = session.chosenPlane();
        session.choosePlane(maximum ? std::nullopt : std::optional(last.plane.value_or((session.plate().depth + 1) / 2)));
    });
    const auto refresh = [&parts, &session] {
        const bool hasPlanes = session.hasPlate() && session.plate().depth > 1;
        for (const A id : {A::PlaneUp, A::PlaneDown, A::PlaneMaximum}) {
            (*parts.actions)[id].setVisible(hasPlanes);
            (*parts.actions)[id].setEnabled(hasPlanes && session.isIndexComplete());
        }
        (*parts.actions)[A::PlaneMaximum].setChecked(!session.chosenPlane());
    };
    QObject::connect(&session, &Session::plateChanged, parts.actions, refresh);
    refresh();
}

void connectPixelSize(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::PixelSize, &window, [&window, &session] {
        auto* dialog = new PixelSizeDialog(session.plate(), &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QDialog::accepted, &session, [dialog, root = session.plate().root, &session] {
            if (session.plate().root == root)
                session.enterPixelSize(dialog->entered());
        });
        dialog->open();
    });
    const auto refresh = [&parts, &session] { setEnabled(parts, {A::PixelSize}, session.hasPlate() && session.isIndexComplete()); };
    QObject::connect(&session, &Session::plateChanged, parts.actions, refresh);
    refresh();
}

} // namespace

void connectReading(QMainWindow& window, WindowParts& parts, Session& session) {
    connectPlanes(parts, session);
    connectPixelSize(window, parts, session);
}

} // namespace locascope
