#include "core/plate/gathersamples.h"

#include <algorithm>
#include <tuple>

namespace locascope {

namespace {

/// Planes of one stain belong together, those of a channel without a stain are apart from all others.
std::uint32_t groupOf(const GatheredPlane& plane, const ChannelTable& channels) {
    const std::optional<Stain>& stain = channels.at(plane.channel).stain;
    return stain ? static_cast<std::uint32_t>(*stain) : static_cast<std::uint32_t>(stainCount) + plane.channel;
}

constexpr std::uint32_t dropped = UINT32_MAX; // the file of a plane that another takes the place of

} // namespace

std::pair<std::uint32_t, bool> SampleGathering::sampleOf(std::string_view id) {
    const auto known = m_index.find(id);
    if (known != m_index.end())
        return {known->second, false};
    const auto number = static_cast<std::uint32_t>(m_samples.size());
    m_index.emplace(id, number);
    m_samples.emplace_back().id = id;
    return {number, true};
}

/// Groups the planes by sample and returns where each sample's begin, and the end.
std::vector<std::size_t> SampleGathering::sortBySample() {
    std::vector<std::size_t> begins(m_samples.size() + 1, 0);
    for (const GatheredPlane& plane : m_planes)
        ++begins[plane.sample + 1];
    for (std::size_t i = 1; i < begins.size(); ++i)
        begins[i] += begins[i - 1];
    std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
    std::vector<GatheredPlane> sorted(m_planes.size());
    for (const GatheredPlane& plane : m_planes)
        sorted[next[plane.sample]++] = plane;
    m_planes = std::move(sorted);
    return begins;
}

bool SampleGathering::pathBefore(const GatheredPlane& left, const GatheredPlane& right) const {
    const ListedFile& one = m_listing.images[left.file];
    const ListedFile& other = m_listing.images[right.file];
    if (one.folder == other.folder)
        return m_listing.nameOf(one) < m_listing.nameOf(other);
    return m_listing.pathOf(one) < m_listing.pathOf(other);
}

void SampleGathering::distribute(const ChannelTable& channels, std::vector<Problem>& problems) {
    const std::vector<std::size_t> begins = sortBySample();
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        give(m_samples[i], m_planes.data() + begins[i], m_planes.data() + begins[i + 1], channels, problems);
    m_planes.clear();
    m_planes.shrink_to_fit();
}

void SampleGathering::give(Sample& sample, GatheredPlane* begin, GatheredPlane* end, const ChannelTable& channels, std::vector<Problem>& problems) {
    std::sort(begin, end, [&](const GatheredPlane& left, const GatheredPlane& right) {
        const auto leftKey = std::make_tuple(groupOf(left, channels), left.z), rightKey = std::make_tuple(groupOf(right, channels), right.z);
        if (leftKey != rightKey)
            return leftKey < rightKey;
        return left.file != right.file ? pathBefore(left, right) : left.page < right.page;
    });
    const GatheredPlane* kept = nullptr;
    bool isPlain = true;
    int ofStain = 0;
    for (GatheredPlane* plane = begin; plane != end; ++plane) {
        const std::uint32_t group = groupOf(*plane, channels);
        const bool isSameStain = kept && groupOf(*kept, channels) == group;
        if (isSameStain && kept->z == plane->z) {
            problems.push_back({pathOf(*plane), sample.id, ErrorKind::Mismatch,
                                "is a second " + channels.at(plane->channel).key + " image of this sample; " + pathOf(*kept) + " is used, remove one of them"});
            plane->file = dropped;
            continue;
        }
        ofStain = isSameStain ? ofStain + 1 : 1;
        m_depth = std::max(m_depth, ofStain);
        kept = plane;
        isPlain = isPlain && group < stainCount && ofStain == 1 && plane->page == 0 && plane->component < 0;
        if (group < stainCount && ofStain == 1)
            sample.files[static_cast<Stain>(group)] = pathOf(*plane);
    }
    if (!isPlain)
        sample.planes = planesFrom(begin, end, channels);
}

std::shared_ptr<const SamplePlanes> SampleGathering::planesFrom(const GatheredPlane* begin, const GatheredPlane* end, const ChannelTable& channels) const {
    const auto planes = std::make_shared<SamplePlanes>();
    for (const GatheredPlane* plane = begin; plane != end; ++plane) {
        if (plane->file == dropped)
            continue;
        std::string path = pathOf(*plane);
        if (const std::uint32_t group = groupOf(*plane, channels); group < stainCount)
            planes->stains[static_cast<Stain>(group)].push_back({std::move(path), plane->page, plane->component});
        else if (std::find(planes->otherFiles.begin(), planes->otherFiles.end(), path) == planes->otherFiles.end())
            planes->otherFiles.push_back(std::move(path));
    }
    return planes;
}

} // namespace locascope
