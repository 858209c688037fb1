#include "ui/models/samplearranger.h"

#include "ui/models/onthreadof.h"

#include <utility>

namespace locascope {

SampleArranger::SampleArranger(std::size_t atOnce, QObject* parent)
    : QObject(parent)
    , m_atOnce(atOnce) {}

SampleArranger::~SampleArranger() = default;

void SampleArranger::arrange(OrderingInput input, const SampleArrangement& arrangement) {
    cancel();
    if (input.plate->plate.samples.size() <= m_atOnce) {
        emit arranged(std::make_shared<const ArrangedSamples>(arrangeSamples(input, arrangement)));
        return;
    }
    m_thread.post([this, input = std::move(input), arrangement, asked = m_asked](std::stop_token stop) {
        const auto result = std::make_shared<const ArrangedSamples>(arrangeSamples(input, arrangement, stop));
        if (stop.stop_requested())
            return;
        onThreadOf(this, [this, result, asked] {
            if (asked == m_asked)
                emit arranged(result);
        });
    });
}

void SampleArranger::cancel() {
    ++m_asked;
    m_thread.stopAll();
}

} // namespace locascope
