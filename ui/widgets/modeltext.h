#pragma once

#include <QString>

namespace locascope {

class Session;

/// Which model is in use and how it is: "Loading …", "ready on cpu", why not. One line.
QString modelStateText(const Session& session);

/// By which plan it classifies the plate, and what that promises; empty before one was chosen. One sentence.
QString modelPlanText(const Session& session);

} // namespace locascope
