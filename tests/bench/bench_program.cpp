// Starts the real program on a plate of 31,072 samples (124,288 small PNGs, simulated the first time) and prints when its window, its
// first image and its index were there, and its memory then, each beside its reference. Usage: bench_program [PLATE] [RUNS]

#include "core/simulation/simulate.h"
#include "tests/support/temporaryfolder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <map>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace locascope;

namespace {

constexpr std::size_t samples = 31072;
constexpr int side = 64;
constexpr double secondsToWait = 30;

double monotonicMs() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

std::filesystem::path preparedPlate() {
    const std::filesystem::path plate = LOCASCOPE_BENCH_PLATE;
    const std::filesystem::path done = plate.string() + ".done";
    if (!std::filesystem::exists(done)) {
        std::cerr << "making " << samples << " samples in " << plate << " (once)\n";
        std::filesystem::remove_all(plate);
        simulatePlate(plate, {.samples = samples, .size = side}, {}, {}, {}, 0);
        std::ofstream(done) << samples << "\n";
    }
    return plate;
}

double residentMegabytes(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    return 0;
}

/// The program while it runs, its standard error on a pipe. Killed at the end of its life.
class RunningProgram final {
public:
    RunningProgram(const std::filesystem::path& plate, const std::filesystem::path& home) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
        std::vector<std::string> environment = {"HOME=" + home.string(), "LOCASCOPE_DATA_DIR=" + (home / "data").string(),
                                                "LOCASCOPE_CACHE_DIR=" + (home / "cache").string(), "XDG_CONFIG_HOME=" + (home / "config").string(),
                                                "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "LOCASCOPE_TIMINGS=" + std::to_string(monotonicMs())};
        const char* display = std::getenv("DISPLAY");
        environment.push_back(display ? std::string("DISPLAY=") + display : "QT_QPA_PLATFORM=offscreen");
        std::vector<char*> variables;
        for (std::string& variable : environment)
            variables.push_back(variable.data());
        variables.push_back(nullptr);
        std::string program = LOCASCOPE_PROGRAM_FILE;
        std::string argument = plate.string();
        char* arguments[] = {program.data(), argument.data(), nullptr};
        if (::posix_spawn(&m_process, program.c_str(), &actions, nullptr, arguments, variables.data()) != 0)
            throw std::runtime_error("cannot start " + program);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        m_errors = ends[0];
    }
    ~RunningProgram() {
        ::kill(m_process, SIGTERM);
        ::waitpid(m_process, nullptr, 0);
        ::close(m_errors);
    }
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    /// What it said on lines "timing <name> <value>", until all `wanted` names came.
    std::map<std::string, double> timings(const std::vector<std::string>& wanted) {
        std::map<std::string, double> found;
        std::string text;
        const double end = monotonicMs() + secondsToWait * 1000;
        while (!std::all_of(wanted.begin(), wanted.end(), [&](const auto& name) { return found.contains(name); })) {
            pollfd waiting{m_errors, POLLIN, 0};
            char piece[4096];
            const auto patience = static_cast<int>(end - monotonicMs());
            const ssize_t count = patience > 0 && ::poll(&waiting, 1, patience) > 0 ? ::read(m_errors, piece, sizeof piece) : 0;
            if (count <= 0)
                throw std::runtime_error("the program did not say all; it said: " + text);
            text.append(piece, static_cast<std::size_t>(count));
            for (std::size_t line; (line = text.find('\n')) != std::string::npos; text.erase(0, line + 1)) {
                char name[64];
                double value = 0;
                if (std::sscanf(text.substr(0, line).c_str(), "timing %63s %lf", name, &value) == 2)
                    found[name] = value;
                else
                    std::cerr << text.substr(0, line) << "\n";
            }
        }
        return found;
    }

    double megabytes() const { return residentMegabytes(m_process); }

private:
    pid_t m_process = -1;
    int m_errors = -1;
};

struct Figure {
    const char* name;
    const char* unit;
    double reference;
    std::vector<double> values = {};
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const Figure& figure) {
    const double middle = median(figure.values);
    std::printf("%-46s %9.1f %s   worst %9.1f   reference %7.1f   ratio %.2f\n", figure.name, middle, figure.unit,
                *std::max_element(figure.values.begin(), figure.values.end()), figure.reference, middle / figure.reference);
}

} // namespace

int main(int argc, char* argv[]) {
    const std::filesystem::path plate = argc > 1 ? std::filesystem::path(argv[1]) : preparedPlate();
    const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    Figure window{"window shown", "ms", 250};
    Figure image{"first image on screen", "ms", 600};
    Figure index{"index complete", "ms", 1500};
    Figure memory{"resident memory then", "MB", 200};
    Figure block{"window's thread blocked at most", "ms", 100};
    for (int run = 0; run <= runs; ++run) {
        const testing::TemporaryFolder home;
        RunningProgram program(plate, home.path());
        auto timings = program.timings({"window-shown", "image-shown", "index-complete", "longest-block"});
        if (run == 0)
            continue; // brings the files into the page cache
        window.values.push_back(timings["window-shown"]);
        image.values.push_back(timings["image-shown"]);
        index.values.push_back(timings["index-complete"]);
        block.values.push_back(timings["longest-block"]);
        memory.values.push_back(program.megabytes());
    }
    for (const Figure& figure : {window, image, index, memory, block})
        print(figure);
}
