#include "core/files/error.h"
#include "core/store/decisioncodec.h"
#include "core/store/labelevent.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <limits>

using namespace locascope;
using namespace locascope::testing;

namespace {

Decision fullDecision() {
    Decision decision;
    decision.outcome = Outcome::Unsure;
    decision.present = {toClass(0), toClass(27), toClass(1023)};
    decision.notJudged = {toClass(63), toClass(64)};
    decision.touched = {toClass(5)};
    decision.other = true;
    decision.inherited = true;
    decision.proposal = {"digest", {0.1F, std::numeric_limits<float>::denorm_min(), 1.0F}, {0.5F, 1e-30F, 0.3333333F}};
    decision.secondsOnScreen = 1.0 / 3.0;
    decision.note = std::string("NUL \0 inside, \xff no UTF-8, \xf0\x9f\xa7\xab", 31);
    return decision;
}

} // namespace

class TestDecisionCodec final : public QObject {
    Q_OBJECT
private slots:
    void everyMemberComesBackUnchanged() {
        const Decision decision = fullDecision();
        QVERIFY(decodeDecision(encodeDecision(decision)) == decision);
        QVERIFY(decodeDecision(encodeDecision(Decision{})) == Decision{});
    }

    void aMegabyteOfNoteComesBackUnchanged() {
        Decision decision;
        decision.note = std::string(std::size_t{1} << 20, '\x01');
        QVERIFY(decodeDecision(encodeDecision(decision)) == decision);
    }

    // So that another program can read it: RFC 8949, examples of appendix A.
    void theBytesAreCbor() {
        Decision decision;
        decision.outcome = Outcome::Negative;
        decision.present = {toClass(24)};
        QCOMPARE(encodeDecision(decision), std::string("\xa2\x67outcome\x68negative\x67present\x81\x18\x18"));
    }

    void whateverIsCutShortIsDamaged() {
        const std::string whole = encodeDecision(fullDecision());
        for (std::size_t length = 0; length < whole.size(); ++length)
            QCOMPARE(kindThrownBy([&] { decodeDecision(whole.substr(0, length)); }), ErrorKind::Damaged);
        QCOMPARE(kindThrownBy([&] { decodeDecision(whole + "x"); }), ErrorKind::Damaged);
    }

    void noByteThatChangesCrashesTheReader() {
        const std::string whole = encodeDecision(fullDecision());
        for (std::size_t place = 0; place < whole.size(); ++place)
            for (const int byte : {0x00, 0x1b, 0x5f, 0x7b, 0x9b, 0xbb, 0xff}) {
                std::string changed = whole;
                changed[place] = static_cast<char>(byte);
                const auto kind = kindThrownBy([&] { decodeDecision(changed); });
                QVERIFY(!kind || kind == ErrorKind::Damaged);
            }
    }

    void deepNestingIsRefusedWithoutRecursion() {
        const std::string nested = "\xa1\x67present" + std::string(1 << 20, '\x81');
        QCOMPARE(kindThrownBy([&] { decodeDecision(nested); }), ErrorKind::Damaged);
    }

    void causesHaveStableKeys() {
        QCOMPARE(eventCauseKey(EventCause::Reviewed), std::string_view("reviewed"));
        for (const EventCause cause : {EventCause::Reviewed, EventCause::Undone, EventCause::Imported, EventCause::Bulk,
                                       EventCause::Ruling})
            QVERIFY(eventCauseOfKey(eventCauseKey(cause)) == cause);
        QVERIFY(!eventCauseOfKey("Reviewed"));
    }
};

QTEST_GUILESS_MAIN(TestDecisionCodec)
#include "test_decisioncodec.moc"
