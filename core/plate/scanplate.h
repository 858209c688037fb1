#pragma once

#include "core/files/progress.h"
#include "core/plate/channeltable.h"
#include "core/plate/naming.h"
#include "core/plate/plate.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

struct ScanOptions {
    std::size_t maxDepth = 64;
    std::string scheme;                ///< key of the naming scheme; empty: recognised
    std::vector<NamingScheme> schemes; ///< to choose from, as in NamingCatalogue; empty: those that come with the program
    ChannelStains channelStains;       ///< what the user said which channel is; goes before what the scheme says and before guesses
    RememberedStains rememberedStains; ///< what the user said before, passed over where it does not fit any more; goes behind channelStains
    std::optional<int> plane;          ///< which z plane is read, from 1 up, the last where a sample has fewer; 0 or none: the maximum of all
    std::optional<double> pixelSizeUm; ///< what the user says; none: what the files say
    std::filesystem::path cacheDirectory; ///< where what was read of TIFFs is remembered, so that the next scan reads new and changed ones only; empty: nowhere
};

/// Lists a directory tree and groups image files into samples by a naming scheme; opens no image, only the scheme's companion files, unless the scheme says that files hold
/// channels, or names do not tell (recognisedScheme): then the structure and the description of TIFFs are read (ChannelFiles), but no pixel.
/// 124,288 files: 0.2 to 0.3 s. Throws Error where the root itself cannot be used (NotFound, PermissionDenied, NotARegularFile: not a directory,
/// Empty: no image in it that the scheme takes) and Invalid where `options` names a scheme or a channel that is not there.
/// All else becomes a problem or a note. FIFOs, sockets, devices and links out of the plate are noted, never opened.
/// Directories whose name begins with a dot are noted and not entered; an OME-Zarr image (*.zarr) is a problem and not entered, and no plate (Unsupported). Links to directories are never followed: what lies in
/// the plate is listed where it lies. Of two files for one plane the one whose path sorts first is kept. A sample without a stain that others have is a problem.
/// `progress` is told the entries seen so far and a total of 0, which means not known; then, where files are looked into, those and their number.
/// When `stop` is requested it returns what it has.
Plate scanPlate(const std::filesystem::path& root, const ScanOptions& options = {}, const Progress& progress = {},
                std::stop_token stop = {});

/// The canonical path of a directory that can be a plate's root. Throws as scanPlate does.
std::filesystem::path usableRoot(const std::filesystem::path& root);

/// The first paths of images in a directory tree in natural order, relative to it, at most `most`: what a dialog shows a scheme at work on. Errors of the root as scanPlate's.
std::vector<std::string> imagePaths(const std::filesystem::path& root, std::size_t most = 100, const Progress& progress = {}, std::stop_token stop = {});

} // namespace locascope
