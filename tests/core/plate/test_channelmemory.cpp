// Which channel is which stain, as a user said it before: only what still fits is followed.

#include "core/files/writefile.h"
#include "core/plate/channelmemory.h"
#include "core/plate/channeltable.h"
#include "core/plate/scanasremembered.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;
namespace fs = std::filesystem;

namespace {

struct World {
    World() {
        fs::create_directory(root);
        for (const char* name : {"plate_A01_s1_w1.tif", "plate_A01_s1_w2.tif", "plate_A01_s1_w3.tif"})
            writeFile(root / name, std::string_view("x"));
    }
    /// As a file of the memory lies on the disk.
    void putMemory(std::string_view text) const {
        rememberStains(data, root, {});
        writeFile(fs::directory_iterator(data / "channels")->path(), text);
    }

    TemporaryFolder folder;
    fs::path data = folder / "data";
    fs::path root = folder / "plate";
};

/// "w1 nucleus, w2 -"
std::string stainsOf(const std::vector<Channel>& channels) {
    std::string text;
    for (const Channel& channel : channels)
        text += (text.empty() ? "" : ", ") + channel.key + " " + (channel.stain ? std::string(stainKey(*channel.stain)) : "-");
    return text;
}

/// Two channels of which the second is called so.
std::vector<Channel> assigned(const RememberedStains& remembered, const std::string& secondName, const ChannelStains& said = {}) {
    ChannelTable table;
    table.numberOf("c1", {});
    table.numberOf("c2", {});
    table.setName("c2", secondName);
    table.assign(said, remembered, "/plate");
    return table.sorted();
}

} // namespace

class TestChannelMemory : public QObject {
    Q_OBJECT
private slots:
    void answersReadBackWithTheNamesThatTheChannelsHad() {
        const World w;
        QVERIFY(!rememberedStains(w.data, w.root));
        rememberStains(w.data, w.root, {{"ch\xff=7", Stain::Protein}, {"c2", Stain::Nucleus}, {"c3", Stain::Reticulum}}, {{"c2", "a=b\n%", {}, {}}, {"ch\xff=7", "", {}, {}}});
        const RememberedStains expected{{"ch\xff=7", {Stain::Protein, ""}}, {"c2", {Stain::Nucleus, "a=b\n%"}}, {"c3", {Stain::Reticulum, {}}}};
        QVERIFY(rememberedStains(w.data, w.root) == expected);
    }

    void filesWithoutNamesAreStillRead() {
        const World w;
        w.putMemory("w1=nucleus\nw2=mitochondria\nnonsense\n=\nw3=protein");
        QVERIFY((rememberedStains(w.data, w.root) == RememberedStains{{"w1", {Stain::Nucleus, {}}}, {"w3", {Stain::Protein, {}}}}));
        QCOMPARE(stainsOf(scanAsRemembered(w.data, w.root, {}).channels), std::string("w1 nucleus, w2 -, w3 protein"));
    }

    void anAnswerStaysWithTheChannelOfItsName() {
        const RememberedStains named{{"C2", {Stain::Protein, "anti-X"}}}, unnamed{{"c2", {Stain::Protein, {}}}}, nameless{{"c2", {Stain::Protein, ""}}};
        QCOMPARE(stainsOf(assigned(named, "anti-X")), std::string("c1 -, c2 protein"));
        QVERIFY(assigned(named, "anti-X")[1].source == Channel::Source::User);
        QCOMPARE(stainsOf(assigned(named, "anti-Y")), std::string("c1 -, c2 -"));
        QCOMPARE(stainsOf(assigned(named, "DAPI")), std::string("c1 -, c2 nucleus")); // by its own name
        QCOMPARE(stainsOf(assigned(unnamed, "anti-Y")), std::string("c1 -, c2 protein"));
        QCOMPARE(stainsOf(assigned(nameless, "anti-Y")), std::string("c1 -, c2 -"));
        QCOMPARE(stainsOf(assigned(nameless, "")), std::string("c1 -, c2 protein"));
    }

    void oneAnswerThatDoesNotFitCostsNoOther() {
        const World w;
        rememberStains(w.data, w.root, {{"w1", Stain::Nucleus}, {"w7", Stain::Reticulum}, {"w3", Stain::Protein}});
        QCOMPARE(stainsOf(scanAsRemembered(w.data, w.root, {}).channels), std::string("w1 nucleus, w2 -, w3 protein"));
    }

    void whatIsSaidNowGoesBefore() {
        const World w;
        rememberStains(w.data, w.root, {{"w1", Stain::Nucleus}, {"w2", Stain::Protein}});
        QCOMPARE(stainsOf(scanAsRemembered(w.data, w.root, {.channelStains = {{"w2", Stain::Reticulum}}}).channels), std::string("w1 -, w2 reticulum, w3 -"));
        QVERIFY_EXCEPTION_THROWN(scanAsRemembered(w.data, w.root, {.channelStains = {{"w7", Stain::Nucleus}}}), Error);
    }
};

QTEST_APPLESS_MAIN(TestChannelMemory)
#include "test_channelmemory.moc"
