#include "core/plate/tiffrecord.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// Whatever is taken for a record is packed and taken again without loss.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto record = unpackedRecord({reinterpret_cast<const char*>(data), size});
    if (!record)
        return 0;
    const std::string packed = packedRecord(*record);
    const auto again = unpackedRecord(packed);
    require(again && packedRecord(*again) == packed);
    require(again->contents.pages == record->contents.pages && again->document.has_value() == record->document.has_value());
    return 0;
}
