#pragma once

#include <QString>

namespace locascope {

/// The name of a class as the reader says it. Files always carry the vocabulary's own, English name; classes of a vocabulary that the program does
/// not know keep theirs.
QString className(const QString& name);

} // namespace locascope
