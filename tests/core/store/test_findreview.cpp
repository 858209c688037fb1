#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/store/findreview.h"
#include "tests/support/reviewworld.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

// Three plates beside a data directory.
class PlateWorld final {
public:
    PlateWorld() {
        for (const char* const name : {"a", "b", "c"})
            fs::create_directory(m_world.directory() / name);
    }
    PlateIdentity plate(const std::string& name, const std::string& fingerprint) const {
        return {m_world.directory() / name, fingerprint};
    }
    fs::path data() const { return m_world.directory() / "data"; }
    fs::path root(const std::string& name) const { return m_world.directory() / name; }
    FoundReview find(const PlateIdentity& identity) const { return findReview(data(), identity); }
    fs::path make(const PlateIdentity& identity) const {
        const fs::path file = find(identity).file;
        ReviewStore::open(file, identity);
        return file;
    }

private:
    ReviewWorld m_world;
};

} // namespace

class TestFindReview final : public QObject {
    Q_OBJECT
private slots:
    void aPlateWithoutAReviewGetsTheUsualFile() {
        const PlateWorld world;
        const FoundReview found = world.find(world.plate("a", "f"));
        QVERIFY(found.match == ReviewMatch::New);
        QVERIFY(found.file == defaultReviewFile(world.data(), world.root("a")));
        QVERIFY(!fs::exists(world.data()));
    }

    void aReviewIsFoundByThePathOfItsPlate() {
        const PlateWorld world;
        const fs::path file = world.make(world.plate("a", "f"));
        const FoundReview found = world.find(world.plate("a", "changed since"));
        QVERIFY(found.match == ReviewMatch::Same);
        QVERIFY(found.file == file);
    }

    void aPlateThatWasMovedIsFoundByItsFingerprint() {
        const PlateWorld world;
        const fs::path file = world.make(world.plate("a", "f"));
        fs::rename(world.root("a"), world.root("moved"));
        const FoundReview found = world.find(world.plate("moved", "f"));
        QVERIFY(found.match == ReviewMatch::Moved);
        QVERIFY(found.file == file);
        QVERIFY(found.boundTo == world.plate("a", "f"));
        ReviewStore::open(file, {})->bindTo(world.plate("moved", "f"));
        QVERIFY(world.find(world.plate("moved", "")).match == ReviewMatch::Same);
        QVERIFY(world.find(world.plate("moved", "")).file == file);
    }

    void aCopyWhoseOriginalIsStillThereIsAsked() {
        const PlateWorld world;
        const fs::path file = world.make(world.plate("a", "f"));
        const FoundReview found = world.find(world.plate("b", "f"));
        QVERIFY(found.match == ReviewMatch::Twin);
        QVERIFY(found.file == file);
    }

    // Row B14.
    void platesWithTheSameNamesAndOtherContentAreNeverMixed() {
        const PlateWorld world;
        world.make(world.plate("a", "f"));
        QVERIFY(world.find(world.plate("b", "g")).match == ReviewMatch::New);
        QVERIFY(world.find(world.plate("b", "")).match == ReviewMatch::New);
    }

    void aPlateAtThePlaceOfAMovedOneGetsAFileOfItsOwn() {
        const PlateWorld world;
        const fs::path file = world.make(world.plate("a", "f"));
        ReviewStore::open(file, {})->bindTo(world.plate("b", "f"));
        const FoundReview found = world.find(world.plate("a", "g"));
        QVERIFY(found.match == ReviewMatch::New);
        QVERIFY(found.file != file);
        QVERIFY(!fs::exists(found.file));
    }

    void anUnreadableNeighbourIsListedAndOnesOwnIsAnError() {
        const PlateWorld world;
        const fs::path file = world.make(world.plate("a", "f"));
        writeFile(file, std::string_view("not a database"));
        const FoundReview found = world.find(world.plate("b", "g"));
        QVERIFY(found.match == ReviewMatch::New);
        QVERIFY(found.unreadable == std::vector{file});
        QCOMPARE(kindThrownBy([&] { world.find(world.plate("a", "f")); }), ErrorKind::Damaged);
    }
};

QTEST_GUILESS_MAIN(TestFindReview)
#include "test_findreview.moc"
