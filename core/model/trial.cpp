#include "core/model/trial.h"

#include "core/files/error.h"
#include "core/model/confinedchild.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace locascope {

namespace {

constexpr int firstUnusedDescriptor = 3;
constexpr std::size_t longestAnswer = 1 << 16; // a number for each of the most classes there may be

struct Pipe {
    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            throw Error(ErrorKind::ReadFailed, {}, std::string("no pipe for the trial of a model: ") + std::strerror(errno));
        reading = ends[0];
        writing = ends[1];
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        closeEnd(reading);
        closeEnd(writing);
    }
    static void closeEnd(int& end) {
        if (end >= 0)
            close(end);
        end = -1;
    }
    int reading = -1;
    int writing = -1;
};

// A child that is killed and reaped when it goes out of scope, whatever happened.
class TrialProcess {
public:
    TrialProcess(const std::filesystem::path& program, std::vector<std::string> arguments, const Pipe& input, const Pipe& output) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, firstUnusedDescriptor);
        std::vector<char*> words;
        for (std::string& argument : arguments)
            words.push_back(argument.data());
        words.push_back(nullptr);
        const int failure = posix_spawn(&m_process, program.c_str(), &actions, nullptr, words.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failure != 0)
            throw Error(ErrorKind::NotFound, program, std::string("cannot be started to try a model: ") + std::strerror(failure));
    }
    TrialProcess(const TrialProcess&) = delete;
    TrialProcess& operator=(const TrialProcess&) = delete;
    ~TrialProcess() { end(); }

    /// Kills what still runs; the wait status.
    int end() {
        if (m_process > 0) {
            kill(m_process, SIGKILL);
            reap();
        }
        return m_status;
    }
    /// Waits for a child that has closed its output.
    int reap() {
        while (m_process > 0 && waitpid(m_process, &m_status, 0) < 0 && errno == EINTR) {
        }
        m_process = -1;
        return m_status;
    }

private:
    pid_t m_process = -1;
    int m_status = 0;
};

void sendCard(Pipe& pipe, const std::string& text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
        const ssize_t count = write(pipe.writing, text.data() + sent, text.size() - sent);
        if (count < 0 && errno != EINTR)
            break; // the child is gone; its status tells why
        sent += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    Pipe::closeEnd(pipe.writing);
}

enum class Ending { Closed, OutOfTime, Cancelled };

// Collects what the child says until it closes its output, the time is over or `stop` is requested.
Ending listen(const Pipe& pipe, double seconds, const std::stop_token& stop, std::string& answer) {
    using Clock = std::chrono::steady_clock;
    const auto limit = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    constexpr int tickMs = 50;
    for (;;) {
        if (stop.stop_requested())
            return Ending::Cancelled;
        if (Clock::now() >= limit)
            return Ending::OutOfTime;
        pollfd waiting{pipe.reading, POLLIN, 0};
        if (poll(&waiting, 1, tickMs) <= 0)
            continue;
        char text[512];
        const ssize_t count = read(pipe.reading, text, sizeof text);
        if (count == 0 || (count < 0 && errno != EINTR))
            return Ending::Closed;
        if (count > 0 && answer.size() < longestAnswer)
            answer.append(text, static_cast<std::size_t>(count));
    }
}

std::optional<ErrorKind> kindNamed(std::string_view name) {
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::ModelFailed); ++kind)
        if (errorKindName(static_cast<ErrorKind>(kind)) == name)
            return static_cast<ErrorKind>(kind);
    return {};
}

[[noreturn]] void throwForDeath(const std::filesystem::path& weights, int status) {
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        throw Error(ErrorKind::TimedOut, weights, "the model used up its processor time in the trial and was stopped");
    if (WIFSIGNALED(status))
        throw Error(ErrorKind::ModelFailed, weights,
                    "the model crashed the trial (signal " + std::to_string(WTERMSIG(status)) + "); it is not used");
    throw Error(ErrorKind::ModelFailed, weights, "the model ended the trial without a result; it is not used");
}

// What follows "ok".
std::string judge(const std::filesystem::path& weights, std::string answer, int status) {
    answer = answer.substr(0, answer.find('\n'));
    const std::size_t space = answer.find(' ');
    if (answer.substr(0, space) == "ok" && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return space == std::string::npos ? "" : answer.substr(space + 1);
    if (const auto kind = kindNamed(answer.substr(0, space)); kind && space != std::string::npos)
        throw Error(*kind, weights, answer.substr(space + 1));
    throwForDeath(weights, status);
}

std::string secondsText(double seconds) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, seconds, std::chars_format::general, 4).ptr;
    return {text, end};
}

} // namespace

std::string askConfinedChild(const std::filesystem::path& program, std::vector<std::string> arguments, const std::filesystem::path& weights,
                             const ModelCard& card, const TrialLimits& limits, std::stop_token stop) {
    Pipe cardPipe;
    Pipe answerPipe;
    std::vector<std::string> words{program.string(), "model", "verify", "--in-child", "--seconds", secondsText(limits.seconds),
                                   "--memory", std::to_string(limits.memoryBytes)};
    words.insert(words.end(), arguments.begin(), arguments.end());
    words.insert(words.end(), {"--", std::filesystem::absolute(weights).string()});
    TrialProcess child(program, std::move(words), cardPipe, answerPipe);
    Pipe::closeEnd(cardPipe.reading);
    Pipe::closeEnd(answerPipe.writing);
    sendCard(cardPipe, formatModelCard(card));
    std::string answer;
    switch (listen(answerPipe, limits.seconds, stop, answer)) {
    case Ending::Cancelled: throw Error(ErrorKind::TimedOut, weights, "the trial of the model was cancelled");
    case Ending::OutOfTime:
        throw Error(ErrorKind::TimedOut, weights,
                    "the model had no answer within " + secondsText(limits.seconds) + " s in the trial and was stopped");
    case Ending::Closed: break;
    }
    return judge(weights, answer, child.reap());
}

void putOnTrial(const std::filesystem::path& program, const std::filesystem::path& weights, const ModelCard& card,
                const TrialLimits& limits, std::stop_token stop) {
    askConfinedChild(program, {}, weights, card, limits, std::move(stop));
}

} // namespace locascope
