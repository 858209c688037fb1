#include "core/imaging/plane.h"

#include "core/files/blocks.h"

namespace locascope {

namespace {

std::shared_ptr<std::byte[]> allocated(std::size_t bytes) {
    return {static_cast<std::byte*>(takeBlock(bytes)), [bytes](std::byte* block) { giveBlock(block, bytes); }};
}

} // namespace

Plane::Plane(int width, int height, int bits)
    : m_width(width)
    , m_height(height)
    , m_bits(bits)
    , m_data(allocated(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(bits / 8))) {}

std::size_t ChannelStack::byteCount() const {
    std::size_t bytes = 0;
    for (const Plane& plane : planes.values)
        bytes += plane.isEmpty() ? 0 : plane.byteCount();
    return bytes;
}

Plane KeptPlane::find() const {
    Plane found = m_shape;
    found.m_data = m_data.lock();
    return found.m_data ? found : Plane();
}

} // namespace locascope
