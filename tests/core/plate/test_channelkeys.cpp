#include "core/plate/channelkeys.h"

#include <QTest>

#include <string>
#include <vector>

using namespace locascope;

namespace {

/// The keys of an image's channels in order: "c1 c2".
std::string keysOf(ChannelKeys& keys, const std::vector<std::string>& names, const std::string& prefix = {}) {
    keys.beginImage();
    std::string text;
    int number = 0;
    for (const std::string& name : names)
        text += (text.empty() ? "" : " ") + keys.keyOf(prefix, ++number, name);
    return text;
}

std::string namesOf(const ChannelKeys& keys) {
    std::string text;
    for (const auto& [key, name] : keys.names())
        text += (text.empty() ? "" : ", ") + key + " " + (name.empty() ? "-" : name);
    return text;
}

} // namespace

class TestChannelKeys : public QObject {
    Q_OBJECT
private slots:
    void channelsAreNumberedAndNamed() {
        ChannelKeys keys;
        QCOMPARE(keysOf(keys, {"DAPI", "", "GFP"}), std::string("c1 c2 c3"));
        QCOMPARE(keysOf(keys, {"", "Cy5", ""}), std::string("c1 c2 c3")); // the number tells; a name is learnt
        QCOMPARE(namesOf(keys), std::string("c1 DAPI, c2 Cy5, c3 GFP"));
    }

    void aNameKeepsItsKeyWhateverItsNumber() {
        ChannelKeys keys;
        keysOf(keys, {"DAPI", "GFP"});
        QCOMPARE(keysOf(keys, {"GFP", "DAPI"}), std::string("c2 c1"));
        QCOMPARE(keysOf(keys, {"GFP", "TRITC"}), std::string("c2 c3"));
        QCOMPARE(keysOf(keys, {"A", "B", "C", "GFP"}), std::string("c4 c5 c6 c2"));
        QCOMPARE(namesOf(keys), std::string("c1 DAPI, c2 GFP, c3 TRITC, c4 A, c5 B, c6 C"));
    }

    void noTwoChannelsOfAnImageHaveOneKey_data() {
        QTest::addColumn<QString>("names");
        QTest::newRow("one name twice") << QStringLiteral("GFP,GFP");
        QTest::newRow("a name, then none") << QStringLiteral("GFP,");
        QTest::newRow("none, then a known name") << QStringLiteral(",DAPI");
        QTest::newRow("one name behind others") << QStringLiteral("x,y,GFP,GFP,GFP");
        QTest::newRow("none of them") << QStringLiteral("GFP,,,");
    }
    void noTwoChannelsOfAnImageHaveOneKey() {
        QFETCH(QString, names);
        std::vector<std::string> texts;
        for (const QString& name : names.split(u','))
            texts.push_back(name.toStdString());
        ChannelKeys keys;
        keysOf(keys, {"DAPI", "GFP"});
        const std::string first = keysOf(keys, texts);
        QStringList given = QString::fromStdString(first).split(u' ');
        QCOMPARE(std::size_t(given.size()), texts.size());
        QVERIFY2(given.removeDuplicates() == 0, first.c_str());
        const auto known = keys.names().size();
        for (int again = 0; again < 3; ++again)
            QCOMPARE(keysOf(keys, texts), first); // an image like it has the same channels, and no new ones
        QCOMPARE(keys.names().size(), known);
    }

    void whatTheNameOfAFileSaysKeepsChannelsApart() {
        ChannelKeys keys;
        QCOMPARE(keysOf(keys, {"GFP"}, "w1-"), std::string("w1-c1"));
        QCOMPARE(keysOf(keys, {"DAPI"}), std::string("c1"));
        QCOMPARE(keysOf(keys, {"GFP"}), std::string("c2")); // not that of w1
    }

    void namesThatDifferInEveryFileAreManyChannelsSoon() {
        constexpr int files = 60000;
        ChannelKeys keys;
        for (int i = 1; i <= files; ++i)
            QCOMPARE(keysOf(keys, {"recorded at " + std::to_string(i)}), "c" + std::to_string(i));
        keys.beginImage();
        for (int i = 1; i <= files; ++i)
            keys.keyOf("w2-", i, "same");
        keys.beginImage();
        for (int i = 1; i <= files; ++i)
            QCOMPARE(keys.keyOf("w2-", files + i, "same"), "w2-c" + std::to_string(i));
        QCOMPARE(keys.names().size(), std::size_t{2 * files});
    }
};

QTEST_APPLESS_MAIN(TestChannelKeys)
#include "test_channelkeys.moc"
