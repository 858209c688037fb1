#pragma once

#include "core/files/writefile.h"
#include "core/imaging/encode.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locascope::testing {

/// Files "<id>_<colour>.png" of one sample: four grey PNGs, each of another pattern, so that no two are equal.
inline void addSample(const std::filesystem::path& directory, const std::string& id, int size = 16) {
    int seed = 1;
    for (const char* colour : {"blue", "green", "red", "yellow"}) {
        Plane plane(size, size, 8);
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                plane.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>((x * 5 * seed + y * 3 + seed * 40) % 256);
        ++seed;
        writeFile(directory / (id + "_" + colour + ".png"), encodeGreyPng(plane), {.durability = Durability::Ordered});
    }
}

inline void addSamples(const std::filesystem::path& directory, const std::vector<std::string>& ids, int size = 16) {
    for (const std::string& id : ids)
        addSample(directory, id, size);
}

} // namespace locascope::testing
