// A plate whose names do not tell which channel is which stain: asked once, remembered, and opened anew.

#include "core/plate/channelmemory.h"
#include "core/plate/scanasremembered.h"
#include "tests/ui/models/sessionworld.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

/// Two fields of a MetaXpress plate with channels w1 (value 10) and w2 (value 20).
void writeInstrumentPlate(const SessionWorld& world) {
    makeDirectory(world.plateDirectory);
    for (const char* well : {"A01", "B02"})
        for (const int channel : {1, 2}) {
            const std::string name = std::string("plate_") + well + "_s1_w" + std::to_string(channel) + ".tif";
            writeFile(world.plateDirectory / name, encodeGreyPng(filledPlane(8, 8, 8, [channel](int, int) { return 10 * channel; })));
        }
}

int valueOf(const Session& session, Stain stain) {
    const auto image = session.image();
    return image && !image->stack.planes[stain].isEmpty() ? image->stack.planes[stain].valueAt(0, 0) : -1;
}

ChannelStains answerFor(const Session& session) {
    const std::vector<Channel>& channels = session.plate().channels;
    return {{channels.at(0).key, Stain::Nucleus}, {channels.at(1).key, Stain::Protein}};
}

} // namespace

class TestChannels : public QObject {
    Q_OBJECT
private slots:
    void theAnswerOpensThePlateAnewAndIsRemembered() {
        const SessionWorld world(0);
        writeInstrumentPlate(world);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->hasPlate());
            QVERIFY(session->needsChannels());
            QCOMPARE(session->plate().channels.size(), std::size_t{2});
            session->assignChannels(answerFor(*session));
            QTRY_VERIFY(!session->needsChannels()); // until then the plate may be seen as it is without an answer
            QTRY_COMPARE(valueOf(*session, Stain::Nucleus), 10);
            QCOMPARE(rememberedStains(world.options.dataDirectory, session->plate().root).value().begin()->second.name, std::optional(std::string())); // it has none
            QCOMPARE(valueOf(*session, Stain::Protein), 20);
            ChannelStains swapped = answerFor(*session);
            std::swap(swapped.begin()->second, swapped.rbegin()->second);
            session->assignChannels(swapped);
            QTRY_COMPARE(valueOf(*session, Stain::Nucleus), 20);
        }
        const auto session = world.openSession();
        QTRY_COMPARE(valueOf(*session, Stain::Nucleus), 20);
        QVERIFY(!session->needsChannels());
    }

    void namesThatTellAreNotAskedAbout() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QVERIFY(!session->needsChannels());
    }

    void anAnswerAboutOtherChannelsIsPassedOver() {
        const SessionWorld world(0);
        writeInstrumentPlate(world);
        const std::filesystem::path root = std::filesystem::canonical(world.plateDirectory);
        rememberStains(world.options.dataDirectory, root, {{"ch\xff=7", Stain::Protein}});
        QCOMPARE(rememberedStains(world.options.dataDirectory, root).value().at("ch\xff=7").stain, Stain::Protein);
        QCOMPARE(scanAsRemembered(world.options.dataDirectory, root, {}).samples.size(), std::size_t{2});
        QVERIFY(!rememberedStains(world.options.dataDirectory, root / "elsewhere"));
    }
};

QTEST_MAIN(TestChannels)
#include "test_channels.moc"
