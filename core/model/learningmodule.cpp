#include "core/model/learningmodule.h"

#include "core/files/error.h"
#include "core/model/weightsshape.h"

#include <cstdlib>
#include <dlfcn.h>
#include <vector>

namespace locascope {

namespace {

constexpr const char* moduleFileName = "locascope_learning.so";

std::filesystem::path directoryOfThisLibrary() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&loadLearningModule), &info) == 0 || info.dli_fname == nullptr)
        return {};
    std::error_code ignored;
    return std::filesystem::weakly_canonical(info.dli_fname, ignored).parent_path();
}

std::filesystem::path directoryOfProgram() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

// A path that is set names the only place; else the installed layouts and that of the build tree.
std::vector<std::filesystem::path> placesToLook() {
    if (const char* path = std::getenv("LOCASCOPE_MODULE_PATH"); path != nullptr && *path != '\0') {
        const std::filesystem::path given(path);
        return {given.extension() == ".so" ? given : given / moduleFileName};
    }
    const std::filesystem::path library = directoryOfThisLibrary();
    return {directoryOfProgram() / moduleFileName, library / moduleFileName,
            library.parent_path() / "learning" / moduleFileName,
            std::filesystem::path(LOCASCOPE_LIBRARY_DIRECTORY) / moduleFileName};
}

std::filesystem::path findModule() {
    std::string looked;
    for (const auto& place : placesToLook()) {
        std::error_code ignored;
        if (std::filesystem::exists(place, ignored))
            return place;
        looked += (looked.empty() ? "" : ", ") + place.string();
    }
    throw Error(ErrorKind::ModuleMissing, {},
                "the learning module is not installed; looked for " + looked + "; reinstall Locascope with LibTorch");
}

template <class Function>
Function symbolOf(void* module, const char* name, const std::filesystem::path& file) {
    if (void* symbol = dlsym(module, name))
        return reinterpret_cast<Function>(symbol);
    throw Error(ErrorKind::ModuleMissing, file, std::string("is not a learning module: it lacks ") + name);
}

struct OpenModule {
    void* handle = nullptr;
    std::filesystem::path file;
};

OpenModule openModule() {
    const std::filesystem::path file = findModule();
    void* module = dlopen(file.c_str(), RTLD_LOCAL | RTLD_NOW | RTLD_NODELETE);
    if (module == nullptr)
        throw Error(ErrorKind::ModuleMissing, file, std::string("the learning module cannot be loaded: ") + dlerror());
    const int abi = symbolOf<int (*)()>(module, "locascopeLearningAbi", file)();
    if (abi != learningAbiVersion)
        throw Error(ErrorKind::ModuleMissing, file,
                    "the learning module has version " + std::to_string(abi) + ", this program needs " +
                        std::to_string(learningAbiVersion) + "; reinstall Locascope");
    return {module, file};
}

} // namespace

std::shared_ptr<Learning> loadLearningModule() {
    const OpenModule module = openModule();
    return std::shared_ptr<Learning>(symbolOf<Learning* (*)()>(module.handle, "locascopeMakeLearning", module.file)());
}

WeightsShape shapeOfWeights(const std::filesystem::path& weights) {
    const OpenModule module = openModule();
    WeightsShape shape;
    symbolOf<void (*)(const std::filesystem::path&, WeightsShape&)>(module.handle, "locascopeShapeOfWeights", module.file)(weights, shape);
    return shape;
}

} // namespace locascope
