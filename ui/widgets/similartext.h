#pragma once

#include <QString>

namespace locascope {

class Session;

/// Why no sample has features, for people; empty where some have.
QString whyNothingIsSimilar(const Session& session);

} // namespace locascope
