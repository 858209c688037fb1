#include "core/similarity/featurememory.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

// What is kept is taken whole, into a table too, or not at all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const FeatureSubject subject{"/plate", "model"};
    const KeptFeatures kept = unpackedFeatures({reinterpret_cast<const char*>(data), size}, subject);
    require(kept.halves.size() == kept.keys.size() * kept.length);
    FeatureTable table(std::size_t{1} << 20);
    for (std::size_t row = 0; row < kept.keys.size(); ++row)
        table.put(static_cast<int>(row), kept.keys[row], std::span(kept.halves).subspan(row * kept.length, kept.length));
    require(table.count() <= kept.keys.size());
    if (table.count() == 0)
        return 0;
    const KeptFeatures again = unpackedFeatures(packedFeatures(subject, table), subject);
    require(again.length == table.length() && again.keys.size() == table.count());
    return 0;
}
