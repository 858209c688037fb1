#include "core/imaging/loadsample.h"
#include "core/imaging/projection.h"
#include "tests/support/smallplate.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A sample whose nucleus is a stack of one PNG a plane.
Sample& addStack(SmallPlate& made, const std::vector<Bytes>& planes) {
    Sample& sample = made.add("a");
    const auto stack = std::make_shared<SamplePlanes>();
    for (std::size_t z = 0; z < planes.size(); ++z) {
        const std::string name = "z" + std::to_string(z) + ".png";
        writeFile(made.folder() / name, planes[z], {.durability = Durability::Ordered, .access = FileAccess::Default});
        stack->stains[Stain::Nucleus].push_back({name, 0, -1});
    }
    sample.files[Stain::Nucleus] = "z0.png";
    sample.planes = stack;
    for (const Stain stain : {Stain::Protein, Stain::Microtubules, Stain::Reticulum})
        made.plate().absentStains[stain] = true;
    return sample;
}

Plane brightAt(int x, int bits = 16) {
    return filledPlane(5, 4, bits, [x](int column, int) { return column == x ? 200 : 7; });
}

} // namespace

class TestProjection : public QObject {
    Q_OBJECT
private slots:
    void theHigherOfTwoPixelsIsKept() {
        for (const int bits : {8, 16}) {
            Plane plane = brightAt(1, bits);
            raiseToMaximum(plane, brightAt(3, bits));
            for (int x = 0; x < 5; ++x)
                QCOMPARE(plane.valueAt(x, 2), x == 1 || x == 3 ? 200 : 7);
        }
    }

    void aStackIsShownAsItsMaximum() {
        SmallPlate made;
        const Sample& sample = addStack(made, {encodeGreyPng(brightAt(0)), encodeGreyPng(brightAt(2)), encodeGreyPng(brightAt(4))});
        const LoadedSample loaded = loadSample(made.plate(), sample, {.digest = true});
        QVERIFY(loaded.complete && loaded.problems.empty() && !loaded.contentDigest.empty());
        for (int x = 0; x < 5; ++x)
            QCOMPARE(loaded.stack.planes[Stain::Nucleus].valueAt(x, 0), x % 2 == 0 ? 200 : 7);
    }

    void oneOfItsPlanesCanBeChosen() {
        SmallPlate made;
        const Sample& sample = addStack(made, {encodeGreyPng(brightAt(0)), encodeGreyPng(brightAt(2))});
        for (const auto& [chosen, bright] : {std::pair{1, 0}, {2, 2}, {9, 2}}) {
            made.plate().chosenPlane = chosen;
            const LoadedSample loaded = loadSample(made.plate(), sample);
            for (int x = 0; x < 5; ++x)
                QCOMPARE(loaded.stack.planes[Stain::Nucleus].valueAt(x, 0), x == bright ? 200 : 7);
        }
    }

    void aDigestTellsWhichPlaneItIsOf() {
        SmallPlate made;
        const Sample& sample = addStack(made, {encodeGreyPng(brightAt(0)), encodeGreyPng(brightAt(2))});
        QCOMPARE(depthOf(sample), 2);
        const std::string ofMaximum = loadSample(made.plate(), sample, {.digest = true}).contentDigest;
        QVERIFY(isOfChosenPlane(made.plate(), sample, ofMaximum));
        made.plate().chosenPlane = 2;
        const std::string ofSecond = loadSample(made.plate(), sample, {.digest = true}).contentDigest;
        QVERIFY(isOfChosenPlane(made.plate(), sample, ofSecond) && !isOfChosenPlane(made.plate(), sample, ofMaximum));
        made.plate().chosenPlane = 9; // there is none, so that it is the last
        QCOMPARE(loadSample(made.plate(), sample, {.digest = true}).contentDigest, ofSecond);
        made.plate().chosenPlane = 1;
        QVERIFY(!isOfChosenPlane(made.plate(), sample, ofSecond));
        QVERIFY(isOfChosenPlane(made.plate(), sample, {})); // not known
        Sample flat = sample;
        flat.planes = nullptr;
        QVERIFY(isOfChosenPlane(made.plate(), flat, ofMaximum));
    }

    void aStackIsNeverShownWithoutOneOfItsPlanes() {
        SmallPlate made;
        const Sample& sample = addStack(made, {encodeGreyPng(brightAt(0)), encodeGreyPng(knownPlane(6, 4, 16)), encodeGreyPng(brightAt(1))});
        LoadedSample loaded = loadSample(made.plate(), sample);
        QVERIFY(!loaded.complete && loaded.stack.planes[Stain::Nucleus].isEmpty());
        QCOMPARE(loaded.problems.size(), std::size_t{1});
        QCOMPARE(loaded.problems[0].file, std::string("z1.png"));
        QVERIFY(loaded.problems[0].kind == ErrorKind::Mismatch);
        std::filesystem::remove(made.folder() / "z1.png");
        loaded = loadSample(made.plate(), sample);
        QVERIFY(loaded.stack.planes[Stain::Nucleus].isEmpty());
        QVERIFY(loaded.problems.at(0).kind == ErrorKind::NotFound);
        inspectPlate(made.plate());
        QCOMPARE(made.plate().shapes[0].width, 5);
        QCOMPARE(made.plate().problems.size(), std::size_t{1});
        QCOMPARE(made.plate().problems[0].file, std::string("z1.png"));
    }
};

QTEST_APPLESS_MAIN(TestProjection)
#include "test_projection.moc"
