#include "tests/tree/sourcetree.h"

#include <QRegularExpression>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace locascope::tree {

namespace {

namespace fs = std::filesystem;

bool isBelow(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

bool isHeader(const SourceFile& file) { return file.path.ends_with(".h"); }

std::string at(const SourceFile& file, std::size_t position, const std::string& what) {
    const auto end = file.code.begin() + static_cast<std::ptrdiff_t>(position);
    return file.path + ":" + std::to_string(std::count(file.code.begin(), end, '\n') + 1) + ": " + what;
}

/// Latin-1 has one character a byte, so that positions are those of the file.
QRegularExpressionMatchIterator everyMatch(const SourceFile& file, const QRegularExpression& pattern) {
    return pattern.globalMatch(QString::fromLatin1(file.code.data(), static_cast<qsizetype>(file.code.size())));
}

std::vector<Finding> matches(const SourceFile& file, const QRegularExpression& pattern, const std::string& why) {
    std::vector<Finding> found;
    for (auto match = everyMatch(file, pattern); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        found.push_back(at(file, static_cast<std::size_t>(one.capturedStart()), one.captured().toStdString() + " " + why));
    }
    return found;
}

/// "core/plate" of "core/plate/stain.h"; "app" of everything below app.
std::string roomOf(std::string_view path) {
    if (isBelow(path, "app")) {
        return "app";
    }
    const auto first = path.find('/');
    const auto second = first == std::string_view::npos ? first : path.find('/', first + 1);
    return std::string(second == std::string_view::npos ? path : path.substr(0, second));
}

/// Which rooms a room may look into, itself aside: the arrows of ARCHITECTURE.md.
const std::map<std::string, std::set<std::string>>& arrows() {
    static const std::map<std::string, std::set<std::string>> allowed = [] {
        std::map<std::string, std::set<std::string>> rooms;
        rooms["core/files"] = {};
        rooms["core/plate"] = {"core/files"};
        rooms["core/imaging"] = {"core/plate", "core/files"};
        rooms["core/review"] = {"core/plate", "core/files"};
        rooms["core/store"] = {"core/review", "core/plate", "core/files"};
        rooms["core/simulation"] = {"core/imaging", "core/review", "core/plate", "core/files"};
        rooms["core/model"] = {"core/imaging", "core/plate", "core/files"};
        rooms["core/similarity"] = {"core/files"};
        rooms["core/onnx"] = {"core/files"};
        rooms["core/learning"] = {"core/model", "core/onnx", "core/simulation", "core/imaging", "core/review", "core/plate", "core/files"};
        rooms["ui/figure"] = {"core/imaging", "core/plate", "core/files"};
        rooms["ui/models"] = {"core/files",      "core/plate", "core/imaging", "core/review", "core/store",
                              "core/simulation", "core/model", "core/similarity"};
        rooms["ui/widgets"] = rooms["ui/models"];
        rooms["ui/widgets"].insert({"ui/models", "ui/figure"});
        rooms["app"] = rooms["ui/widgets"];
        rooms["app"].insert("ui/widgets");
        return rooms;
    }();
    return allowed;
}

struct Include {
    std::size_t position;
    std::string name;
    bool quoted;
};

std::vector<Include> includes(const SourceFile& file) {
    static const QRegularExpression pattern(QStringLiteral(R"((^|\n)[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])"));
    std::vector<Include> found;
    for (auto match = everyMatch(file, pattern); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        found.push_back({static_cast<std::size_t>(one.capturedStart(2)), one.captured(3).toStdString(), one.captured(2) == QLatin1String("\"")});
    }
    return found;
}

} // namespace

std::vector<SourceFile> sourceFiles(const fs::path& root, const std::vector<std::string>& folders) {
    std::vector<SourceFile> files;
    for (const std::string& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const fs::path extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) {
                continue;
            }
            std::ifstream stream(entry.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(stream), {}};
            files.push_back({fs::relative(entry.path(), root).generic_string(), withoutComments(text)});
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::string withoutComments(std::string_view text) {
    enum class In { Code, String, Character, Line, Block } in = In::Code;
    std::string code;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (in == In::Code) {
            const bool digitSeparator = c == '\'' && i > 0 && std::isxdigit(static_cast<unsigned char>(text[i - 1]));
            in = c == '/' && next == '/'         ? In::Line
                 : c == '/' && next == '*'       ? In::Block
                 : c == '"'                      ? In::String
                 : c == '\'' && !digitSeparator  ? In::Character
                                                 : In::Code;
            code += in == In::Line || in == In::Block ? ' ' : c;
        } else if (in == In::String || in == In::Character) {
            code += c;
            if (c == '\\') {
                code += next;
                ++i;
            } else if (c == (in == In::String ? '"' : '\'')) {
                in = In::Code;
            }
        } else {
            const bool ends = in == In::Line ? c == '\n' : c == '/' && text[i - 1] == '*';
            code += c == '\n' ? '\n' : ' ';
            in = ends ? In::Code : in;
        }
    }
    return code;
}

bool isPrivate(const SourceFile& header, const std::vector<SourceFile>& all) {
    const std::string included = "#include \"" + header.path + "\"";
    return std::none_of(all.begin(), all.end(), [&](const SourceFile& file) {
        return roomOf(file.path) != roomOf(header.path) && file.code.find(included) != std::string::npos;
    });
}

std::vector<Finding> crossingIncludes(const SourceFile& file) {
    const std::string room = roomOf(file.path);
    const auto allowed = arrows().find(room);
    if (allowed == arrows().end()) {
        return {at(file, 0, "is in no room of ARCHITECTURE.md")};
    }
    std::vector<Finding> found;
    for (const Include& include : includes(file)) {
        if (!include.quoted || include.name.ends_with(".moc")) {
            continue;
        }
        const std::string target = roomOf(include.name);
        if (!arrows().contains(target)) {
            found.push_back(at(file, include.position, "include \"" + include.name + "\" does not start at the project's root"));
        } else if (target != room && !allowed->second.contains(target)) {
            found.push_back(at(file, include.position, room + " must not look into " + target));
        }
    }
    return found;
}

std::vector<Finding> strayTorch(const SourceFile& file) {
    if (isBelow(file.path, "core/learning")) {
        return {};
    }
    static const QRegularExpression pattern(QStringLiteral(R"(#[ \t]*include[ \t]*[<"](torch|ATen|c10|caffe2)/|\btorch::|\bat::Tensor\b)"));
    return matches(file, pattern, "belongs to core/learning");
}

std::vector<Finding> strayWidgets(const SourceFile& file, const fs::path& widgetsHeaders) {
    if (isBelow(file.path, "ui/widgets") || isBelow(file.path, "app")) {
        return {};
    }
    std::vector<Finding> found;
    for (const Include& include : includes(file)) {
        if (include.name.starts_with("QtWidgets") || include.name == "qcustomplot.h" || fs::exists(widgetsHeaders / include.name)) {
            found.push_back(at(file, include.position, include.name + " belongs to ui/widgets"));
        }
    }
    return found;
}

std::vector<Finding> strayTexts(const SourceFile& file) {
    if (isBelow(file.path, "ui/widgets") || isBelow(file.path, "app")) {
        return {};
    }
    static const QRegularExpression pattern(QStringLiteral(R"(\btr\(|\bQCoreApplication::translate\b|\bQT_TR_NOOP\b|\bQT_TRANSLATE_NOOP\b|\bqtTrId\b)"));
    return matches(file, pattern, "belongs to ui/widgets");
}

std::vector<Finding> foreignTypes(const SourceFile& file) {
    if (!isBelow(file.path, "core") || !isHeader(file)) {
        return {};
    }
    static const QRegularExpression qt(QStringLiteral(R"(\b(QImage|QString|QObject|QByteArray|QVariant)\b)"));
    static const QRegularExpression openCv(QStringLiteral(R"(\bcv::Mat\b)"));
    std::vector<Finding> found = matches(file, qt, "in a core header");
    if (!isBelow(file.path, "core/imaging") && !isBelow(file.path, "core/learning")) {
        const auto more = matches(file, openCv, "outside core/imaging and core/learning");
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

std::vector<Finding> strayWriters(const SourceFile& file) {
    // The second makes the empty private file that SQLite then fills.
    if (isBelow(file.path, "core/files") || file.path == "core/store/databasefile.cpp") {
        return {};
    }
    static const QRegularExpression pattern(QStringLiteral(R"(\bQSaveFile\b|\bofstream\b|\bstd::fstream\b|\bfopen\s*\(|\bfreopen\s*\(|\bimwrite\b|\btorch::save\b|\bsave_to_file\b|\bQTemporaryFile\b|\bTIFFOpen\b|\bcopy_file\b|\b(open|openat)\s*\([^;]*\bO_(WRONLY|RDWR|CREAT|APPEND)\b|\bcreat\s*\()"));
    std::vector<Finding> found = matches(file, pattern, "outside core/files");
    static const QRegularExpression device(QStringLiteral(R"(\b(QIODevice|QFile)::(WriteOnly|ReadWrite|Append|Truncate)\b)"));
    if (file.code.find("QBuffer") == std::string::npos) {
        const auto more = matches(file, device, "outside core/files");
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

std::vector<Finding> strayReaders(const SourceFile& file) {
    if (isBelow(file.path, "core/files")) {
        return {};
    }
    static const QRegularExpression pattern(QStringLiteral(R"(\bstd::ifstream\b(?!\("/proc/)|\bimread\b|\bTIFFOpen\b|\bQImageReader\b)"));
    return matches(file, pattern, "outside core/files");
}

std::vector<Finding> blockingCalls(const SourceFile& file) {
    if (!isBelow(file.path, "ui")) {
        return {};
    }
    static const QRegularExpression pattern(QStringLiteral(R"(\bprocessEvents\s*\(|\bwaitForFinished\s*\()"));
    return matches(file, pattern, "blocks or re-enters the window's thread");
}

} // namespace locascope::tree
