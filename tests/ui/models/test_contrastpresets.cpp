#include "tests/ui/models/sessionworld.h"
#include "ui/models/contrastpresets.h"

#include <QJsonDocument>

#include <fstream>
#include <iterator>

using namespace locascope;
using namespace locascope::testing;

namespace {

CopiedContrast preset(double maximum) {
    DisplaySettings display = defaultDisplay();
    for (const Stain stain : allStains)
        display.stains[stain].window = {1, maximum, 1};
    return contrastOf(display, 8);
}

std::string textOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool hasNotice(const Session& session, const char* key) {
    const auto notices = session.notices();
    return std::any_of(notices.begin(), notices.end(), [key](const Notice& notice) { return notice.key == QLatin1String(key); });
}

} // namespace

class TestContrastPresets final : public QObject {
    Q_OBJECT
private slots:
    void aPresetIsThereInTheNextSession() {
        const SessionWorld world;
        {
            const auto session = world.session();
            session->keepPreset(QStringLiteral("U2OS å/\n"), preset(99)); // and not lost though the session ends at once
            QVERIFY(session->contrastPresets().at(QStringLiteral("U2OS å/\n")) == preset(99));
        }
        const auto session = world.session();
        QTRY_COMPARE(session->contrastPresets().size(), std::size_t{1});
        QVERIFY(session->contrastPresets().at(QStringLiteral("U2OS å/\n")) == preset(99));
    }

    void aPresetIsReplacedAndRemoved() {
        const SessionWorld world;
        const std::filesystem::path file = presetsFile(world.options.dataDirectory);
        const auto session = world.session();
        session->keepPreset(QStringLiteral("a"), preset(99));
        session->keepPreset(QStringLiteral("b"), preset(50));
        session->keepPreset(QStringLiteral("a"), preset(77));
        QTRY_VERIFY(readPresetsFile(file).presets == (ContrastPresets{{QStringLiteral("a"), preset(77)}, {QStringLiteral("b"), preset(50)}}));
        session->dropPreset(QStringLiteral("a"));
        QTRY_VERIFY(readPresetsFile(file).presets == (ContrastPresets{{QStringLiteral("b"), preset(50)}}));
        QVERIFY(session->contrastPresets() == (ContrastPresets{{QStringLiteral("b"), preset(50)}}));
    }

    void twoWindowsLoseNeitherOnesPresets() {
        const SessionWorld world;
        const auto one = world.session();
        const auto other = world.session();
        one->keepPreset(QStringLiteral("one"), preset(10));
        QTRY_COMPARE(readPresetsFile(presetsFile(world.options.dataDirectory)).presets.size(), std::size_t{1});
        other->keepPreset(QStringLiteral("other"), preset(20));
        QTRY_COMPARE(readPresetsFile(presetsFile(world.options.dataDirectory)).presets.size(), std::size_t{2});
        QTRY_COMPARE(other->contrastPresets().size(), std::size_t{2});
    }

    void aDamagedFileNeverCostsTheStartAndIsKept_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("readable");
        QTest::newRow("half a file") << QByteArray("{\"a\": {\"locasc") << 0;
        QTest::newRow("not JSON") << QByteArray("\x89PNG\r\n") << 0;
        QTest::newRow("one of two") << QByteArray(QJsonDocument(QJsonObject{{QStringLiteral("good"), contrastObject(preset(9))}, {QStringLiteral("bad"), 3}}).toJson()) << 1;
    }
    void aDamagedFileNeverCostsTheStartAndIsKept() {
        QFETCH(QByteArray, text);
        QFETCH(int, readable);
        const SessionWorld world;
        const std::filesystem::path file = presetsFile(world.options.dataDirectory);
        makeDirectory(file.parent_path());
        writeFile(file, text.toStdString());
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && hasNotice(*session, "presets-read"));
        QCOMPARE(int(session->contrastPresets().size()), readable);
        session->keepPreset(QStringLiteral("new"), preset(9));
        QTRY_COMPARE(int(readPresetsFile(file).presets.size()), readable + 1);
        QCOMPARE(textOf(file.native() + ".damaged"), text.toStdString());
    }

    void whatCannotBeReadIsNotWrittenOver() {
        const SessionWorld world;
        const std::filesystem::path file = presetsFile(world.options.dataDirectory);
        makeDirectory(file.parent_path());
        const std::string tooLong = std::string(2 << 20, ' ') + "{}";
        writeFile(file, tooLong);
        const auto session = world.session();
        session->keepPreset(QStringLiteral("new"), preset(9));
        QTRY_VERIFY(hasNotice(*session, "presets"));
        QVERIFY(textOf(file) == tooLong);
    }

    void whereItCannotBeWrittenANoticeSaysSo() {
        const SessionWorld world;
        makeDirectory(presetsFile(world.options.dataDirectory)); // a directory of that name
        const auto session = world.session();
        session->keepPreset(QStringLiteral("a"), preset(9));
        QTRY_VERIFY(hasNotice(*session, "presets"));
        QVERIFY(session->contrastPresets().contains(QStringLiteral("a")));
    }
};

QTEST_GUILESS_MAIN(TestContrastPresets)
#include "test_contrastpresets.moc"
