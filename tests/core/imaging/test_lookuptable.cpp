#include "core/imaging/lookuptable.h"

#include <QTest>

using namespace locascope;

namespace {

/// Three values of protein, at twice the size and with a border outside the image.
std::vector<std::uint32_t> shown(DisplayMode mode, LookUpTable table) {
    ChannelStack stack{{}, 3, 1, 8, 1, 3, 1};
    stack.planes[Stain::Protein] = Plane(3, 1, 8);
    stack.planes[Stain::Protein].row<std::uint8_t>(0)[0] = 0;
    stack.planes[Stain::Protein].row<std::uint8_t>(0)[1] = 128;
    stack.planes[Stain::Protein].row<std::uint8_t>(0)[2] = 255;
    DisplaySettings settings = defaultDisplay();
    settings.mode = mode;
    settings.active = Stain::Protein;
    settings.stains[Stain::Protein].window = {0, 255, 1};
    settings.stains[Stain::Protein].table = table;
    std::vector<std::uint32_t> pixels(5);
    compositeView(stack, settings, {-1, 0, 1, 5, 1}, pixels.data(), 20);
    return pixels;
}

} // namespace

class TestLookUpTable : public QObject {
    Q_OBJECT
private slots:
    void fireIsImageJs() {
        const PixelTable& fire = pixelTable(LookUpTable::Fire);
        QCOMPARE(fire[0], 0xFF000000u);
        QCOMPARE(fire[8], 0xFF00003Du);   // the second of its 32 colours
        QCOMPARE(fire[128], 0xFFF04F00u); // the seventeenth
        QCOMPARE(fire[255], 0xFFFFFFFFu);
    }

    void viridisBeginsPurpleAndEndsYellow() {
        QCOMPARE(pixelTable(LookUpTable::Viridis)[0], 0xFF440154u);
        QCOMPARE(pixelTable(LookUpTable::Viridis)[255], 0xFFFDE725u);
    }

    void namesLeadBack() {
        for (const LookUpTable table : lookUpTables)
            QVERIFY(lookUpTableOfName(lookUpTableName(table)) == table);
        QVERIFY(!lookUpTableOfName(""));
        QVERIFY(!lookUpTableOfName("fire"));
    }

    void theColourModeShowsTheTableAndLeavesTheOutsideTransparent() {
        for (const LookUpTable table : lookUpTables) {
            const PixelTable& colours = pixelTable(table);
            const auto pixels = shown(DisplayMode::Colour, table);
            QVERIFY((pixels == std::vector<std::uint32_t>{0, colours[0], colours[128], colours[255], 0}));
        }
    }

    void theOtherModesNeedOneColour() {
        for (const DisplayMode mode : {DisplayMode::Composite, DisplayMode::Greyscale})
            QVERIFY(shown(mode, LookUpTable::Fire) == shown(mode, LookUpTable::Pure));
    }

    void aStainThatIsNotThereIsBlackInEveryTable() {
        DisplaySettings settings = defaultDisplay();
        settings.mode = DisplayMode::Colour;
        settings.active = Stain::Nucleus;
        settings.stains[Stain::Nucleus].table = LookUpTable::Ice;
        ChannelStack stack{{}, 2, 1, 8, 1, 2, 1};
        stack.planes[Stain::Protein] = Plane(2, 1, 8);
        std::vector<std::uint32_t> pixels(2);
        compositeView(stack, settings, {0, 0, 1, 2, 1}, pixels.data(), 8);
        QVERIFY((pixels == std::vector<std::uint32_t>{0xFF000000u, 0xFF000000u}));
    }
};

QTEST_GUILESS_MAIN(TestLookUpTable)
#include "test_lookuptable.moc"
