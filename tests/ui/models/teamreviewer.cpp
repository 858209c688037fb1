// One reviewer at work, without a window: the program's session on a plate and a server, led by lines on its standard input. For tests of several at once, that cut it off and kill it.
//   teamreviewer PLATE SERVER REVIEWER DATA_DIRECTORY
//     decide SAMPLE CLASS NOTE    as with the keys: goes to the sample of that number, selects the class alone, writes the note, presses Enter
//     events                      prints the history as the session reads it, oldest first, and `end`
//     quit
// It prints `ready`, each notice, and that it is gone, `news SAMPLE` for what came from others, and what becomes of each sample's newest decision as the session shows it: `saving NOTE`, `kept NOTE`, `saved NOTE`, `failed NOTE`.
#include "ui/models/historyquery.h"
#include "ui/models/session.h"
#include "ui/models/sessionparts.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QStringList>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <unistd.h>

using namespace locascope;

namespace {

void print(const std::string& line) {
    std::fputs((line + "\n").c_str(), stdout);
    std::fflush(stdout);
}

class Reviewer final {
public:
    Reviewer(SessionOptions options, const std::filesystem::path& plate)
        : m_session(options, partsOf(options)) {
        QObject::connect(&m_session, &Session::plateChanged, &m_session, [this] { begin(); });
        QObject::connect(&m_session, &Session::savingChanged, &m_session, [this] { printStates(); });
        QObject::connect(&m_session, &Session::noticesChanged, &m_session, [this] { printNotices(); });
        QObject::connect(&m_session, &Session::newsArrived, &m_session, [this](const std::vector<int>& samples) {
            for (const int sample : samples)
                print("news " + std::to_string(sample));
            printStates();
        });
        m_session.openPlate(plate);
    }

    void obey(const QStringList& words) {
        if (words.first() == QStringLiteral("decide"))
            decide(words.at(1).toInt(), toClass(words.at(2).toUInt()), words.mid(3).join(QLatin1Char(' ')));
        else if (words.first() == QStringLiteral("events"))
            readEvents(0, {});
        else if (words.first() == QStringLiteral("quit"))
            QCoreApplication::quit();
    }

private:
    static SessionParts partsOf(const SessionOptions& options) {
        SessionParts parts = coreParts(options.program, options.dataDirectory, options.cacheDirectory);
        parts.bundledModel = [] { return std::filesystem::path(); };
        return parts;
    }
    void begin() {
        if (m_isReady || !m_session.isIndexComplete())
            return;
        m_isReady = true;
        print("ready");
    }
    void decide(int sample, ClassIndex wanted, const QString& note) {
        m_session.goTo(sample);
        const std::vector<ChipState> chips = m_session.chips();
        for (std::size_t i = 0; i < chips.size(); ++i)
            if ((chips[i].mark == ChipMark::Added || chips[i].mark == ChipMark::Proposed) != (toClass(i) == wanted))
                m_session.toggle(toClass(i));
        m_session.setNote(note);
        if (m_session.current() != sample || m_session.commit() != CommitResult::Committed)
            print("refused " + note.toStdString());
        printStates();
    }
    void printStates() {
        static const std::map<SavingState, std::string> words = {{SavingState::Saving, "saving "}, {SavingState::Kept, "kept "}, {SavingState::Saved, "saved "}, {SavingState::Failed, "failed "}};
        for (int sample = 0; m_isReady && sample < static_cast<int>(m_session.plate().samples.size()); ++sample) {
            const Decision* decision = m_session.findDecision(sample);
            const SavingState state = m_session.savingState(sample);
            if (!decision || !words.contains(state))
                continue;
            if (std::string line = words.at(state) + decision->note; m_printed[sample] != line)
                print(m_printed[sample] = std::move(line));
        }
    }
    void printNotices() {
        std::set<std::string> lines;
        for (const Notice& notice : m_session.notices())
            lines.insert("notice " + notice.key.toStdString() + ' ' + notice.text.toStdString());
        for (const std::string& line : lines)
            if (!m_notices.contains(line))
                print(line);
        for (const std::string& line : m_notices)
            if (!lines.contains(line))
                print("no more: " + line);
        m_notices = lines;
    }
    void readEvents(std::int64_t before, std::vector<LabelEvent> read) {
        m_session.readHistory({{}, before, 0}, &m_session, [this, read](const HistoryPage& page) mutable {
            read.insert(read.end(), page.events.begin(), page.events.end());
            if (!page.isComplete)
                return readEvents(page.readTo, std::move(read));
            for (auto event = read.rbegin(); event != read.rend(); ++event)
                print("event " + event->reviewer + " " + event->sampleId + " " + event->after.value_or(Decision()).note);
            print("end");
        });
    }

    Session m_session;
    bool m_isReady = false;
    std::map<int, std::string> m_printed;
    std::set<std::string> m_notices;
};

} // namespace

int main(int argc, char* argv[]) {
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    SessionOptions options;
    options.reviewFile = arguments.at(2).toStdString();
    options.reviewer = arguments.at(3);
    options.dataDirectory = arguments.at(4).toStdString();
    options.cacheDirectory = options.dataDirectory / "cache";
    Reviewer reviewer(options, arguments.at(1).toStdString());
    QByteArray input;
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
        char bytes[4096];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0)
            return QCoreApplication::quit();
        input.append(bytes, static_cast<qsizetype>(count));
        for (qsizetype end = input.indexOf('\n'); end >= 0; end = input.indexOf('\n')) {
            const QString line = QString::fromUtf8(input.left(end));
            input.remove(0, end + 1);
            reviewer.obey(line.split(QLatin1Char(' ')));
        }
    });
    return QCoreApplication::exec();
}
