#pragma once

#include "ui/models/session.h"

#include <QComboBox>

namespace locascope {

/// "Plane 3 of 5", or "Maximum of 5 planes"; the last plane where there are fewer than was chosen.
QString planeText(std::optional<int> plane, int depth);

/// Says which z plane is read of the plate, or that it is the maximum of all, and chooses another. Visible only where there are planes.
class PlaneChoice final : public QComboBox {
    Q_OBJECT
public:
    explicit PlaneChoice(Session& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    Session& m_session;
};

} // namespace locascope
