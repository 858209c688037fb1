#include "core/files/error.h"
#include "core/model/npy.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const NumberArray array = parseNpy({reinterpret_cast<const std::byte*>(data), size}, "fuzzed.npy");
        std::int64_t count = 1;
        for (const std::int64_t one : array.shape)
            count *= one;
        require(count == static_cast<std::int64_t>(array.values.size()) && array.values.size() <= size);
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
