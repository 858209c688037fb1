#include "core/imaging/samplefiles.h"

#include "core/files/digest.h"
#include "core/files/gunzip.h"
#include "core/imaging/decode.h"

#include <utility>

namespace locascope {

std::string FileContent::digest(const std::stop_token& stop) const {
    const std::lock_guard lock(m_mutex);
    if (m_digest.empty())
        m_digest = sha256(m_packed.empty() ? m_bytes : m_packed, stop);
    return m_digest;
}

std::shared_ptr<const FileContent> SampleFiles::content(const std::string& file) {
    if (!m_plate.readsPages)
        return read(file);
    Kept& kept = keptOf(file);
    const std::lock_guard lock(kept.reading);
    if (!kept.content)
        kept.content = read(file);
    return kept.content;
}

SampleFiles::Kept& SampleFiles::keptOf(const std::string& file) {
    const std::lock_guard lock(m_finding);
    return m_kept[file];
}

std::shared_ptr<const FileContent> SampleFiles::read(const std::string& file) const {
    const std::filesystem::path path = m_plate.root / file;
    Bytes bytes = readFile(path, {.maxBytes = maxImageFileBytes, .inside = m_plate.root, .prefixBytes = {}});
    Bytes packed = m_options.digest && isGzip(bytes) ? bytes : Bytes();
    return std::make_shared<const FileContent>(unpackedImage(std::move(bytes), path, m_options.limits), std::move(packed));
}

} // namespace locascope
