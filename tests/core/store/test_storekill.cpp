#include "tests/support/reviewworld.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <random>
#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

bool isSoak() { return qEnvironmentVariableIsSet("LOCASCOPE_SOAK"); }

QStringList writing(const ReviewWorld& world, const QString& writer, int count) {
    return {QString::fromStdString(world.file().native()), writer, QStringLiteral("1"), QString::number(count)};
}

std::set<int> numbersIn(const QByteArray& acks) {
    std::set<int> numbers;
    const QList<QByteArray> lines = acks.left(acks.lastIndexOf('\n') + 1).split('\n');
    for (const QByteArray& line : lines)
        if (!line.isEmpty())
            numbers.insert(line.toInt());
    return numbers;
}

// Starts the writer, waits for some acknowledgements and a moment more, and kills it. Returns what it acknowledged.
QByteArray acksUntilKilled(const QStringList& arguments, std::mt19937& chance) {
    QProcess program;
    program.start(QStringLiteral(STORE_WRITER), arguments);
    QByteArray acks;
    const qsizetype wanted = std::uniform_int_distribution<qsizetype>(0, 60)(chance);
    while (acks.count('\n') < wanted && program.waitForReadyRead(30'000))
        acks += program.readAllStandardOutput();
    const qint64 moment = std::uniform_int_distribution<qint64>(0, 3'000'000)(chance);
    QElapsedTimer timer;
    for (timer.start(); timer.nsecsElapsed() < moment;) {
    }
    program.kill();
    program.waitForFinished();
    return acks + program.readAllStandardOutput();
}

bool holdsAll(const std::vector<LabelEvent>& events, const std::set<int>& numbers, const std::string& writer) {
    std::set<int> left = numbers;
    for (const LabelEvent& event : events)
        for (const int number : left)
            if (event.uuid == writer + "-" + std::to_string(number)) {
                if (!(event == withSequence(numberedEvent(number, writer), event.sequence)))
                    return false;
                left.erase(number);
                break;
            }
    return left.empty();
}

} // namespace

class TestStoreKill final : public QObject {
    Q_OBJECT
private slots:
    // Row C1.
    void everyAcknowledgedDecisionSurvivesKill9() {
        const ReviewWorld world;
        std::mt19937 chance(20'261);
        const int kills = isSoak() ? 200 : 20;
        std::size_t acknowledged = 0;
        for (int kill = 0; kill < kills; ++kill) {
            const QString writer = QStringLiteral("w%1").arg(kill);
            const std::set<int> acks = numbersIn(acksUntilKilled(writing(world, writer, 1000), chance));
            acknowledged += acks.size();
            const auto store = world.open();
            QVERIFY2(holdsAll(store->allEvents(), acks, writer.toStdString()), qPrintable(writer));
            const auto findings = store->verify();
            QVERIFY2(findings.empty(), findings.empty() ? "" : findings.front().c_str());
        }
        qInfo("%d kills, %zu acknowledged decisions, none lost", kills, acknowledged);
        QVERIFY(acknowledged > static_cast<std::size_t>(kills) * 5);
    }

    // Row C12.
    void twoProgramsOnOneReviewLoseNothing() {
        const ReviewWorld world;
        const int edits = isSoak() ? 10'000 : 1'000;
        QProcess one;
        QProcess two;
        one.start(QStringLiteral(STORE_WRITER), writing(world, QStringLiteral("one"), edits));
        two.start(QStringLiteral(STORE_WRITER), writing(world, QStringLiteral("two"), edits));
        const int limit = isSoak() ? 3'000'000 : 280'000;
        QVERIFY(one.waitForFinished(limit) && two.waitForFinished(limit));
        QVERIFY2(one.exitCode() == 0, one.readAllStandardError().constData());
        QVERIFY2(two.exitCode() == 0, two.readAllStandardError().constData());
        const auto store = world.open();
        QCOMPARE(store->allEvents().size(), static_cast<std::size_t>(2 * edits));
        QCOMPARE(store->currentDecisions("one").size(), std::size_t{500});
        QVERIFY(store->verify().empty());
    }
};

QTEST_GUILESS_MAIN(TestStoreKill)
#include "test_storekill.moc"
