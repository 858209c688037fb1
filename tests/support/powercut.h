#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace locascope::testing {

/// One act on a file as the recorder of write calls notes it: C create, W write, T truncate, S sync, R rename, U unlink.
struct DiskAct {
    char kind = 0;
    std::string path;
    std::string newPath; ///< of R
    std::uint64_t offset = 0;
    std::string data;
};

/// The recorder's format: kind, two 32-bit path lengths, then offset, length and data length in 64 bits, paths, data.
inline std::vector<DiskAct> diskActsOf(std::string_view record) {
    std::vector<DiskAct> acts;
    constexpr std::size_t head = 33;
    for (std::size_t place = 0; place + head <= record.size();) {
        std::uint32_t pathLength = 0;
        std::uint32_t newPathLength = 0;
        std::uint64_t dataLength = 0;
        DiskAct act{record[place], {}, {}, 0, {}};
        std::memcpy(&pathLength, record.data() + place + 1, 4);
        std::memcpy(&newPathLength, record.data() + place + 5, 4);
        std::memcpy(&act.offset, record.data() + place + 9, 8);
        std::memcpy(&dataLength, record.data() + place + 25, 8);
        place += head;
        act.path = record.substr(place, pathLength);
        act.newPath = record.substr(place + pathLength, newPathLength);
        act.data = record.substr(place + pathLength + newPathLength, dataLength);
        place += pathLength + newPathLength + dataLength;
        acts.push_back(std::move(act));
    }
    return acts;
}

/// What a disk that does not lie may hold after the power fails behind the first `cut` acts: content that was synced is whole; of
/// the rest each write is kept, lost or torn at 512-byte sectors; names made, changed or removed since the directory was last
/// synced are so or not.
class DiskAfterCut final {
public:
    DiskAfterCut(const std::vector<DiskAct>& acts, std::size_t cut, std::mt19937_64& chance)
        : m_chance(chance) {
        for (std::size_t i = 0; i < cut; ++i)
            if (acts[i].kind == 'S')
                m_lastSync[acts[i].path] = i;
        for (std::size_t i = 0; i < cut; ++i)
            replay(acts[i], i);
    }
    const std::map<std::string, std::string>& files() const { return m_files; }

private:
    bool isSynced(const std::string& path, std::size_t act) const {
        const auto last = m_lastSync.find(path);
        return last != m_lastSync.end() && act < last->second;
    }
    bool isNameSynced(const std::string& path, std::size_t act) const {
        return isSynced(std::filesystem::path(path).parent_path().string(), act);
    }
    bool happens(double share) { return std::uniform_real_distribution<>()(m_chance) < share; }

    void replay(const DiskAct& act, std::size_t i) {
        switch (act.kind) {
        case 'C':
            if (!m_files.contains(act.path))
                m_files[act.path];
            break;
        case 'W': write(act, isSynced(act.path, i)); break;
        case 'T':
            if (isSynced(act.path, i) || happens(0.5))
                m_files[act.path].resize(act.offset, '\0');
            break;
        case 'U':
            if (isNameSynced(act.path, i) || happens(0.5))
                m_files.erase(act.path);
            break;
        case 'R':
            if ((isNameSynced(act.newPath, i) || happens(0.5)) && m_files.contains(act.path)) {
                m_files[act.newPath] = std::move(m_files[act.path]);
                m_files.erase(act.path);
            }
            break;
        default: break;
        }
    }

    void write(const DiskAct& act, bool synced) {
        std::string& file = m_files[act.path];
        const double fate = synced ? 0 : std::uniform_real_distribution<>()(m_chance);
        if (fate < 0.45)
            place(file, act.offset, act.data);
        else if (fate < 0.6)
            for (std::size_t sector = 0; sector < act.data.size(); sector += 512)
                if (happens(0.5))
                    place(file, act.offset + sector, act.data.substr(sector, 512));
    }

    static void place(std::string& file, std::uint64_t offset, const std::string& data) {
        if (file.size() < offset + data.size())
            file.resize(offset + data.size(), '\0');
        file.replace(offset, data.size(), data);
    }

    std::mt19937_64& m_chance;
    std::map<std::string, std::size_t> m_lastSync;
    std::map<std::string, std::string> m_files;
};

} // namespace locascope::testing
