#pragma once

#include "core/plate/companion.h"
#include "core/plate/platelisting.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locascope {

/// What the companion files of a plate say of its images, asked image by image.
class CompanionUse final {
public:
    std::string plateName;
    std::map<std::string, std::string> channels; ///< as Companion::channels

    /// Adds what the companion at `path`, relative to the plate, says. Images that would lie outside the plate are left out, with one problem.
    void add(const std::string& path, const Companion& companion, std::vector<Problem>& problems);

    bool isEmpty() const { return m_images.empty(); }
    /// What is said of the image at this path; it then counts as found. Null where nothing is.
    const CompanionImage* take(const std::string& path);
    /// One problem a companion for the images that it names and that were not found.
    void reportMissing(std::vector<Problem>& problems) const;

private:
    struct Told {
        CompanionImage image;
        std::string companion; ///< its path
        bool isFound = false;
    };
    std::unordered_map<std::string, Told> m_images; ///< by path in the plate
};

/// Reads all companion files of a plate. One that cannot be read is a problem; the images are then known by their names alone.
CompanionUse readCompanions(const PlateListing& listing, const NamingRules& rules, std::vector<Problem>& problems);

} // namespace locascope
