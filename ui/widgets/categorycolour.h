#pragma once

#include <QColor>

namespace locascope {

/// Colour of the `category`-th of several values without an order, from 0; beyond the last all are alike. Told apart also with a colour vision deficiency.
/// Paul Tol, "Colour schemes", SRON/EPS/TN/09-002, issue 3.2 (2021): the qualitative scheme "muted", pale grey last.
QColor categoryColour(int category);

} // namespace locascope
