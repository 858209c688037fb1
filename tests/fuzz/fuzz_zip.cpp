#include "core/files/error.h"
#include "core/files/unpackzip.h"
#include "tests/fuzz/require.h"
#include "tests/support/temporaryfolder.h"

#include <cstdint>

using namespace locascope;

namespace fs = std::filesystem;

// Whatever is unpacked are files and folders below the one that was named, and nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const locascope::testing::TemporaryFolder folder;
    const fs::path in = folder / "in";
    fs::create_directory(in);
    try {
        unpackZip({reinterpret_cast<const std::byte*>(data), size}, "fuzzed.zip", in, {.entries = 20, .bytes = std::uint64_t{1} << 20});
    } catch (const Error& error) {
        require(!error.detail().empty());
    }
    require(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
    for (const auto& entry : fs::recursive_directory_iterator(in))
        require(!entry.is_symlink() && (entry.is_directory() || entry.is_regular_file()));
    fs::remove_all(in);
    return 0;
}
