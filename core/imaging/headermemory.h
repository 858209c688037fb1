#pragma once

#include "core/files/fileidentity.h"
#include "core/imaging/decode.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace locascope {

/// The headers of whole files as they were read once, so that the next opening of a plate reads those only that are new or changed. Known by path, size and time of the
/// last change; what was wrong with a file is never remembered. 40 bytes a file. A value; may be asked from several threads.
class HeaderMemory final {
public:
    using Key = std::array<std::byte, 16>; ///< the first bytes of a SHA-256

    struct Entry {
        Key key{};
        std::int32_t width = 0;
        std::int32_t height = 0;
        std::uint16_t pages = 0;
        std::uint8_t channels = 0;
        std::uint8_t bits = 0;
        std::uint8_t format = 0;
        std::uint8_t flags = 0;
        std::uint8_t chromaAcross = 1;
        std::uint8_t chromaDown = 1;
        double pixelSizeUm = 0; ///< 0: not known
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    static constexpr std::size_t atMost = std::size_t{1} << 21; ///< entries kept of a plate, 80 MB

    static Key keyOf(std::string_view relativePath, const FileIdentity& identity, const ImagePlace& place = {});
    /// Empty where the header holds what an entry has no room for; such a file is read each time.
    static std::optional<Entry> entryOf(const Key& key, const ImageHeader& header);

    HeaderMemory() = default;
    /// In any order; what is beyond `atMost` is left out.
    explicit HeaderMemory(std::vector<Entry> entries);

    std::optional<ImageHeader> find(const Key& key) const;
    std::size_t size() const { return m_entries.size(); }
    friend bool operator==(const HeaderMemory&, const HeaderMemory&) = default;

    /// Empty where the file is not there, damaged, or of another version. Does not throw.
    static HeaderMemory read(const std::filesystem::path& file);
    /// Throws Error as writeFile.
    void write(const std::filesystem::path& file) const;

private:
    std::vector<Entry> m_entries; ///< by key
};

/// The file in which the headers of the plate at `root` are remembered.
std::filesystem::path headerMemoryFile(const std::filesystem::path& cacheDirectory, const std::filesystem::path& root);

/// Removes the files that were changed longest ago until those left take no more than `bytes`. Does not throw.
void keepNewestHeaderMemories(const std::filesystem::path& cacheDirectory, std::uintmax_t bytes = std::uintmax_t{256} << 20);

} // namespace locascope
