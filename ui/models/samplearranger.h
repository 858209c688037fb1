#pragma once

#include "ui/models/sampleordering.h"
#include "ui/models/taskthread.h"

#include <QObject>

#include <cstddef>
#include <memory>

namespace locascope {

using ArrangementReference = std::shared_ptr<const ArrangedSamples>;

/// Orders and filters the samples of a plate: few of them at once, many on a thread of its own, whose answer for anything older is dropped.
/// Functions and signal on the thread this lives on.
class SampleArranger final : public QObject {
    Q_OBJECT
public:
    /// Up to `atOnce` samples are arranged before arrange() returns.
    explicit SampleArranger(std::size_t atOnce, QObject* parent = nullptr);
    ~SampleArranger() override;

    void arrange(OrderingInput input, const SampleArrangement& arrangement);
    /// What was asked for is not wanted any more.
    void cancel();

signals:
    void arranged(const locascope::ArrangementReference& samples);

private:
    std::size_t m_atOnce;
    int m_asked = 0;
    TaskThread m_thread;
};

} // namespace locascope
