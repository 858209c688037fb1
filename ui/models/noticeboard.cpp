#include "ui/models/noticeboard.h"

#include <algorithm>
#include <utility>

namespace locascope {

QString displayPath(const std::filesystem::path& path) {
    const std::string& bytes = path.native();
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

void NoticeBoard::say(Severity severity, const QString& key, const QString& text) {
    put({0, severity, key, text, -1, {}, {}});
}

void NoticeBoard::say(Severity severity, const QString& key, const Error& error) {
    put({0, severity, key, QString::fromStdString(error.detail()), static_cast<int>(error.kind()), displayPath(error.path()), {}});
}

void NoticeBoard::say(const QString& key, const QString& path, const NoticeSummary& summary, Severity severity) {
    put({0, severity, key, {}, -1, path, summary});
}

void NoticeBoard::put(Notice notice) {
    settle(notice.key);
    notice.id = ++m_lastId;
    m_notices.push_back(std::move(notice));
}

bool NoticeBoard::settle(const QString& key) {
    return std::erase_if(m_notices, [&](const Notice& notice) { return notice.key == key; }) > 0;
}

bool NoticeBoard::dismiss(int id) {
    return std::erase_if(m_notices, [&](const Notice& notice) { return notice.id == id; }) > 0;
}

} // namespace locascope
