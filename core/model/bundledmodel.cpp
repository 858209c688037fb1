#include "core/model/bundledmodel.h"

namespace locascope {

std::filesystem::path bundledModelCard(const std::filesystem::path& program) {
    const std::filesystem::path installed = program.parent_path().parent_path() / "share" / "locascope" / "models";
    for (const std::filesystem::path& directory : {installed, std::filesystem::path(LOCASCOPE_BUNDLED_MODELS)}) {
        std::error_code error;
        for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
            if (entry->path().extension() == ".yaml")
                return entry->path();
        }
    }
    return {};
}

} // namespace locascope
