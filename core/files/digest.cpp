#include "core/files/digest.h"

#include "core/files/readfile.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace locascope {

namespace {

constexpr std::size_t betweenLooks = std::size_t{256} << 10; // a fraction of a millisecond

struct ContextEnd {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

void requireDone(int result) {
    if (result != 1)
        throw std::runtime_error("libcrypto cannot compute SHA-256; reinstall libssl3");
}

std::string hexadecimal(std::span<const unsigned char> digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

} // namespace

std::string sha256(std::span<const std::byte> bytes) { return sha256(bytes, {}); }

std::string sha256(std::span<const std::byte> bytes, const std::stop_token& stop) {
    const std::unique_ptr<EVP_MD_CTX, ContextEnd> context(EVP_MD_CTX_new());
    requireDone(context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1 ? 1 : 0);
    for (std::size_t done = 0; done < bytes.size(); done += betweenLooks) {
        if (stop.stop_requested())
            return {};
        const auto part = bytes.subspan(done, std::min(betweenLooks, bytes.size() - done));
        requireDone(EVP_DigestUpdate(context.get(), part.data(), part.size()));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    requireDone(EVP_DigestFinal_ex(context.get(), digest.data(), &length));
    return hexadecimal(std::span(digest).first(length));
}

std::string sha256(std::string_view text) {
    return sha256(std::as_bytes(std::span(text.data(), text.size())));
}

std::string sha256OfFile(const std::filesystem::path& path) {
    return sha256(readFile(path));
}

} // namespace locascope
