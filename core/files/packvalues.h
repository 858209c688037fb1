#pragma once

#include "core/files/bytepack.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

namespace locascope {

// What records put with BytePacker and take out again. Bytes of another make give values that the types allow.

/// From 0 up; less is as none.
inline void putMaybe(BytePacker& to, std::optional<int> value) { to.number(value && *value >= 0 ? static_cast<std::uint64_t>(*value) + 1 : 0); }
/// Above 0; 0 is as none.
inline void putMaybe(BytePacker& to, std::optional<double> value) { to.real(value.value_or(0)); }

inline int takeInt(ByteUnpacker& from) { return static_cast<int>(std::min<std::uint64_t>(from.number(), INT_MAX)); }

inline std::optional<int> takeMaybeInt(ByteUnpacker& from) {
    const std::uint64_t value = from.number();
    return value == 0 || value > std::uint64_t{INT_MAX} + 1 ? std::nullopt : std::optional(static_cast<int>(value - 1));
}

inline std::optional<double> takeMaybeReal(ByteUnpacker& from) {
    const double value = from.real();
    return value > 0 ? std::optional(value) : std::nullopt;
}

/// `last` is taken for whatever is beyond it.
template <class Enum>
Enum takeEnum(ByteUnpacker& from, Enum last) {
    return static_cast<Enum>(std::min<std::uint64_t>(from.number(), static_cast<std::uint64_t>(last)));
}

template <class List, class Put>
void putList(BytePacker& to, const List& list, Put putOne) {
    to.number(list.size());
    for (const auto& one : list)
        putOne(to, one);
}

/// Grows with what is there, whatever number was said.
template <class Take>
auto takeList(ByteUnpacker& from, Take take) {
    std::vector<std::invoke_result_t<Take&, ByteUnpacker&>> list;
    for (std::size_t left = from.count(); left > 0 && !from.isShort(); --left)
        list.push_back(take(from));
    return list;
}

} // namespace locascope
