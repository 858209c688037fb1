#pragma once

#include "core/imaging/decodeformat.h"
#include "core/imaging/tiffheader.h"
#include "core/files/tiffpages.h"

#include <vector>

namespace locascope {

/// Goes from the page asked for, which must be the current directory and have `layout`, to the smallest of its copies that serves: in its SubIFDs or in the
/// pages behind it that call themselves reduced; of exactly its size divided by 2, 4 or 8 (rounded up), but not smaller than the reduction asked for; stored alike and
/// whole. Returns by what that copy is reduced already, and its layout in `layout`; 1 where none serves: then the page is current again. Copies that are damaged are passed over.
int selectTiffLevel(TIFF* tiff, TiffSource& source, const std::vector<TiffPage>& pages, const DecodeTask& task, TiffLayout& layout);

} // namespace locascope
