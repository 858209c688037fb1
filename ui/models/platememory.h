#pragma once

#include "core/review/blinding.h"
#include "ui/models/contrastbook.h"

#include <filesystem>
#include <string>

namespace locascope {

/// What lets a plate open where one was, before its review is read. A copy of what the review keeps; may be lost at any time.
struct PlateMemory {
    std::string sampleId;   ///< bytes; empty: not known
    PlateContrast contrast; ///< of the plate
    int plane = 0;          ///< z plane that `contrast` is of, from 1 up; 0: the maximum of all
    Blinding blinding = {}; ///< so that nothing is seen before the review says that it is hidden
};

std::filesystem::path plateMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root, const std::string& reviewer);
/// Empty where there is none or it cannot be read.
PlateMemory readPlateMemory(const std::filesystem::path& file);
/// Trouble is of no consequence and not reported.
void writePlateMemory(const std::filesystem::path& file, const PlateMemory& memory);

/// Bytes as ASCII JSON text and back.
std::string formatPosition(const std::string& sampleId);
std::string parsePosition(std::string_view json);

} // namespace locascope
