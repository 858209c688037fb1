#include "core/store/reviewplace.h"

#include <utility>

namespace locascope {

ReviewPlace::ReviewPlace(std::filesystem::path named)
    : m_named(std::move(named)) {}

bool ReviewPlace::isServer() const {
    const std::string& text = m_named.native();
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
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
