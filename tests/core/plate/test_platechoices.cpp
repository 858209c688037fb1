// How a plate is read, as its user chose it: remembered, followed by every opening, and passed over where it does not fit any more.

#include "core/files/writefile.h"
#include "core/plate/channelmemory.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/platechoices.h"
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
        for (const char* name : {"A01_2_green.png", "A01_2_blue.png"})
            writeFile(root / name, std::string_view("x"));
    }
    Plate scan(ScanOptions options = {}) const { return scanAsRemembered(data, root, std::move(options)); }

    TemporaryFolder folder;
    fs::path data = folder / "data";
    fs::path root = folder / "plate";
};

} // namespace

class TestPlateChoices : public QObject {
    Q_OBJECT
private slots:
    void choicesReadBackAsTheyWere() {
        const World w;
        QVERIFY(rememberedChoices(w.data, w.root) == PlateChoices());
        for (const PlateChoices& made : {PlateChoices{"other", 3, 0.0801}, PlateChoices{"", {}, 1.0 / 3}, PlateChoices{}}) {
            rememberChoices(w.data, w.root, made);
            QVERIFY(rememberedChoices(w.data, w.root) == made);
        }
        QVERIFY(rememberedChoices(w.data, w.root / "elsewhere") == PlateChoices());
        QVERIFY(rememberedChoices({}, w.root) == PlateChoices());
    }

    void whatIsNoChoiceIsPassedOver() {
        const World w;
        rememberChoices(w.data, w.root, {"other", 3, 0.5});
        const fs::path file = fs::directory_iterator(w.data / "plates")->path();
        writeFile(file, std::string_view("plane=0\nplane=x\npixel-size-um=nan\npixel-size-um=-1\npixel-size-um=1e9\nnonsense\nscheme=well\n"));
        QVERIFY((rememberedChoices(w.data, w.root) == PlateChoices{"well", {}, {}}));
        fs::resize_file(file, 1 << 20); // larger than any that was written
        QVERIFY(rememberedChoices(w.data, w.root) == PlateChoices());
    }

    void whatAPlateCarriesCountsUntilSomethingIsChosen() {
        const World w;
        writeChoices(w.root / carriedChoicesFile, {"other", 2, 0.5});
        writeStains(w.root / carriedStainsFile, {{"green", Stain::Nucleus}});
        QVERIFY((rememberedChoices(w.data, w.root) == PlateChoices{"other", 2, 0.5}));
        QVERIFY(rememberedStains({}, w.root)->at("green").stain == Stain::Nucleus);
        rememberChoices(w.data, w.root, {});
        rememberStains(w.data, w.root, {});
        QVERIFY(rememberedChoices(w.data, w.root) == PlateChoices());
        QVERIFY(rememberedStains(w.data, w.root)->empty());
    }

    void everyOpeningFollowsThem() {
        const World w;
        QCOMPARE(w.scan().scheme, std::string("well"));
        QVERIFY(!w.scan().isSchemeChosen);
        rememberChoices(w.data, w.root, {"other", 2, 0.25});
        const Plate plate = w.scan();
        QCOMPARE(plate.scheme, std::string("other"));
        QCOMPARE(plate.schemeName, std::string("Any id and the colour, or a folder a sample"));
        QVERIFY(plate.isSchemeChosen);
        QCOMPARE(plate.chosenPlane, std::optional(2));
        QVERIFY(pixelSizeOf(plate, plate.samples.at(0)) == PixelSize({0.25, true}));
    }

    void whatIsSaidNowGoesBefore() {
        const World w;
        rememberChoices(w.data, w.root, {"other", 2, 0.25});
        const Plate plate = w.scan({.scheme = "well", .plane = 0, .pixelSizeUm = 0.5});
        QCOMPARE(plate.scheme, std::string("well"));
        QVERIFY(!plate.chosenPlane);
        QCOMPARE(plate.enteredPixelSizeUm, std::optional(0.5));
    }

    void aSchemeThatIsGoneOrTakesNothingIsPassedOver() {
        const World w;
        for (const char* scheme : {"gone", "challenge"}) {
            rememberChoices(w.data, w.root, {scheme, {}, {}});
            QCOMPARE(w.scan().scheme, std::string("well"));
            QVERIFY(!w.scan().isSchemeChosen);
        }
        QVERIFY_EXCEPTION_THROWN(w.scan({.scheme = "challenge"}), Error); // said now
    }

    void anAnswerAboutOtherChannelsDoesNotCostTheScheme() {
        const World w;
        rememberChoices(w.data, w.root, {"other", {}, {}});
        rememberStains(w.data, w.root, {{"w7", Stain::Protein}});
        QCOMPARE(w.scan().scheme, std::string("other"));
        rememberStains(w.data, w.root, {{"blue", Stain::Protein}});
        QVERIFY(w.scan().channels.at(0) == (Channel{"blue", "", Stain::Protein, Channel::Source::User}));
    }
};

QTEST_APPLESS_MAIN(TestPlateChoices)
#include "test_platechoices.moc"
