#include "core/files/error.h"
#include "core/plate/companion.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace locascope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        for (const CompanionImage& image : parseYokogawaMeasurement(text, "fuzzed.xml").images) {
            require(image.line >= 1 && image.line <= size + 1);
            const auto path = pathInPlate("a/", image.file);
            require(!path || (!path->starts_with("/") && !path->starts_with("../") && *path != ".."));
        }
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    try {
        parseYokogawaDetail(text, "fuzzed.mrf");
        parseYokogawaSetting(text, "fuzzed.mes");
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    return 0;
}
