#pragma once

#include "core/plate/scanplate.h"
#include "core/store/findreview.h"
#include "tests/support/addsamples.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace locascope::testing {

inline QString pathText(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

/// Every entry below `directory` with the time of its last change.
inline std::set<std::string> treeOf(const std::filesystem::path& directory) {
    std::set<std::string> tree;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        tree.insert(entry.path().string() + " " +
                    std::to_string(entry.last_write_time().time_since_epoch().count()));
    }
    return tree;
}

/// A directory of one test's own: a plate of small images, a data directory, and room for CSV files.
class PlateWorld final {
public:
    explicit PlateWorld(const std::vector<std::string>& ids) {
        std::filesystem::create_directory(plate());
        addSamples(plate(), ids);
    }

    std::filesystem::path plate() const { return m_folder / "plate"; }
    std::filesystem::path data() const { return m_folder / "data"; }
    std::filesystem::path operator/(const std::string& name) const { return m_folder / name; }
    /// What the program is told of its surroundings.
    std::map<QString, QString> environment() const {
        return {{QStringLiteral("LOCASCOPE_DATA_DIR"), pathText(data())},
                {QStringLiteral("LOCASCOPE_CACHE_DIR"), pathText(m_folder / "cache")}};
    }

    std::filesystem::path put(const std::string& name, const std::string& text) const {
        writeFile(m_folder / name, text, {.durability = Durability::Ordered});
        return m_folder / name;
    }
    std::string textOf(const std::string& name) const {
        std::ifstream file(m_folder / name, std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    ProgramRun run(const QStringList& arguments) const { return runProgram(arguments, environment()); }
    ProgramRun import(const std::filesystem::path& file, const QStringList& more = {}) const {
        return run(QStringList{QStringLiteral("import"), pathText(plate()), pathText(file)} + more);
    }
    ProgramRun exportTo(const std::filesystem::path& file, const QStringList& more = {}) const {
        return run(QStringList{QStringLiteral("export"), pathText(plate()), QStringLiteral("--out"),
                               pathText(file)} +
                   more);
    }

    /// The plate's own review, as the window would open it. Needs a living QCoreApplication.
    std::unique_ptr<ReviewStore> review() const {
        const PlateIdentity identity{plate(), plateFingerprint(scanPlate(plate()))};
        return ReviewStore::open(findReview(data(), identity).file, identity);
    }
    bool hasReview() const { return std::filesystem::exists(data() / "reviews"); }

private:
    TemporaryFolder m_folder;
};

} // namespace locascope::testing
