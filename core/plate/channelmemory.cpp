#include "core/plate/channelmemory.h"

#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/plate/plate.h"

#include <algorithm>
#include <sstream>

namespace locascope {

namespace {

constexpr std::size_t maxAnswerBytes = 1 << 20;

std::filesystem::path answerFile(const std::filesystem::path& dataDirectory, const std::filesystem::path& root) {
    return dataDirectory / "channels" / (sha256(root.native()).substr(0, 16) + ".txt");
}

/// "key=stain=name", or "key=stain".
void take(RememberedStains& stains, const std::string& line) {
    const std::size_t first = line.find('=');
    if (first == std::string::npos)
        return;
    const std::size_t second = std::min(line.find('=', first + 1), line.size());
    const auto stain = stainOfKey(line.substr(first + 1, second - first - 1));
    if (!stain)
        return;
    stains[percentDecoded(line.substr(0, first))] = {*stain, second < line.size() ? std::optional(percentDecoded(line.substr(second + 1))) : std::nullopt};
}

std::optional<RememberedStains> readStains(const std::filesystem::path& file, const std::optional<std::filesystem::path>& inside) {
    try {
        const Bytes bytes = readFile(file, {.maxBytes = maxAnswerBytes, .inside = inside, .prefixBytes = {}});
        std::istringstream text(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
        RememberedStains stains;
        for (std::string line; std::getline(text, line);)
            take(stains, line);
        return stains;
    } catch (const Error&) {
        return {};
    }
}

} // namespace

std::optional<RememberedStains> rememberedStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root) {
    const auto said = dataDirectory.empty() ? std::nullopt : readStains(answerFile(dataDirectory, root), {});
    return said ? said : readStains(root / carriedStainsFile, root);
}

void rememberStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const ChannelStains& stains, const std::vector<Channel>& channels) {
    const std::filesystem::path file = answerFile(dataDirectory, root);
    makeDirectory(file.parent_path());
    writeStains(file, stains, channels);
}

void writeStains(const std::filesystem::path& file, const ChannelStains& stains, const std::vector<Channel>& channels) {
    std::string text;
    for (const auto& [key, stain] : stains) {
        const auto named = std::find_if(channels.begin(), channels.end(), [&key = key](const Channel& channel) { return channel.key == key; });
        text += percentEncoded(key) + "=" + std::string(stainKey(stain)) + (named == channels.end() ? "" : "=" + percentEncoded(named->name)) + "\n";
    }
    writeFile(file, text.empty() ? "\n" : text); // an empty file would be taken for a damaged one
}

} // namespace locascope
