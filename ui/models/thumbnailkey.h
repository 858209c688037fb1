#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstring>
#include <functional>

namespace locascope {

/// Says what a small picture was made of. The first bytes of a SHA-256.
struct ThumbnailKey {
    std::array<unsigned char, 16> bytes{};
    friend auto operator<=>(const ThumbnailKey&, const ThumbnailKey&) = default;
};

struct ThumbnailKeyHash {
    std::size_t operator()(const ThumbnailKey& key) const {
        std::size_t hash = 0;
        std::memcpy(&hash, key.bytes.data(), sizeof hash);
        return hash;
    }
};

} // namespace locascope
