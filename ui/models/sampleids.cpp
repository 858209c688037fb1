#include "ui/models/sampleids.h"

#include <bit>
#include <functional>

namespace locascope {

SampleIds::SampleIds(const std::vector<Sample>& samples)
    : m_places(std::bit_ceil(2 * samples.size() + 1), -1) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::size_t place = firstPlace(samples[i].id);
        while (m_places[place] >= 0)
            place = (place + 1) & (m_places.size() - 1);
        m_places[place] = static_cast<int>(i);
    }
}

int SampleIds::find(const std::vector<Sample>& samples, std::string_view id) const {
    if (m_places.empty())
        return -1;
    for (std::size_t place = firstPlace(id); m_places[place] >= 0; place = (place + 1) & (m_places.size() - 1))
        if (samples[static_cast<std::size_t>(m_places[place])].id == id)
            return m_places[place];
    return -1;
}

std::size_t SampleIds::firstPlace(std::string_view id) const { return std::hash<std::string_view>()(id) & (m_places.size() - 1); }

} // namespace locascope
