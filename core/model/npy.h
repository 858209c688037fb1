#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace locascope {

/// An array of numbers. Row-major: as many values as the product of `shape`.
struct NumberArray {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// Most values of an array that is read: 64 images of four channels of 1024 × 1024.
inline constexpr std::int64_t maxArrayValues = std::int64_t{1} << 28;

/// Reads NumPy's .npy (format versions 1.0 to 3.0, numpy.lib.format): booleans, integers of 1 to 8 bytes and floats of 4 or 8, in either byte order and in the order of C or of Fortran. Anything
/// else, objects above all, is never unpickled. `file` is for errors: Invalid (no .npy, a header that breaks the format), Unsupported (another type), TooLarge, EndsEarly, Mismatch (more data than the shape says).
NumberArray parseNpy(std::span<const std::byte> bytes, const std::filesystem::path& file);

/// The same numbers as a .npy of format version 1.0, little-endian floats of 4 bytes. Values as many as the product of `shape`.
std::vector<std::byte> formatNpy(const NumberArray& array);

} // namespace locascope
