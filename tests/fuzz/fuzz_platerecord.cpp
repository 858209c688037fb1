#include "core/plate/platerecord.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// Whatever is taken for a plate is packed and taken again without loss.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto plate = unpackedPlate({reinterpret_cast<const char*>(data), size});
    if (!plate)
        return 0;
    const auto again = unpackedPlate(packedPlate(*plate));
    require(again && isSamePlate(*again, *plate));
    require(again->samples.size() == plate->samples.size() && again->channels == plate->channels && again->problems == plate->problems);
    return 0;
}
