// Browses large fields (4 x 3072 x 3072 of 16 bits) to and fro, while they are classified and their thumbnails are made, and prints the most memory that the
// program ever held beside the setting it must keep to. Usage: bench_memory [MEGABYTES [SAMPLES]]

#include "tests/bench/benchwindow.h"
#include "ui/widgets/startup.h"

#include <QApplication>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

using namespace locascope;
using namespace locascope::bench;

namespace {

double memoryMb(const std::string& field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field))
            return std::stod(line.substr(line.find(':') + 1)) / 1024;
    return 0;
}

/// In a process of its own, whose memory is not the program's.
std::filesystem::path madeElsewhere(const std::filesystem::path& directory, int samples) {
    const pid_t child = ::fork();
    if (child == 0) {
        largePlate(directory, samples, 3072);
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    return directory;
}

} // namespace

int main(int argc, char* argv[]) {
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const testing::TemporaryFolder made;
    const int samples = argc > 2 ? std::atoi(argv[2]) : 60;
    const std::filesystem::path plate = madeElsewhere(made / "plate", samples); // before there are threads
    qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((made / "config").string()));
    QApplication application(argc, argv);
    prepareApplication(application);
    SessionOptions options;
    if (argc > 1)
        options.memoryBytes = std::strtoull(argv[1], nullptr, 10) << 20U;
    const double setting = static_cast<double>(options.memoryBytes >> 20U);
    BenchWindow bench(plate, made / "home", LOCASCOPE_PROGRAM_FILE, 3000, options);
    bench.session().allowProposals();
    bench.session().startSweep();
    for (int i = 1; i < samples; ++i)
        bench.timeTo(i);
    for (int i = 0; i < samples; ++i) {
        bench.timeTo((i * 17) % samples);
        rest(100);
    }
    std::printf("memory while browsing 3072 x 3072 x 4 of 16 bits, highest    %7.1f MB   reference %7.1f   ratio %.2f   (at rest %.1f)\n", memoryMb("VmHWM"), setting,
                memoryMb("VmHWM") / setting, memoryMb("VmRSS"));
}
