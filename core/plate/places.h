#pragma once

#include "core/plate/plate.h"
#include "core/plate/platelayout.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// A well of a plate, or a folder of samples that have no well. Named, so that it means the same after another scan.
struct Place {
    std::string plate; ///< as PlaceGroup::name
    std::string name;  ///< "A01", or a folder relative to the root (empty: the root itself)
    bool isFolder = false;
    friend bool operator==(const Place&, const Place&) = default;
};

/// The wells of one plate, or all folders of samples without a well.
struct PlaceGroup {
    std::string name;        ///< the plate's; where names do not tell it the folder it lies in, or empty
    bool hasWells = false;
    PlateFormat format;      ///< the smallest standard one that holds every well seen; of wells only
    std::size_t first = 0;   ///< its places are `first` … `first + count - 1`
    std::size_t count = 0;
};

/// Where the samples of a plate lie. Immutable once made.
struct Places {
    std::vector<Place> places;      ///< group by group; wells row by row, folders in natural order
    std::vector<PlaceGroup> groups; ///< plates in natural order of their names, then the folders, if any
    std::vector<int> ofSample;      ///< the place of each sample, −1 where it has none

    /// The samples of a place, ascending.
    std::span<const int> samplesOf(int place) const;
    /// −1 where there is none.
    int indexOf(const Place& place) const;
    int groupOf(int place) const;
    /// The place of a well of a group, −1 where no sample lies there.
    int wellAt(int group, WellPosition position) const;

    std::vector<int> samples;        ///< all that have a place, place by place
    std::vector<std::size_t> starts; ///< of each place in `samples`, and its end; places.size() + 1
};

/// `samples` in the plate's order. Samples of a plate whose name is not told are one plate, unless two folders hold the same well and site.
/// Samples without a well go by the folder they lie in; where that is the root for all of them, they have no place.
/// 1,000,000 samples take some tenths of a second.
Places placesOf(std::span<const Sample> samples);

/// The indices of those of `chosen` that exist, ascending.
std::vector<int> existing(const Places& places, std::span<const Place> chosen);

/// The samples of several places, ascending.
std::vector<int> samplesAt(const Places& places, std::span<const int> chosen);

} // namespace locascope
