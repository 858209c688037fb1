#include "core/files/sealedfile.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"

namespace locascope {

namespace {

constexpr std::size_t checkLetters = 16; // of the SHA-256 of all that follows

std::string checkOf(std::string_view bytes) { return sha256(bytes).substr(0, checkLetters); }

} // namespace

std::string readSealed(const std::filesystem::path& file, const FileSeal& seal) {
    try {
        const std::size_t head = seal.mark.size() + checkLetters;
        const Bytes bytes = readFile(file, {.maxBytes = head + seal.mostBytes, .inside = {}, .prefixBytes = {}});
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (text.size() < head || !text.starts_with(seal.mark) || checkOf(text.substr(head)) != text.substr(seal.mark.size(), checkLetters))
            return {};
        return std::string(text.substr(head));
    } catch (const Error&) {
        return {};
    }
}

void writeSealed(const std::filesystem::path& file, const FileSeal& seal, std::string_view body) {
    if (body.size() > seal.mostBytes)
        return;
    makeDirectory(file.parent_path());
    std::string text(seal.mark);
    text += checkOf(body);
    writeFile(file, text.append(body), {.durability = Durability::Ordered, .access = FileAccess::Private});
}

} // namespace locascope
