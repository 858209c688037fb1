#include "core/model/planmemory.h"

#include "core/files/bytepack.h"
#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/sealedfile.h"
#include "core/model/processor.h"

#include <system_error>

namespace locascope {

namespace {

constexpr std::size_t shownDigits = 16;
constexpr FileSeal seal{"LocaPln1", 4096};

std::string packed(const RememberedPlan& one) {
    BytePacker to;
    for (const std::string& text : {one.subject.modelDigest, one.subject.input, one.subject.machine, formatPlan(one.plan)})
        to.text(text);
    return to.bytes();
}

std::optional<RememberedPlan> planIn(const std::filesystem::path& file) {
    const std::string body = readSealed(file, seal);
    ByteUnpacker from(body);
    RememberedPlan one;
    one.subject.modelDigest = from.text();
    one.subject.input = from.text();
    one.subject.machine = from.text();
    const auto plan = parsePlan(from.view());
    if (!plan || !from.isWhole())
        return std::nullopt;
    one.plan = *plan;
    return one;
}

std::filesystem::path fileOf(const std::filesystem::path& cacheDirectory, const PlanSubject& subject) {
    const std::string rest = sha256(std::string_view(subject.input + "\n" + subject.machine));
    return cacheDirectory / "plans" / (subject.modelDigest.substr(0, shownDigits) + "-" + rest.substr(0, shownDigits) + ".plan");
}

} // namespace

PlanSubject planSubject(const Engine& engine, const std::string& torchVersion) {
    const InputRecipe& input = engine.card().input;
    const bool isHere = engine.device() == "cpu";
    return {predictionDigest(engine.card()),
            std::to_string(input.width) + " × " + std::to_string(input.height) + " × " + std::to_string(input.stains.size()),
            processorText() + "; LibTorch " + torchVersion + "; " + engine.device() + (isHere ? std::string() : " of " + graphicsProcessorText())};
}

std::optional<ExecutionPlan> recallPlan(const std::filesystem::path& cacheDirectory, const PlanSubject& subject) {
    if (cacheDirectory.empty())
        return std::nullopt;
    const auto one = planIn(fileOf(cacheDirectory, subject));
    return one && one->subject == subject ? std::optional(one->plan) : std::nullopt;
}

void keepPlan(const std::filesystem::path& cacheDirectory, const PlanSubject& subject, const ExecutionPlan& plan) {
    if (cacheDirectory.empty())
        return;
    try {
        writeSealed(fileOf(cacheDirectory, subject), seal, packed({subject, plan}));
    } catch (const Error&) {
        // It is a cache.
    }
}

std::vector<RememberedPlan> plansOf(const std::filesystem::path& cacheDirectory, const std::string& modelDigest) {
    std::vector<RememberedPlan> plans;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(cacheDirectory / "plans", error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().filename().string().rfind(modelDigest.substr(0, shownDigits), 0) != 0)
            continue;
        if (auto one = planIn(entry->path()); one && one->subject.modelDigest == modelDigest)
            plans.push_back(std::move(*one));
    }
    return plans;
}

} // namespace locascope
