#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace locascope {

/// What convolutions compute in. All else stays float32: global pooling and what follows it would otherwise lose the third digit.
enum class NumberFormat { Float32, BFloat16, Float16 };

/// A way to run a model. The default is the plain one: as loaded, float32, one input at a time, which every other one is held against. Value.
struct ExecutionPlan {
    bool frozen = false;       ///< weights are constants of the program, batch norms folded into convolutions
    bool channelsLast = false; ///< inputs lie in memory as inputs × height × width × channels
    NumberFormat numbers = NumberFormat::Float32;
    int lowPercent = 100;      ///< of the convolutions, those that run first, compute in `numbers`, 1 to 100; the others in float32
    bool oneDnnLayout = false; ///< what lies between convolutions stays in the order that oneDNN likes best
    int threads = 0;           ///< 0: as many as the machine has cores
    int batch = 1;             ///< inputs that run together, 1 to 64
    friend bool operator==(const ExecutionPlan&, const ExecutionPlan&) = default;
};

/// What runs until one has been chosen: frozen, channels last, float32, in batches of 4, so that whatever is asked for meanwhile waits for little.
ExecutionPlan startingPlan();

/// For people, in English: "frozen, channels last, bfloat16, 1 thread, batches of 8".
std::string planText(const ExecutionPlan& plan);
/// For files: "frozen=1 channels-last=1 numbers=bfloat16 low-percent=50 onednn-layout=0 threads=1 batch=8", read back by parsePlan; nothing where it is not exactly that.
std::string formatPlan(const ExecutionPlan& plan);
std::optional<ExecutionPlan> parsePlan(std::string_view text);

struct MeasuredPlan {
    ExecutionPlan plan;
    double seconds = 0;   ///< an input, the median of some passes
    double deviation = 0; ///< largest difference of a probability from the plain plan's on the same input
};

/// Probabilities of a plan that is used differ from the plain one's by no more.
inline constexpr double mostDeviation = 1e-3;

/// The fastest plan within mostDeviation; one that is less than 3 % faster than one before it does not replace it, since no stopwatch is that good.
/// Null where none is within.
const MeasuredPlan* fastestHonest(std::span<const MeasuredPlan> measured);

} // namespace locascope
