#pragma once

#include "core/plate/channeltable.h"
#include "core/plate/platelisting.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locascope {

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// One plane of one channel of one sample, before the stains are known.
struct GatheredPlane {
    std::uint32_t sample = 0;  ///< number in SampleGathering::samples
    std::uint32_t channel = 0; ///< number in the table of channels
    std::int32_t z = 0;
    std::uint32_t file = 0;    ///< number of an image in the listing
    std::int32_t page = 0;
    std::int32_t component = -1; ///< sample of an interleaved pixel
};

/// The samples of a plate while its files are read, in the order in which they were met.
class SampleGathering final {
public:
    explicit SampleGathering(const PlateListing& listing) : m_listing(listing) {
        m_planes.reserve(listing.images.size());
        m_index.reserve(listing.images.size() / stainCount);
    }

    /// The sample of this id, and whether it is new.
    std::pair<std::uint32_t, bool> sampleOf(std::string_view id);
    void add(const GatheredPlane& plane) { m_planes.push_back(plane); }

    std::vector<Sample>& samples() { return m_samples; }

    /// Gives every plane to its sample; of two files for the same plane the one whose path sorts first is kept and the other is a problem. Once, after the
    /// stains of `channels` were assigned.
    void distribute(const ChannelTable& channels, std::vector<Problem>& problems);

    /// z planes of the sample that has most; after distribute().
    int depth() const { return m_depth; }

private:
    std::vector<std::size_t> sortBySample();
    void give(Sample& sample, GatheredPlane* begin, GatheredPlane* end, const ChannelTable& channels, std::vector<Problem>& problems);
    std::shared_ptr<const SamplePlanes> planesFrom(const GatheredPlane* begin, const GatheredPlane* end, const ChannelTable& channels) const;
    std::string pathOf(const GatheredPlane& plane) const { return m_listing.pathOf(m_listing.images[plane.file]); }
    bool pathBefore(const GatheredPlane& left, const GatheredPlane& right) const;

    const PlateListing& m_listing;
    std::vector<Sample> m_samples;
    std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>> m_index;
    std::vector<GatheredPlane> m_planes;
    int m_depth = 1;
};

} // namespace locascope
