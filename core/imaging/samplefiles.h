#pragma once

#include "core/imaging/loadsample.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace locascope {

/// A file as it was read.
class FileContent final {
public:
    /// `packed`: as it is on disk, where that is not `bytes` and a digest will be asked for.
    FileContent(Bytes bytes, Bytes packed)
        : m_bytes(std::move(bytes))
        , m_packed(std::move(packed)) {}

    const Bytes& bytes() const { return m_bytes; } ///< unpacked
    /// SHA-256 of the file as it is on disk; computed once, by whoever asks first. Empty when `stop` was requested before it was known. Any thread.
    std::string digest(const std::stop_token& stop) const;

private:
    Bytes m_bytes;
    Bytes m_packed;
    mutable std::mutex m_mutex;
    mutable std::string m_digest; ///< empty until it is known
};

/// The files of one sample while it is read: each is read and unpacked once where a file may hold several of its planes. Any thread.
class SampleFiles final {
public:
    /// Both must outlive it.
    SampleFiles(const Plate& plate, const LoadOptions& options)
        : m_plate(plate)
        , m_options(options) {}

    /// Throws as readFile and unpackedImage, each time anew.
    std::shared_ptr<const FileContent> content(const std::string& file);

private:
    struct Kept {
        std::mutex reading;
        std::shared_ptr<const FileContent> content;
    };

    Kept& keptOf(const std::string& file);
    std::shared_ptr<const FileContent> read(const std::string& file) const;

    const Plate& m_plate;
    const LoadOptions& m_options;
    std::mutex m_finding;
    std::map<std::string, Kept> m_kept;
};

} // namespace locascope
