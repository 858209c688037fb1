#include "core/files/digest.h"

#include "core/files/readfile.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace locascope {

std::string sha256(std::span<const std::byte> bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("libcrypto cannot compute SHA-256; reinstall libssl3");
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{2} * length);
    for (unsigned int i = 0; i < length; ++i) {
        text.push_back(digits[digest[i] >> 4U]);
        text.push_back(digits[digest[i] & 15U]);
    }
    return text;
}

std::string sha256(std::string_view text) {
    return sha256(std::as_bytes(std::span(text.data(), text.size())));
}

std::string sha256OfFile(const std::filesystem::path& path) {
    return sha256(readFile(path));
}

} // namespace locascope
