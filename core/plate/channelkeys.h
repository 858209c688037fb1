#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace locascope {

/// Gives the channels that lie within files their keys: "c1", "c2", … in the order of a file, behind what the file's name says of the channel. A channel keeps its key from file to file by its
/// name: it has the key of its number unless that belongs to another name, else the one under which its name is known, else the next that is free. No two channels of one image have one key.
class ChannelKeys final {
public:
    /// Channels asked for from now on are those of another image.
    void beginImage();

    /// Of the channel that is `number` (from 1) in its image, once for each. Without a name the number tells.
    std::string keyOf(const std::string& prefix, int number, const std::string& name);

    /// Of every channel by its key; empty where no file says it.
    const std::map<std::string, std::string>& names() const { return m_names; }

private:
    /// The keys that one name has in the order in which it got them: several where an image has it several times.
    struct Namesakes {
        std::vector<std::string> keys;
        std::size_t next = 0;  ///< those before it are of no use to this image
        std::size_t image = 0;
    };

    const std::string* knownKey(const std::string& prefix, const std::string& name);
    std::string freeKey(const std::string& prefix);
    void call(const std::string& prefix, const std::string& key, const std::string& name);

    std::map<std::string, std::string> m_names;
    std::map<std::pair<std::string, std::string>, Namesakes> m_namesakes; ///< by prefix and name
    std::map<std::string, int> m_last;                                    ///< by prefix: numbers up to it are taken
    std::set<std::string> m_used;                                         ///< by this image
    std::size_t m_image = 0;
};

} // namespace locascope
