#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace locascope {

/// Walks the fields of an ONNX file (protobuf's wire format, of onnx.proto3 as of ONNX 1.12) without keeping any, and refuses what would take many times its size once it is read: an empty message of two
/// bytes becomes an object of a hundred. Error TooLarge, or Invalid where it is no protobuf. `file` is for errors.
void requireModestOnnx(std::span<const std::byte> bytes, const std::filesystem::path& file);

} // namespace locascope
