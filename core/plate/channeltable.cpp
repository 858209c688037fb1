#include "core/plate/channeltable.h"

#include "core/files/error.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace locascope {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

struct Hint {
    std::string_view part; ///< of a name in lower case
    bool isWord;           ///< must stand alone
    Stain stain;
};

// Names of dyes, antigens and lectins by which the stains of these panels are known.
constexpr std::array<Hint, 17> hints = {{{"dapi", false, Stain::Nucleus},
                                         {"hoechst", false, Stain::Nucleus},
                                         {"draq5", false, Stain::Nucleus},
                                         {"nucleus", false, Stain::Nucleus},
                                         {"nuclei", false, Stain::Nucleus},
                                         {"nuclear", false, Stain::Nucleus},
                                         {"dna", true, Stain::Nucleus},
                                         {"tubulin", false, Stain::Microtubules},
                                         {"microtubule", false, Stain::Microtubules},
                                         {"calreticulin", false, Stain::Reticulum},
                                         {"concanavalin", false, Stain::Reticulum},
                                         {"cona", true, Stain::Reticulum},
                                         {"calnexin", false, Stain::Reticulum},
                                         {"reticulum", false, Stain::Reticulum},
                                         {"er", true, Stain::Reticulum},
                                         {"protein", true, Stain::Protein},
                                         {"antibody", true, Stain::Protein}}};

bool isWordByte(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'); }

bool holds(std::string_view name, const Hint& hint) {
    for (std::size_t at = name.find(hint.part); at != std::string_view::npos; at = name.find(hint.part, at + 1)) {
        const std::size_t end = at + hint.part.size();
        if (!hint.isWord || ((at == 0 || !isWordByte(name[at - 1])) && (end == name.size() || !isWordByte(name[end]))))
            return true;
    }
    return false;
}

} // namespace

std::optional<Stain> guessedStain(std::string_view channelName) {
    const std::string name = lowered(channelName);
    for (const Hint& hint : hints)
        if (holds(name, hint))
            return hint.stain;
    return {};
}

std::uint32_t ChannelTable::numberOf(std::string_view key, std::optional<Stain> byScheme) {
    if (!m_channels.empty() && key == m_last)
        return m_lastNumber;
    m_last.assign(key);
    m_lower.assign(key);
    std::transform(m_lower.begin(), m_lower.end(), m_lower.begin(), lower);
    const auto [entry, isNew] = m_numbers.try_emplace(m_lower, static_cast<std::uint32_t>(m_channels.size()));
    if (isNew)
        m_channels.push_back({std::string(key), {}, byScheme, byScheme ? Channel::Source::Scheme : Channel::Source::Nobody});
    return m_lastNumber = entry->second;
}

/// Null where it is not there.
Channel* ChannelTable::find(std::string_view key) {
    const auto known = m_numbers.find(lowered(key));
    return known == m_numbers.end() ? nullptr : &m_channels[known->second];
}

void ChannelTable::setName(std::string_view key, const std::string& name) {
    if (Channel* channel = find(key))
        channel->name = name;
}

void ChannelTable::assign(const ChannelStains& byUser, const RememberedStains& remembered, const std::filesystem::path& root) {
    PerStain<bool> told{};
    const auto tell = [&told](Channel& channel, Stain stain) {
        channel.stain = stain;
        channel.source = Channel::Source::User;
        told[stain] = true;
    };
    for (const auto& [key, said] : remembered)
        if (Channel* channel = find(key); channel && (!said.name || *said.name == channel->name))
            tell(*channel, said.stain);
    for (const auto& [key, stain] : byUser) {
        if (Channel* channel = find(key)) {
            tell(*channel, stain);
            continue;
        }
        std::string keys;
        for (const Channel& channel : sorted())
            keys += (keys.empty() ? "" : ", ") + channel.key;
        throw Error(ErrorKind::Invalid, root, "has no channel " + key + "; its channels are " + keys);
    }
    std::vector<Channel*> order;
    for (Channel& channel : m_channels)
        order.push_back(&channel);
    std::sort(order.begin(), order.end(), [](const Channel* left, const Channel* right) { return naturallyBefore(left->key, right->key); });
    PerStain<bool> taken = told;
    for (Channel* channel : order) {
        if (channel->source == Channel::Source::Scheme && told[*channel->stain]) {
            channel->stain.reset(); // the user gave its stain to another channel
            channel->source = Channel::Source::Nobody;
        } else if (channel->stain) {
            taken[*channel->stain] = true;
        }
    }
    for (Channel* channel : order) {
        if (channel->source != Channel::Source::Nobody)
            continue;
        const std::optional<Stain> guess = guessedStain(channel->name.empty() ? channel->key : channel->name);
        if (!guess || taken[*guess])
            continue;
        channel->stain = guess;
        channel->source = Channel::Source::Guess;
        taken[*guess] = true;
    }
}

std::vector<Channel> ChannelTable::sorted() const {
    std::vector<Channel> channels = m_channels;
    std::sort(channels.begin(), channels.end(), [](const Channel& left, const Channel& right) { return naturallyBefore(left.key, right.key); });
    return channels;
}

} // namespace locascope
