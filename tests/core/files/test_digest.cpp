#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

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
    void aMillionLettersAndNoneThatAreNoLongerWanted() {
        const std::string letters(1000000, 'a'); // of FIPS 180
        const auto bytes = std::as_bytes(std::span(letters));
        QCOMPARE(sha256(bytes), std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
        std::stop_source stop;
        QCOMPARE(sha256(bytes, stop.get_token()), sha256(bytes));
        stop.request_stop();
        QVERIFY(sha256(bytes, stop.get_token()).empty());
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
