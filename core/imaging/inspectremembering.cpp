#include "core/imaging/inspectremembering.h"

#include "core/imaging/headermemory.h"
#include "core/imaging/loadsample.h"

#include <utility>

namespace locascope {

void inspectRemembering(const std::filesystem::path& cacheDirectory, Plate& plate, const Progress& progress, std::stop_token stop) {
    if (cacheDirectory.empty())
        return inspectPlate(plate, {}, progress, std::move(stop));
    const std::filesystem::path file = headerMemoryFile(cacheDirectory, plate.root);
    HeaderMemory memory = HeaderMemory::read(file);
    const HeaderMemory before = memory;
    inspectPlate(plate, {}, progress, stop, &memory);
    if (stop.stop_requested() || memory == before)
        return;
    try {
        memory.write(file);
        keepNewestHeaderMemories(cacheDirectory);
    } catch (const Error&) {
    }
}

} // namespace locascope
