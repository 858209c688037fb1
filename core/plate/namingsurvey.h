#pragma once

#include "core/files/progress.h"
#include "core/plate/naming.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// How naming schemes fit the images of a directory tree.
struct NamingSurvey {
    struct Fit {
        std::size_t images = 0;  ///< that it takes
        std::size_t ignored = 0; ///< that it knows to be no samples
    };
    std::size_t images = 0;              ///< in the tree
    std::vector<Fit> fits;               ///< as the schemes that were asked about
    std::string recognised;              ///< key of the one that opening the plate chooses by itself; empty where none takes any
    std::vector<std::string> firstPaths; ///< as imagePaths
    std::string rootName;                ///< as NamingScheme::parse wants it
};

/// Lists the tree once and tries every scheme on every image. 31,072 samples of four files and the 12 shipped schemes: 0.3 to 0.4 s. Errors of the root as scanPlate's. `progress` counts
/// the schemes tried. When `stop` is requested it returns what it has.
NamingSurvey surveyNaming(const std::filesystem::path& root, const std::vector<NamingScheme>& schemes, std::size_t mostPaths = 100, const Progress& progress = {},
                          std::stop_token stop = {});

} // namespace locascope
