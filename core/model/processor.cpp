#include "core/model/processor.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

namespace locascope {

namespace {

#if defined(__x86_64__) || defined(__i386__)

using Registers = std::array<unsigned, 4>; // eax, ebx, ecx, edx

Registers answerTo(unsigned leaf, unsigned part = 0) {
    Registers answer{};
    if (__get_cpuid_count(leaf, part, &answer[0], &answer[1], &answer[2], &answer[3]) == 0)
        return {};
    return answer;
}

std::string brand() {
    std::string text;
    for (const unsigned leaf : {0x80000002U, 0x80000003U, 0x80000004U}) {
        const Registers answer = answerTo(leaf);
        std::array<char, sizeof(answer)> letters{};
        std::memcpy(letters.data(), answer.data(), sizeof(answer));
        text.append(letters.data(), letters.size());
    }
    text.erase(std::remove_if(text.begin(), text.end(), [](unsigned char letter) { return letter < ' ' || letter > '~'; }), text.end());
    return text.empty() ? "x86" : text;
}

std::string features() {
    const Registers signature = answerTo(1); // ebx and parts of ecx tell which core answers, so they are left out
    const Registers first = answerTo(7);
    const Registers second = answerTo(7, 1);
    constexpr unsigned osxsave = 1U << 27U;
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%x.%x.%x.%x.%x.%x.%x", signature[0], signature[2] & ~osxsave, signature[3], first[1], first[2], first[3], second[0]);
    return text.data();
}

#else

std::string brand() { return "no x86"; }
std::string features() { return "unknown"; }

#endif

std::string contentOf(std::istream&& stream) {
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

std::string processorText() {
    return brand() + "; features " + features() + "; " + std::to_string(std::max(1U, std::thread::hardware_concurrency())) + " cores";
}

std::string graphicsProcessorIn(std::string_view information) {
    constexpr std::string_view key = "Model:";
    const std::size_t start = information.find(key);
    if (start == std::string_view::npos)
        return {};
    std::string_view model = information.substr(start + key.size());
    model = model.substr(0, model.find('\n'));
    model.remove_prefix(std::min(model.find_first_not_of(" \t"), model.size()));
    return std::string(model);
}

std::string graphicsProcessorText() {
    std::vector<std::string> models;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry("/proc/driver/nvidia/gpus", failure), end; !failure && entry != end; entry.increment(failure))
        models.push_back(graphicsProcessorIn(contentOf(std::ifstream("/proc/driver/nvidia/gpus/" + entry->path().filename().string() + "/information"))));
    std::sort(models.begin(), models.end());
    std::string text;
    for (const std::string& model : models)
        text += (text.empty() ? "" : ", ") + model;
    return text;
}

bool hasFastBFloat16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

} // namespace locascope
