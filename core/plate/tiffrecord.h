#pragma once

#include "core/plate/omexml.h"
#include "core/plate/tiffcontents.h"

#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// What a scan wants to know of a TIFF.
struct TiffRecord {
    TiffContents contents;
    std::string description;              ///< its head, where ImageJ wrote it; else empty
    bool isOme = false;                   ///< it has a text that is OME-XML, or is to be refused as such
    std::string omeUuid;                  ///< of the head of that text
    std::optional<OmeDocument> document;  ///< that text, once somebody wanted it
};

/// The record in few bytes, and back; nothing where the bytes are of another make.
std::string packedRecord(const TiffRecord& record);
std::optional<TiffRecord> unpackedRecord(std::string_view bytes);

} // namespace locascope
