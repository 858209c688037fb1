#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QtTest>

using namespace locascope;
using namespace locascope::testing;

// Digests from FIPS 180-4's published examples.
class TestDigest : public QObject {
    Q_OBJECT
private slots:
    void theDigestOfAbcIsThePublishedOne() {
        QCOMPARE(sha256(std::string_view("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    void theDigestOfNothingIsThePublishedOne() {
        QCOMPARE(sha256(std::string_view()),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }
    void theDigestOfAFileIsThatOfItsBytes() {
        const TemporaryFolder folder;
        writeFile(folder / "a", "abc");
        QCOMPARE(sha256OfFile(folder / "a"), sha256(std::string_view("abc")));
    }
    void aMissingFileHasNoDigest() {
        const TemporaryFolder folder;
        EXPECT_ERROR(sha256OfFile(folder / "a"), ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestDigest)
#include "test_digest.moc"
