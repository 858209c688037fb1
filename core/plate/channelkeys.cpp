#include "core/plate/channelkeys.h"

namespace locascope {

namespace {

std::string numbered(const std::string& prefix, int number) { return prefix + "c" + std::to_string(number); }

} // namespace

void ChannelKeys::beginImage() {
    m_used.clear();
    ++m_image;
}

std::string ChannelKeys::keyOf(const std::string& prefix, int number, const std::string& name) {
    std::string key = numbered(prefix, number);
    const auto own = m_names.find(key);
    const bool isFree = !m_used.contains(key);
    const bool isOwn = isFree && own != m_names.end() && own->second == name;
    if (!isOwn) {
        const std::string* known = name.empty() && isFree ? nullptr : knownKey(prefix, name);
        if (known)
            key = *known;
        else if (!isFree || (own != m_names.end() && !own->second.empty() && !name.empty()))
            call(prefix, key = freeKey(prefix), name);
        else if (own == m_names.end() || own->second.empty())
            call(prefix, key, name);
    }
    m_used.insert(key);
    return key;
}

/// The first that this image has not used. Null where there is none.
const std::string* ChannelKeys::knownKey(const std::string& prefix, const std::string& name) {
    const auto found = m_namesakes.find({prefix, name});
    if (found == m_namesakes.end())
        return nullptr;
    Namesakes& namesakes = found->second;
    if (namesakes.image != m_image)
        namesakes.next = 0;
    namesakes.image = m_image;
    for (; namesakes.next < namesakes.keys.size(); ++namesakes.next) {
        const std::string& key = namesakes.keys[namesakes.next];
        if (!m_used.contains(key) && m_names.at(key) == name) // one without a name may have got one
            return &key;
    }
    return nullptr;
}

std::string ChannelKeys::freeKey(const std::string& prefix) {
    int& last = m_last[prefix];
    do
        ++last;
    while (m_names.contains(numbered(prefix, last)));
    return numbered(prefix, last);
}

void ChannelKeys::call(const std::string& prefix, const std::string& key, const std::string& name) {
    m_names[key] = name;
    m_namesakes[{prefix, name}].keys.push_back(key);
}

} // namespace locascope
