#pragma once

#include "core/files/descriptor.h"
#include "core/files/readfile.h"

#include <cstdint>
#include <filesystem>

namespace locascope {

/// A file of which parts are read one after another: opened and checked once, as readFile does it (`prefixBytes` is ignored). For headers that lie in many places of a
/// large file, on a share where opening is what takes time.
class FileReader final {
public:
    /// Throws as readFile.
    FileReader(std::filesystem::path path, const ReadOptions& options);

    std::uintmax_t size() const { return m_size; } ///< as it was when it was opened
    /// Up to `count` bytes from `offset`, fewer only where the file ended when it was opened. Throws Error EndsEarly where it has become shorter, ReadFailed.
    Bytes read(std::uintmax_t offset, std::size_t count) const;

private:
    std::filesystem::path m_path;
    Descriptor m_file;
    std::uintmax_t m_size = 0;
};

} // namespace locascope
