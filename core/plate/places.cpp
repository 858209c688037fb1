#include "core/plate/places.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace locascope {

namespace {

std::string_view folderOf(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// The folder of the plate: that of the sample, or the one above where it is the well's own ("plate1/B02/3").
std::string_view plateFolderOf(const Sample& sample) {
    const std::string_view folder = folderOf(sample.id);
    const std::size_t slash = folder.rfind('/');
    const std::string_view last = slash == std::string_view::npos ? folder : folder.substr(slash + 1);
    return normalisedWell(last) == sample.well ? folderOf(folder) : folder;
}

bool isNamelessWell(const Sample& sample) { return sample.plateName.empty() && !sample.well.empty(); }

std::uint64_t spotOf(const Sample& sample) {
    const auto position = positionOfWell(sample.well).value_or(WellPosition{});
    const auto well = static_cast<std::uint64_t>(position.row * plateFormats.back().columns + position.column);
    return well << 32 | static_cast<std::uint32_t>(sample.site.value_or(-1));
}

/// Whether the same well and site lies in two folders: these are plates of their own.
bool foldersArePlates(std::span<const Sample> samples) {
    std::unordered_map<std::uint64_t, std::string_view> folderOfSpot;
    for (const Sample& sample : samples) {
        if (!isNamelessWell(sample))
            continue;
        const std::string_view folder = plateFolderOf(sample);
        if (folderOfSpot.emplace(spotOf(sample), folder).first->second != folder)
            return true;
    }
    return false;
}

struct Seen {
    Place place;
    WellPosition position;
};

bool isBefore(const Seen& left, const Seen& right) {
    if (left.place.isFolder != right.place.isFolder)
        return right.place.isFolder;
    if (left.place.plate != right.place.plate)
        return naturallyBefore(left.place.plate, right.place.plate);
    return left.place.isFolder ? naturallyBefore(left.place.name, right.place.name) : left.position < right.position;
}

class Gathering final {
public:
    explicit Gathering(std::span<const Sample> samples) : m_samples(samples), m_byFolder(foldersArePlates(samples)) {
        const auto lies = [](const Sample& sample) { return sample.well.empty() && !folderOf(sample.id).empty(); };
        m_hasFolders = std::any_of(samples.begin(), samples.end(), lies);
        m_ofSample.reserve(samples.size());
        for (const Sample& sample : samples)
            m_ofSample.push_back(placeOf(sample));
    }

    Places sorted() {
        std::vector<int> order(m_seen.size());
        std::iota(order.begin(), order.end(), 0);
        const auto seen = [this](int index) -> const Seen& { return m_seen[static_cast<std::size_t>(index)]; };
        std::sort(order.begin(), order.end(), [&](int a, int b) { return isBefore(seen(a), seen(b)); });
        std::vector<int> rank(order.size());
        Places places;
        for (std::size_t i = 0; i < order.size(); ++i) {
            rank[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
            append(places, seen(order[i]));
        }
        places.ofSample = std::move(m_ofSample);
        for (int& place : places.ofSample)
            place = place < 0 ? -1 : rank[static_cast<std::size_t>(place)];
        return places;
    }

private:
    int placeOf(const Sample& sample) {
        if (sample.well.empty() && !m_hasFolders)
            return -1;
        const bool isWell = !sample.well.empty();
        const std::string_view plate = !isWell ? std::string_view() : m_byFolder && sample.plateName.empty() ? plateFolderOf(sample) : sample.plateName;
        const std::string_view name = isWell ? std::string_view(sample.well) : folderOf(sample.id);
        if (m_last >= 0 && isAt(m_seen[static_cast<std::size_t>(m_last)], isWell, plate, name)) // neighbours in name mostly share a well
            return m_last;
        std::string key(1, isWell ? 'w' : 'f');
        key.append(plate).append(1, '\0').append(name);
        const auto [found, isNew] = m_indexOf.emplace(std::move(key), static_cast<int>(m_seen.size()));
        if (isNew)
            m_seen.push_back({{std::string(plate), std::string(name), !isWell}, positionOfWell(name).value_or(WellPosition{})});
        return m_last = found->second;
    }

    static bool isAt(const Seen& seen, bool isWell, std::string_view plate, std::string_view name) {
        return seen.place.isFolder != isWell && seen.place.name == name && seen.place.plate == plate;
    }

    static void append(Places& places, const Seen& seen) {
        const bool continues = !places.groups.empty() && places.groups.back().hasWells != seen.place.isFolder && places.groups.back().name == seen.place.plate;
        if (!continues)
            places.groups.push_back({seen.place.plate, !seen.place.isFolder, {}, places.places.size(), 0});
        PlaceGroup& group = places.groups.back();
        if (group.hasWells)
            group.format = smallestFormat({std::max(group.format.rows, seen.position.row + 1), std::max(group.format.columns, seen.position.column + 1)});
        ++group.count;
        places.places.push_back(seen.place);
    }

    std::span<const Sample> m_samples;
    bool m_byFolder = false;
    bool m_hasFolders = false;
    std::vector<Seen> m_seen;
    std::vector<int> m_ofSample;
    std::unordered_map<std::string, int> m_indexOf;
    int m_last = -1;
};

/// Counting sort: the samples of each place, in the plate's order.
void listSamples(Places& places) {
    places.starts.assign(places.places.size() + 1, 0);
    for (const int place : places.ofSample)
        if (place >= 0)
            ++places.starts[static_cast<std::size_t>(place) + 1];
    std::partial_sum(places.starts.begin(), places.starts.end(), places.starts.begin());
    places.samples.resize(places.starts.back());
    std::vector<std::size_t> next = places.starts;
    for (std::size_t sample = 0; sample < places.ofSample.size(); ++sample)
        if (places.ofSample[sample] >= 0)
            places.samples[next[static_cast<std::size_t>(places.ofSample[sample])]++] = static_cast<int>(sample);
}

} // namespace

Places placesOf(std::span<const Sample> samples) {
    Places places = Gathering(samples).sorted();
    listSamples(places);
    return places;
}

std::span<const int> Places::samplesOf(int place) const {
    const auto i = static_cast<std::size_t>(place);
    return std::span(samples).subspan(starts[i], starts[i + 1] - starts[i]);
}

int Places::indexOf(const Place& wanted) const {
    for (const PlaceGroup& group : groups) {
        if (group.name != wanted.plate || group.hasWells == wanted.isFolder)
            continue;
        const auto begin = places.begin() + static_cast<std::ptrdiff_t>(group.first);
        const auto end = begin + static_cast<std::ptrdiff_t>(group.count);
        const auto position = positionOfWell(wanted.name);
        const auto isBeforeWanted = [&](const Place& place, const Place&) {
            return group.hasWells ? positionOfWell(place.name) < position : naturallyBefore(place.name, wanted.name);
        };
        const auto found = std::lower_bound(begin, end, wanted, isBeforeWanted);
        if (found != end && *found == wanted)
            return static_cast<int>(found - places.begin());
    }
    return -1;
}

int Places::groupOf(int place) const {
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (place >= 0 && static_cast<std::size_t>(place) < groups[group].first + groups[group].count)
            return static_cast<int>(group);
    return -1;
}

int Places::wellAt(int group, WellPosition position) const {
    if (group < 0 || static_cast<std::size_t>(group) >= groups.size() || !groups[static_cast<std::size_t>(group)].hasWells)
        return -1;
    return indexOf({groups[static_cast<std::size_t>(group)].name, wellName(position)});
}

std::vector<int> existing(const Places& places, std::span<const Place> chosen) {
    std::vector<int> found;
    for (const Place& place : chosen)
        if (const int index = places.indexOf(place); index >= 0)
            found.push_back(index);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<int> samplesAt(const Places& places, std::span<const int> chosen) {
    std::vector<int> samples;
    for (const int place : chosen) {
        const auto more = places.samplesOf(place);
        samples.insert(samples.end(), more.begin(), more.end());
    }
    if (!std::is_sorted(samples.begin(), samples.end()))
        std::sort(samples.begin(), samples.end());
    return samples;
}

} // namespace locascope
