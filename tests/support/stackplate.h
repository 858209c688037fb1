#pragma once

#include "core/files/writefile.h"
#include "core/imaging/encode.h"
#include "core/plate/channelmemory.h"
#include "tests/support/madeimages.h"

#include <filesystem>
#include <string>

namespace locascope::testing {

inline constexpr int stackDepth = 3;

/// Two fields of four channels, whose stains its user has said, in three z planes; every pixel of plane z has the value 10 z. Gives the root.
inline std::filesystem::path writeStackPlate(const std::filesystem::path& dataDirectory, const std::filesystem::path& directory) {
    for (int z = 1; z <= stackDepth; ++z) {
        makeDirectory(directory / ("ZStep_" + std::to_string(z)));
        for (const char* well : {"A01", "B02"})
            for (const char* channel : {"w1", "w2", "w3", "w4"}) {
                const std::string name = "ZStep_" + std::to_string(z) + "/plate_" + well + "_s1_" + channel + ".tif";
                writeFile(directory / name, encodeGreyPng(filledPlane(8, 8, 8, [z](int, int) { return 10 * z; })), {.durability = Durability::Ordered, .access = FileAccess::Default});
            }
    }
    const std::filesystem::path root = std::filesystem::canonical(directory);
    rememberStains(dataDirectory, root, {{"w1", Stain::Nucleus}, {"w2", Stain::Protein}, {"w3", Stain::Microtubules}, {"w4", Stain::Reticulum}});
    return root;
}

} // namespace locascope::testing
