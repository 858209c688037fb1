#pragma once

#include "core/files/readfile.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace locascope::testing {

/// A .npy file of that header, whatever it says, and these bytes behind it.
inline Bytes npyOf(const std::string& header, const std::string& data, int version = 1) {
    std::string text("\x93NUMPY", 6);
    text += static_cast<char>(version);
    text += '\0';
    for (int byte = 0; byte < (version == 1 ? 2 : 4); ++byte)
        text += static_cast<char>(header.size() >> (8 * byte) & 0xFFU);
    text += header + data;
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

template <class T>
std::string rawBytes(const std::vector<T>& values) {
    std::string text(values.size() * sizeof(T), '\0');
    std::memcpy(text.data(), values.data(), text.size());
    return text;
}

inline std::string npyHeader(const std::string& type, const std::vector<std::int64_t>& shape, bool isFortran = false) {
    std::string sizes;
    for (const std::int64_t size : shape)
        sizes += std::to_string(size) + ",";
    return "{'descr': '" + type + "', 'fortran_order': " + (isFortran ? "True" : "False") + ", 'shape': (" + sizes + "), }\n";
}

inline Bytes npyOfFloats(const std::vector<float>& values, const std::vector<std::int64_t>& shape) {
    return npyOf(npyHeader("<f4", shape), rawBytes(values));
}

} // namespace locascope::testing
