#pragma once

#include "ui/models/sessiontypes.h"

class QWidget;

namespace locascope {

class LabelPanel;
class Session;

/// Asks with the count of samples and what happens to them, and does it when that is confirmed; says in the label panel why where nothing can be done.
/// Does not block.
void askToDecideAll(QWidget* window, Session& session, LabelPanel& labels, const BulkPlan& plan);

} // namespace locascope
