#pragma once

#include "core/plate/stain.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace locascope {

/// One stain of one sample: row-major grey values, 8 or 16 bits as stored, never rescaled. Cheap to copy (shared, immutable once shared).
class Plane {
public:
    Plane() = default;
    /// Allocates; content is undefined. `bits` is 8 or 16.
    Plane(int width, int height, int bits);

    bool isEmpty() const { return !m_data; }
    int width() const { return m_width; }
    int height() const { return m_height; }
    int bits() const { return m_bits; }
    std::size_t bytesPerRow() const { return static_cast<std::size_t>(m_width) * (m_bits / 8); }
    std::size_t byteCount() const { return bytesPerRow() * static_cast<std::size_t>(m_height); }
    int maximumValue() const { return m_bits == 16 ? 65535 : 255; }

    std::byte* data() { return m_data.get(); }
    const std::byte* data() const { return m_data.get(); }
    template <class T>
    T* row(int y) { return reinterpret_cast<T*>(m_data.get() + bytesPerRow() * static_cast<std::size_t>(y)); }
    template <class T>
    const T* row(int y) const { return reinterpret_cast<const T*>(m_data.get() + bytesPerRow() * static_cast<std::size_t>(y)); }
    /// Raw count; no bounds check.
    int valueAt(int x, int y) const { return m_bits == 16 ? row<std::uint16_t>(y)[x] : row<std::uint8_t>(y)[x]; }

private:
    friend class KeptPlane;

    int m_width = 0;
    int m_height = 0;
    int m_bits = 0;
    std::shared_ptr<std::byte[]> m_data;
};

/// Finds a plane again as long as somebody else keeps it.
class KeptPlane {
public:
    KeptPlane() = default;
    explicit KeptPlane(const Plane& plane)
        : m_shape(plane)
        , m_data(plane.m_data) {
        m_shape.m_data.reset();
    }
    bool isEmpty() const { return m_shape.width() == 0; } ///< the plane was
    Plane find() const; ///< empty where nobody does

private:
    Plane m_shape; ///< without its values
    std::weak_ptr<std::byte[]> m_data;
};

/// The planes of one sample, all of one size and depth; a stain it lacks is an empty plane.
struct ChannelStack {
    PerStain<Plane> planes;
    int width = 0;      ///< of the planes held here
    int height = 0;
    int bits = 0;
    int reduction = 1;  ///< 1, 2, 4 or 8: the file's size divided by this
    int fullWidth = 0;  ///< of the file
    int fullHeight = 0;

    bool isEmpty() const { return width == 0; }
    std::size_t byteCount() const;
};

} // namespace locascope
