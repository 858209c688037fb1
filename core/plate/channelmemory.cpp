#include "core/plate/channelmemory.h"

#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/plate/plate.h"

#include <sstream>

namespace locascope {

namespace {

constexpr std::size_t maxAnswerBytes = 1 << 20;

std::filesystem::path answerFile(const std::filesystem::path& dataDirectory, const std::filesystem::path& root) {
    return dataDirectory / "channels" / (sha256(root.native()).substr(0, 16) + ".txt");
}

} // namespace

std::optional<ChannelStains> rememberedStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root) {
    if (dataDirectory.empty())
        return {};
    try {
        const Bytes bytes = readFile(answerFile(dataDirectory, root), {.maxBytes = maxAnswerBytes, .inside = {}, .prefixBytes = {}});
        std::istringstream text(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
        ChannelStains stains;
        for (std::string line; std::getline(text, line);) {
            const std::size_t equals = line.find('=');
            if (const auto stain = equals == std::string::npos ? std::nullopt : stainOfKey(line.substr(equals + 1)))
                stains[percentDecoded(line.substr(0, equals))] = *stain;
        }
        return stains;
    } catch (const Error&) {
        return {};
    }
}

void rememberStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const ChannelStains& stains) {
    std::string text;
    for (const auto& [key, stain] : stains)
        text += percentEncoded(key) + "=" + std::string(stainKey(stain)) + "\n";
    const std::filesystem::path file = answerFile(dataDirectory, root);
    makeDirectory(file.parent_path());
    writeFile(file, text);
}

} // namespace locascope
