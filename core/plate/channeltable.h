#pragma once

#include "core/plate/plate.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locascope {

/// What a user said of channels: their keys, in any case, and the stains.
using ChannelStains = std::map<std::string, Stain>;

/// What a user said of a channel at an earlier time.
struct RememberedStain {
    Stain stain{};
    std::optional<std::string> name; ///< of the channel at that time, empty where it had none; none: not known
    friend bool operator==(const RememberedStain&, const RememberedStain&) = default;
};
using RememberedStains = std::map<std::string, RememberedStain>; ///< by key, in any case

/// The stain that a channel's name makes likely: DAPI and Hoechst for the nucleus, tubulin, calreticulin and so on. Nothing where it does not tell.
std::optional<Stain> guessedStain(std::string_view channelName);

/// The channels of a plate while it is read, by number in the order in which they were met. Keys are equal whatever their case.
class ChannelTable final {
public:
    std::uint32_t numberOf(std::string_view key, std::optional<Stain> byScheme);
    void setName(std::string_view key, const std::string& name);

    /// What the user says counts before the scheme's table, that before a guess by name and key. Of several channels that might be guessed to be one stain it is the
    /// first by key. Throws Error Invalid naming `root` where the user speaks of a channel that is not there. Of what is remembered, that is passed over which is of a channel that is not there
    /// or has another name now.
    void assign(const ChannelStains& byUser, const RememberedStains& remembered, const std::filesystem::path& root);

    const Channel& at(std::uint32_t number) const { return m_channels[number]; }
    std::size_t size() const { return m_channels.size(); }
    /// In natural order of key.
    std::vector<Channel> sorted() const;

private:
    Channel* find(std::string_view key);

    std::vector<Channel> m_channels;
    std::unordered_map<std::string, std::uint32_t> m_numbers; ///< by key in lower case
    std::string m_lower;                                      ///< scratch
    std::string m_last;                                       ///< the last key asked for, as it was
    std::uint32_t m_lastNumber = 0;
};

} // namespace locascope
