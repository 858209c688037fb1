#pragma once

#include "core/plate/scanplate.h"

#include <cstddef>
#include <filesystem>
#include <optional>

namespace locascope {

/// Samples and paths that are kept of a plate: some 500,000 samples.
inline constexpr std::size_t mostRecallBytes = std::size_t{64} << 20;

/// The plate at `root`, a canonical path, as an earlier scan by the same options found it, where no folder of it changed since: some hundredths of a second for 31,072 samples, of
/// which a scan takes tenths. Likely, not certain: there are file systems that keep no such times, links that lead elsewhere by now, files that were looked into. Who shows it
/// scans behind it and compares (isSamePlate). Nothing where nothing is known, or in options.cacheDirectory nothing can be read. Does not throw.
std::optional<Plate> recalledPlate(const std::filesystem::path& root, const ScanOptions& options);

/// Keeps what was scanned for recalledPlate, where it has a stamp. Trouble is of no consequence and not reported.
void keepForRecall(const std::filesystem::path& cacheDirectory, const Plate& scanned);

/// The file in which the plate at `root` is kept. It lies beside that of its headers, whose bound on all plates counts it, too.
std::filesystem::path recallFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root);

} // namespace locascope
