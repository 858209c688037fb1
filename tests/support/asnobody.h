#pragma once

#include <unistd.h>

#include <filesystem>

namespace locascope::testing {

/// While it lives, the process has the rights of an ordinary user who owns `folder`; no change where it is
/// one already.
class AsNobody final {
public:
    explicit AsNobody(const std::filesystem::path& folder)
        : m_wasRoot(::geteuid() == 0) {
        if (m_wasRoot && ::chown(folder.c_str(), nobody, nobody) == 0)
            m_changed = ::seteuid(nobody) == 0;
    }
    ~AsNobody() {
        if (m_changed)
            (void)!::seteuid(0);
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

    bool holds() const { return !m_wasRoot || m_changed; }

private:
    static constexpr uid_t nobody = 65534;
    bool m_wasRoot;
    bool m_changed = false;
};

} // namespace locascope::testing
