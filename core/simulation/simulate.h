#pragma once

#include "core/files/progress.h"
#include "core/imaging/plane.h"
#include "core/plate/labelset.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace locascope {

/// How often each class occurs.
enum class ClassBalance {
    Challenge, ///< as in the challenge's training set
    Balanced,  ///< every class about equally often
};

enum class PlateLayout {
    Challenge, ///< <uuid>_<colour>.png, flat
    Atlas,     ///< <antibody>_<plate>_<well>_<site>_<colour>.png, flat, as the atlas names its downloads
    Plate,     ///< <well>/<well>_<site>_<colour>.png, one folder a well; one antibody a well
};

struct SimulationOptions {
    std::size_t samples = 96;
    int size = 512; ///< pixels, square, 16 to 4096: the same field of view, more or less finely sampled
    std::uint64_t seed = 1;
    ClassBalance balance = ClassBalance::Challenge;
    PlateLayout layout = PlateLayout::Challenge;
    /// 0: clean teaching images; 1: everything that makes real plates hard (weak second locations,
    /// minorities, inherited labels, debris, …); up to 4: more of it.
    double hardness = 1;
};

/// One simulated field with everything that is known of it.
struct SimulatedField {
    std::string id;     ///< unique in a plate; files are named after it
    ChannelStack stack; ///< 8 bits
    LabelSet truth;     ///< what is drawn
    LabelSet label;     ///< what the antibody's label says: truth plus what is inherited and not visible
    /// Per class of `truth`, in ascending order: where the pattern was drawn, 0 or 255, full size. None of
    /// them is all zeros.
    std::vector<Plane> masks;
    std::string antibody; ///< "HPA012345"; 2 to 6 neighbouring indices share it, and its labels (the last
                          ///< antibody of a plate may have 1)
    std::string cellLine;
    std::string plateName; ///< of the Atlas layout, else empty
    std::string well;      ///< of the Atlas and Plate layouts, else empty
    int site = 1;          ///< among the antibody's fields
    bool empty = false;    ///< a field without cells
};

/// Deterministic in (options, index) alone: any field can be made by itself, on any thread, in any order,
/// with the same bytes on every machine with IEEE arithmetic. `options.samples` changes names in the Plate
/// layout, and nothing else. Takes about 60 ms at 512 pixels. Error Invalid where `size` is out of range.
SimulatedField simulateField(const SimulationOptions& options, std::size_t index);

struct SimulatedPlateFiles {
    std::filesystem::path truthFile;      ///< CSV `Id,Target` with the labels, written when not empty
    std::filesystem::path masksDirectory; ///< <id>_<class>.png, written when not empty
    std::filesystem::path
        sheetFile; ///< CSV `Id,antibody,cell_line,plate,well,site,visible`, written when not empty
};

/// Writes a plate on `threads` threads (0: as many as the machine has). The directory is made; it must hold
/// no images (Error Busy names one), and no CSV file may exist yet (Error Busy). Errors as writeFile's. When
/// `stop` is requested it stops between fields; CSV files are then not written.
void simulatePlate(const std::filesystem::path& directory, const SimulationOptions& options,
                   const SimulatedPlateFiles& files = {}, const Progress& progress = {},
                   std::stop_token stop = {}, unsigned threads = 1);

} // namespace locascope
