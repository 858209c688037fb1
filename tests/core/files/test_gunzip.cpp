#include "core/files/gunzip.h"
#include "tests/support/expecterror.h"
#include "tests/support/gzipped.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace {

Bytes randomBytes(std::size_t count) {
    std::mt19937 random(42);
    Bytes bytes(count);
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random() % 7);
    return bytes;
}

} // namespace

class TestGunzip : public QObject {
    Q_OBJECT
private slots:
    void contentComesOutAsItWas() {
        for (const std::size_t length : {0U, 1U, 511U, 65536U, 1U << 20U, (1U << 20U) + 1, 5'000'003U}) {
            const Bytes content = randomBytes(length);
            const Bytes packed = gzipped(content);
            QVERIFY(isGzip(packed));
            QVERIFY(gunzip(packed, "a") == content);
        }
    }

    void membersFollowOneAnother() {
        const Bytes one = randomBytes(3000), other = randomBytes(100'000);
        const Bytes packed = joined(joined(gzipped(one), gzipped({})), gzipped(other));
        QVERIFY(gunzip(packed, "a") == joined(one, other));
    }

    void theStartCostsNoMore() {
        const Bytes content = randomBytes(200'000);
        const Bytes packed = gzipped(content);
        QVERIFY(gunzipStart(packed, "a", 4096) == Bytes(content.begin(), content.begin() + 4096));
        QVERIFY(gunzipStart(gzipped({}), "a", 4096).empty());
        const Bytes prefix(packed.begin(), packed.begin() + 3000);
        const Bytes start = gunzipStart(prefix, "a", 100'000);
        QVERIFY(start.size() > 3000 && start.size() < 100'000);
        QVERIFY(std::equal(start.begin(), start.end(), content.begin()));
    }

    void noPrefixIsTakenForTheWhole() {
        const Bytes packed = gzipped(randomBytes(2000));
        for (std::size_t length = 0; length < packed.size(); ++length)
            EXPECT_ERROR(gunzip(std::span(packed).first(length), "a"), ErrorKind::EndsEarly);
    }

    void aCutSecondMemberIsNotDropped() {
        const Bytes one = gzipped(randomBytes(100));
        const Bytes packed = joined(one, one);
        for (std::size_t length = one.size() + 1; length < packed.size(); ++length)
            QVERIFY(errorOf([&] { gunzip(std::span(packed).first(length), "a"); }));
    }

    void aFlippedBitIsNoticed() {
        const Bytes content = randomBytes(500), packed = gzipped(content);
        constexpr std::size_t freeHeader = 10; // time, operating system: nothing checks them
        for (std::size_t at = freeHeader; at < packed.size(); ++at)
            for (const int bit : {0, 3, 7}) {
                Bytes flipped = packed;
                flipped[at] ^= static_cast<std::byte>(1 << bit);
                Bytes read;
                const auto error = errorOf([&] { read = gunzip(flipped, "a"); });
                QVERIFY(error || read == content); // the last byte of the stream has bits that mean nothing
            }
    }

    void checksumAndLengthAreChecked() {
        const Bytes packed = gzipped(randomBytes(500));
        for (const std::size_t fromEnd : {8U, 5U, 4U, 1U}) {
            Bytes wrong = packed;
            wrong[packed.size() - fromEnd] ^= std::byte{1};
            EXPECT_ERROR(gunzip(wrong, "a"), ErrorKind::Damaged);
        }
    }

    void whatFollowsIsAnError() {
        EXPECT_ERROR(gunzip(joined(gzipped(randomBytes(50)), Bytes(1)), "a"), ErrorKind::Damaged);
        EXPECT_ERROR(gunzip(joined(gzipped(randomBytes(50)), randomBytes(600)), "a"), ErrorKind::Damaged);
    }

    void aBombEndsInMidStream() {
        const Bytes bomb = gzipped(Bytes(std::size_t{300} << 20), 9);
        QVERIFY(bomb.size() < 400'000);
        std::size_t pieces = 0;
        QElapsedTimer clock;
        clock.start();
        EXPECT_ERROR(gunzip(bomb, "a", {.check = [&] { ++pieces; }}), ErrorKind::TooLarge);
        QVERIFY(pieces < 80); // of a megabyte
        QVERIFY(clock.elapsed() < 2000);
    }

    void theLimitOfBytesHolds() {
        const Bytes packed = gzipped(randomBytes(1000));
        QCOMPARE(gunzip(packed, "a", {.maxBytes = 1000}).size(), std::size_t{1000});
        EXPECT_ERROR(gunzip(packed, "a", {.maxBytes = 999}), ErrorKind::TooLarge);
    }

    void manyEmptyMembersEnd() {
        const Bytes empty = gzipped({});
        Bytes packed;
        for (int i = 0; i < 100'000; ++i)
            packed = joined(std::move(packed), empty);
        QVERIFY(gunzip(packed, "a").empty());
    }

    void aCheckThatThrowsEndsIt() {
        struct Stopped {};
        const Bytes packed = gzipped(randomBytes(9'000'000));
        QVERIFY_THROWS_EXCEPTION(Stopped, gunzip(packed, "a", {.check = [] { throw Stopped{}; }}));
    }

    void itIsUnpackedOnce() {
        const Bytes inner = gzipped(randomBytes(300));
        QVERIFY(gunzip(gzipped(inner), "a") == inner);
    }
};

QTEST_GUILESS_MAIN(TestGunzip)
#include "test_gunzip.moc"
