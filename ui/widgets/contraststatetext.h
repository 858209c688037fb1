#pragma once

#include <QString>

namespace locascope {

class Session;

/// What the windows on screen are, in the reader's language.
struct ContrastText {
    QString text;        ///< up to five lines in the panel
    QString explanation; ///< how the plate's contrast is measured
    bool warns = false;
};
ContrastText contrastStateText(const Session& session);

} // namespace locascope
