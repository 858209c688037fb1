#pragma once

#include "core/plate/naming.h"
#include "core/plate/plate.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// What a companion file says of one image.
struct CompanionImage {
    std::string file; ///< as the companion names it
    std::size_t line = 0;
    std::string well; ///< as normalisedWell, or empty
    std::optional<int> site;
    std::optional<double> pixelSizeUm;
    friend bool operator==(const CompanionImage&, const CompanionImage&) = default;
};

/// What a companion file says of a plate.
struct Companion {
    std::string plateName;
    std::map<std::string, std::string> channels; ///< names by key, as the naming scheme catches them ("ch5", "C01"); those without a name are left out
    std::vector<CompanionImage> images;
};

/// What files beside Yokogawa's MeasurementData.mlf say of its channels.
struct YokogawaDetail {
    std::string settingFile;                     ///< name of the .mes file, or empty
    std::map<int, double> pixelSizesUm;          ///< by number of channel
};

// Each reads one file's text, in any order of elements, and never looks at another file. They throw Error for `file`: TooLarge and Invalid as XmlDocument; Invalid where the root is
// that of another kind of file. An image without a name, well or site is kept as far as it tells.

/// PerkinElmer (Revvity) Harmony, Index.idx.xml and Index.xml.
Companion parseOperaIndex(std::string_view text, const std::filesystem::path& file);

/// Yokogawa MeasurementData.mlf. `detail` gives the pixel sizes.
Companion parseYokogawaMeasurement(std::string_view text, const std::filesystem::path& file, const YokogawaDetail& detail = {});

/// Yokogawa MeasurementDetail.mrf.
YokogawaDetail parseYokogawaDetail(std::string_view text, const std::filesystem::path& file);

/// The names of channels by number from a .mes file: "405 nm, BP445/45".
std::map<int, std::string> parseYokogawaSetting(std::string_view text, const std::filesystem::path& file);

/// Reads the companion file at `path`, relative to the plate's `root`, and what lies beside it and belongs to it. What cannot be read of those is a problem.
/// Throws Error as readFile and the parsers do.
Companion readCompanion(const std::filesystem::path& root, const std::string& path, CompanionFormat format, std::vector<Problem>& problems);

/// "1" and "3" are A03; empty for what is no row and column of a plate.
std::string wellOfNumbers(std::string_view row, std::string_view column);

/// The path in the plate that a name in a companion file means, where the companion lies in `folder` (with a final '/', or empty). Nothing where it leads out of the plate.
std::optional<std::string> pathInPlate(std::string_view folder, std::string_view name);

} // namespace locascope
