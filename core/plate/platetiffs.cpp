#include "core/plate/platetiffs.h"

#include "core/files/error.h"
#include "core/plate/imagejdescription.h"
#include "core/plate/xmldocument.h"

#include <utility>

namespace locascope {

PlateTiffs::PlateTiffs(std::filesystem::path root, std::filesystem::path cacheDirectory)
    : m_root(std::move(root)), m_memoryFile(cacheDirectory.empty() ? std::filesystem::path() : tiffMemoryFile(cacheDirectory, m_root)) {}

PlateTiffs::Look PlateTiffs::look(const std::string& path) {
    Look look(*this, path);
    // Asked for before the file is read: one that changes meanwhile is another one the next time.
    if (!m_memoryFile.empty())
        look.m_identity = identityOfFile(m_root / path);
    if (look.m_identity && recall(look))
        return look;
    if (look.m_identity && look.m_identity->isFresh(m_now))
        look.m_identity.reset();
    look.m_file = open(path);
    TiffRecord& record = look.m_record;
    record.contents = look.m_file->contents();
    std::string head = look.m_file->descriptionHead(descriptionHeadBytes);
    record.isOme = isOmeXml(head);
    record.omeUuid = omeUuid(head);
    if (parseImageJDescription(head, record.contents.pixelsPerUnit))
        record.description = std::move(head);
    remember(look);
    return look;
}

const OmeDocument& PlateTiffs::Look::document() {
    if (!m_record.document) {
        if (!m_file)
            m_file = m_tiffs.open(m_path);
        m_record.document = parseOmeXml(m_file->description(), m_tiffs.m_root / m_path, maxDescriptionBytes);
        m_tiffs.remember(*this);
    }
    return *m_record.document;
}

void PlateTiffs::keep() {
    if (!m_known || *m_known == m_seen)
        return;
    try {
        m_seen.write(m_memoryFile);
    } catch (const Error&) {
    }
}

bool PlateTiffs::recall(Look& look) {
    if (!m_known)
        m_known = TiffMemory::read(m_memoryFile);
    const TiffMemory::Entry* entry = m_seen.find(look.m_path, *look.m_identity);
    const bool isSeen = entry != nullptr;
    if (!isSeen)
        entry = m_known->find(look.m_path, *look.m_identity);
    std::optional<TiffRecord> record = entry ? unpackedRecord(entry->record) : std::nullopt;
    if (!record)
        return false;
    look.m_record = std::move(*record);
    if (!isSeen)
        m_seen.keep(look.m_path, *entry);
    return true;
}

std::unique_ptr<TiffToRead> PlateTiffs::open(const std::string& path) {
    ++m_opened;
    return std::make_unique<TiffToRead>(m_root, path);
}

void PlateTiffs::remember(const Look& look) {
    if (look.m_identity)
        m_seen.keep(look.m_path, {*look.m_identity, packedRecord(look.m_record)});
}

} // namespace locascope
