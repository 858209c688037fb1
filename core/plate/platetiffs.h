#pragma once

#include "core/plate/tiffmemory.h"
#include "core/plate/tiffrecord.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace locascope {

/// Looks into the TIFFs of a plate, and remembers from one scan to the next what it saw. What was wrong with a file is never remembered, and neither is a file that
/// was changed a moment ago. Used for one scan, on one thread.
class PlateTiffs final {
public:
    /// `root` is canonical. Nothing is remembered where `cacheDirectory` is empty.
    PlateTiffs(std::filesystem::path root, std::filesystem::path cacheDirectory);

    /// One file that was looked into. Outlives no PlateTiffs.
    class Look final {
    public:
        const TiffRecord& record() const { return m_record; }
        /// The OME-XML of its description, which is read now where it is not known. Throws Error as TiffToRead::description and parseOmeXml.
        const OmeDocument& document();

    private:
        friend class PlateTiffs;
        Look(PlateTiffs& tiffs, std::string path) : m_tiffs(tiffs), m_path(std::move(path)) {}

        PlateTiffs& m_tiffs;
        std::string m_path;
        std::optional<FileIdentity> m_identity; ///< none: is not remembered
        TiffRecord m_record;
        std::unique_ptr<TiffToRead> m_file;     ///< where it was opened
    };

    /// `path` is relative to the plate. Throws Error as TiffToRead.
    Look look(const std::string& path);

    /// Writes down what was looked at, and forgets what was not; after the scan of a plate whose files are all looked into. Trouble costs time at the next scan, no more.
    void keep();

    /// How often a file was opened.
    std::size_t opened() const { return m_opened; }

private:
    bool recall(Look& look);
    std::unique_ptr<TiffToRead> open(const std::string& path);
    void remember(const Look& look);

    std::filesystem::path m_root;
    std::filesystem::path m_memoryFile; ///< empty: nothing is remembered
    std::chrono::system_clock::time_point m_now = std::chrono::system_clock::now();
    std::optional<TiffMemory> m_known;  ///< read when it is first asked
    TiffMemory m_seen;                  ///< of this scan
    std::size_t m_opened = 0;
};

} // namespace locascope
