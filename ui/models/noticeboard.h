#pragma once

#include "core/files/error.h"
#include "ui/models/sessiontypes.h"

#include <vector>

namespace locascope {

/// What the reviewer is told until dismissed or settled; one notice per key, the newest.
class NoticeBoard final {
public:
    void say(Severity severity, const QString& key, const QString& text);
    void say(Severity severity, const QString& key, const Error& error);
    /// What was done with `path`.
    void say(const QString& key, const QString& path, const NoticeSummary& summary, Severity severity = Severity::Information);
    /// Whether there was one.
    bool settle(const QString& key);
    bool dismiss(int id);
    const std::vector<Notice>& notices() const { return m_notices; }

private:
    void put(Notice notice);

    std::vector<Notice> m_notices;
    int m_lastId = 0;
};

/// A path for people: bytes that are not UTF-8 are shown as replacement characters.
QString displayPath(const std::filesystem::path& path);

} // namespace locascope
