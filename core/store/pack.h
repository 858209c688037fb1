#pragma once

#include "core/files/progress.h"
#include "core/plate/naming.h"
#include "core/plate/plate.h"
#include "core/store/reviewstore.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

// A pack is a plate of its own: some samples of another one with their files, named as they are there, and beside them what is asked and the review that takes the answers.

/// Key of the setting by which a pack's review knows where it came from.
inline constexpr const char* packSetting = "pack";

/// What a pack says of itself.
struct PackNote {
    std::string question;
    std::string plateName;
    std::string fingerprint; ///< of the plate it was made of
    friend bool operator==(const PackNote&, const PackNote&) = default;
};

/// JSON. What is no UTF-8 is replaced.
std::string formatPackNote(const PackNote& note);
/// Nothing where it cannot be read.
std::optional<PackNote> parsePackNote(const std::string& json);

/// That of the review of a pack; nothing for any other.
std::optional<PackNote> packNoteOf(const ReviewStore& review);

/// Where the answers of the pack in this directory are kept, whether or not there are any yet; empty where it is no pack. Links are not followed.
std::filesystem::path answersOfPack(const std::filesystem::path& root);

struct PackRequest {
    std::vector<std::size_t> samples;      ///< places in the plate, each once
    std::string question;
    std::map<std::string, std::string> settings; ///< of the plate's review: what says its display and its vocabulary goes along; empty: there is none
    std::vector<NamingScheme> schemes;     ///< among which is the one by which the plate is read; empty: those that come with the program
    std::string fingerprint;               ///< of the plate
};

struct PackedPlate {
    std::size_t files = 0;
    std::uintmax_t bytes = 0;
};

/// Makes the directory `target`: all of it or nothing, in a hidden directory beside it that is then renamed. Images are copied and never changed. Where the files would be read in another way than
/// they are in the plate, the pack carries how (carryReading). Beside a living QCoreApplication, one thread.
/// Error: Busy where `target` is there; Invalid where it lies in the plate, or where the pack would not be read as the same samples for all that (files that several samples share, ids by the name of the folder); DiskFull before anything is copied; TimedOut after a stop; OutsidePlate for a link out of the plate; those of readFile, writeFile and ReviewStore.
PackedPlate packPlate(const Plate& plate, const PackRequest& request, const std::filesystem::path& target, const Progress& progress = {}, std::stop_token stop = {});

} // namespace locascope
