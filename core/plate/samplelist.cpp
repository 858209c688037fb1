#include "core/plate/samplelist.h"

namespace locascope {

std::vector<Sample>& SampleList::edit() {
    if (!m_samples)
        m_samples = std::make_shared<std::vector<Sample>>();
    else if (m_samples.use_count() > 1)
        m_samples = std::make_shared<std::vector<Sample>>(*m_samples);
    return *m_samples;
}

const std::vector<Sample>& SampleList::nothing() {
    static const std::vector<Sample> none;
    return none;
}

} // namespace locascope
