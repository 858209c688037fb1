#pragma once

#include <QString>

namespace locascope {

class Session;

/// Which model is in use and how it is: "Loading …", "ready on cpu", why not. One line.
QString modelStateText(const Session& session);

} // namespace locascope
