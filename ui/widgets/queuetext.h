#pragma once

#include "ui/models/samplequeue.h"

#include <QString>

namespace locascope {

class Session;

/// "Most uncertain by margin"
QString queueName(QueueStrategy strategy);
/// One line that says why a sample is there.
QString reasonText(const QueueReason& reason, QueueStrategy strategy, const Session& session);
/// Empty: nothing hinders it.
QString hindranceText(QueueHindrance hindrance);
/// Why a queue has no sample.
QString emptyQueueText(QueueStrategy strategy);
/// How many samples the queue that is shown has, of which of the plate, and which classes it could not judge.
QString queueSummary(const Session& session);

} // namespace locascope
