#pragma once

#include "core/files/readfile.h"

#include <cstdint>

namespace locascope::testing {

// Places in a little-endian classic TIFF, so that a test can alter them.

inline std::uint32_t get32(const Bytes& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = value << 8U | std::to_integer<std::uint32_t>(bytes[at + i]);
    return value;
}

inline void set32(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<std::byte>(value >> (8 * i));
}

inline std::size_t firstDirectory(const Bytes& tiff) { return get32(tiff, 4); }

/// Offset of the value field of a tag in the first directory; 0 where it lacks the tag.
inline std::size_t valueOfTag(const Bytes& tiff, int tag) {
    const std::size_t directory = firstDirectory(tiff);
    for (std::size_t i = 0; i < (get32(tiff, directory) & 0xffffU); ++i)
        if ((get32(tiff, directory + 2 + i * 12) & 0xffffU) == static_cast<std::uint32_t>(tag))
            return directory + 2 + i * 12 + 8;
    return 0;
}

/// Offset of the field that names the second directory.
inline std::size_t nextDirectoryField(const Bytes& tiff) {
    const std::size_t directory = firstDirectory(tiff);
    return directory + 2 + (get32(tiff, directory) & 0xffffU) * 12;
}

} // namespace locascope::testing
