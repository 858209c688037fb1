#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace locascope {

/// Lower-case hexadecimal SHA-256 (FIPS 180-4), 64 characters, through libcrypto.
std::string sha256(std::span<const std::byte> bytes);
/// The same; empty when `stop` was requested before it was done.
std::string sha256(std::span<const std::byte> bytes, const std::stop_token& stop);
std::string sha256(std::string_view text);
/// Of a file's content, read through readFile (its errors).
std::string sha256OfFile(const std::filesystem::path& path);

} // namespace locascope
