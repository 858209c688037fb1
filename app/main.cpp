#include "app/commandline.h"
#include "app/errorline.h"
#include "app/serverpatience.h"
#include "app/surroundings.h"
#include "app/terminal.h"
#ifdef LOCASCOPE_WITH_WINDOW
#include "app/window.h"
#endif

#include <QCoreApplication>
#include <QGuiApplication>

#include <cstdio>
#include <memory>
#include <optional>

namespace {

using namespace locascope;

enum ExitStatus { Done = 0, NotDone = 1, WrongUsage = 2 };

std::string chosenCommand(const CLI::App& cli) {
    const auto chosen = cli.get_subcommands();
    return chosen.empty() ? std::string() : chosen.front()->get_name();
}

int complain(const std::string& line, ExitStatus status) {
    std::fprintf(stderr, "%s\n", line.c_str());
    return status;
}

int wrongUsage(const CLI::App& cli, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
        return cli.exit(error);
    }
    const std::string command = chosenCommand(cli);
    const std::string help = command.empty() ? "locascope --help" : "locascope " + command + " --help";
    return complain(errorLine(command, error.what()) + " See " + help + ".", WrongUsage);
}

/// What a platform remarks on its surroundings is no result and no error of the command.
void keepToOneLine(QtMsgType kind, const QMessageLogContext&, const QString& text) {
    if (kind == QtFatalMsg || kind == QtCriticalMsg) {
        complain(errorLine("", text.toStdString()), NotDone);
    }
}

/// Figures need fonts, which Qt has with a platform only; one that shows nothing needs no display.
std::unique_ptr<QCoreApplication> applicationFor(const std::string& command, int& argc, char* argv[]) {
    if (command != "snapshot") {
        return std::make_unique<QCoreApplication>(argc, argv);
    }
    qInstallMessageHandler(keepToOneLine);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int openWindow(int argc, char* argv[], const WindowRequest& request, const CommandContext& context) {
    requireUsable(request);
#ifdef LOCASCOPE_WITH_WINDOW
    if (!hasDisplay()) {
        return complain(errorLine("", "no display to open a window on; the commands (locascope --help) need none"), NotDone);
    }
    return runWindow(argc, argv, request, context);
#else
    static_cast<void>(argc);
    static_cast<void>(argv);
    static_cast<void>(context);
    return complain(errorLine("", "this build has no window; the commands (locascope --help) work"), NotDone);
#endif
}

int run(int argc, char* argv[]) {
    const CommandContext context = surroundings(argv[0]);
    CLI::App cli{"Locascope reviews organelle labels of four-stain immunofluorescence images.", "locascope"};
    WindowRequest request;
    addArguments(cli, request, context);

    std::unique_ptr<QCoreApplication> application;
    std::optional<ServerPatience> patience;
    cli.parse_complete_callback([&] {
        if (!cli.get_subcommands().empty()) {
            application = applicationFor(chosenCommand(cli), argc, argv);
            patience.emplace();
        }
    });
    try {
        cli.parse(argc, argv);
        if (!application) {
            return openWindow(argc, argv, request, context);
        }
        finishOutput();
        return Done;
    } catch (const CLI::ParseError& error) {
        return wrongUsage(cli, error);
    } catch (const Error& error) {
        return complain(errorLine(chosenCommand(cli), error), NotDone);
    } catch (const std::exception& error) {
        return complain(errorLine(chosenCommand(cli), error.what()), NotDone);
    }
}

} // namespace

int main(int argc, char* argv[]) {
    locascope::ignoreFatalWriteSignals();
    QCoreApplication::setApplicationName(QStringLiteral("locascope"));
    QCoreApplication::setOrganizationName(QStringLiteral("locascope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCASCOPE_VERSION));
    return run(argc, argv);
}
