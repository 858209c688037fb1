#include "core/files/endsearly.h"

#include "core/files/error.h"

#include <string>

namespace locascope {

void throwEndsEarly(std::uint64_t byte, const std::filesystem::path& path) {
    throw Error(ErrorKind::EndsEarly, path, "ends early at byte " + std::to_string(byte) + "; copy it again from its source");
}

} // namespace locascope
