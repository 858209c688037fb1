#include "core/store/reviewplace.h"

#include <utility>

namespace locascope {

ReviewPlace::ReviewPlace(std::filesystem::path named)
    : m_named(std::move(named)) {}

bool ReviewPlace::isServer() const {
    const std::string& text = m_named.native();
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

std::string ReviewPlace::withoutPassword() const {
    const std::string& text = m_named.native();
    if (!isServer())
        return text;
    const std::size_t begin = text.find("://") + 3;
    const std::size_t question = text.find('?', begin);
    std::string plain = text.substr(begin, question - begin);
    if (const std::size_t at = plain.rfind('@', plain.find('/')), colon = plain.find(':'); at != std::string::npos && colon < at)
        plain.erase(colon, at - colon);
    char separator = '?';
    for (std::size_t from = question; from != std::string::npos;) {
        const std::size_t to = text.find('&', from + 1);
        const std::string option = text.substr(from + 1, to == std::string::npos ? to : to - from - 1);
        if (option.substr(0, option.find('=')).find("password") == std::string::npos && !option.empty())
            plain += std::exchange(separator, '&') + option;
        from = to;
    }
    return "postgresql://" + plain;
}

std::filesystem::path ReviewPlace::shown() const {
    if (!isServer())
        return m_named;
    const std::string& text = m_named.native();
    const std::size_t begin = text.find("://") + 3;
    const std::string rest = text.substr(begin, text.find('?', begin) - begin);
    const std::size_t user = rest.rfind('@');
    return "postgresql://" + (user == std::string::npos ? rest : rest.substr(user + 1));
}

} // namespace locascope
