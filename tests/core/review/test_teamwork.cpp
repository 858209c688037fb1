// What several reviewers share of a review: what is hidden, what was drawn by lot.

#include "core/files/error.h"
#include "core/review/assignment.h"
#include "core/review/auditdraw.h"
#include "core/review/blinding.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace locascope;
using namespace locascope::testing;

namespace {

AssignmentOptions sharedBy(std::vector<std::string> names, std::size_t each, double share, std::uint64_t seed = 1) { return {std::move(names), each, share, seed}; }

std::vector<std::size_t> loadsOf(const std::vector<std::vector<std::size_t>>& assigned, std::size_t reviewers) {
    std::vector<std::size_t> loads(reviewers);
    for (const auto& ofSample : assigned)
        for (const std::size_t reviewer : ofSample)
            ++loads[reviewer];
    return loads;
}

} // namespace

class TestTeamwork final : public QObject {
    Q_OBJECT
private slots:
    void nothingIsHiddenFromTheStart() {
        const Blinding blinding;
        QVERIFY(!blinding.hidesAnything());
        for (const Hidden what : allHidden)
            QVERIFY(!blinding.hides(what));
        QCOMPARE(formatBlinding(blinding), std::string());
        QVERIFY(presetOf(blinding) == BlindingPreset::None);
    }

    void whoMayNotSeePredictionsSeesNoMapsEither() {
        Blinding blinding;
        blinding.set(Hidden::Predictions, true);
        QVERIFY(blinding.hides(Hidden::Saliency) && !blinding.hides(Hidden::Similar));
        blinding.set(Hidden::Predictions, false);
        QVERIFY(!blinding.hides(Hidden::Saliency));
    }

    void everythingHidesWhateverThereIs() {
        const Blinding everything = blindingOf(BlindingPreset::Everything);
        for (const Hidden what : allHidden)
            QVERIFY(everything.hides(what));
        QVERIFY(blindingOf(BlindingPreset::Model).hidesLessThan(everything) && !everything.hidesLessThan(blindingOf(BlindingPreset::Model)));
        QVERIFY(!blindingOf(BlindingPreset::Model).hides(Hidden::OtherReviewers) && blindingOf(BlindingPreset::Reviewers).hides(Hidden::OtherReviewers));
    }

    void whatIsHiddenIsReadBackAsWritten() {
        for (unsigned bits = 0; bits < 1U << allHidden.size(); ++bits) {
            Blinding blinding;
            for (const Hidden what : allHidden)
                blinding.set(what, (bits >> static_cast<unsigned>(what) & 1U) != 0);
            QCOMPARE(formatBlinding(parseBlinding(formatBlinding(blinding))), formatBlinding(blinding));
        }
        QCOMPARE(formatBlinding(blindingOf(BlindingPreset::Model)), std::string("predictions saliency similar queue-reasons"));
        QVERIFY(presetOf(parseBlinding("queue-reasons  similar predictions saliency")) == BlindingPreset::Model);
        for (const Hidden what : allHidden)
            QVERIFY(hiddenOfKey(hiddenKey(what)) == what);
        QVERIFY(!hiddenOfKey("models") && presetOfKey("model") == BlindingPreset::Model && !presetOfKey("all"));
    }

    void aWordOfANewerProgramHidesEverything() { QVERIFY(parseBlinding("names cursors") == blindingOf(BlindingPreset::Everything)); }

    void aDrawIsReadBackAsItWas() {
        const DrawnSamples drawn{~0ULL - 3, 400, {"B02/s1", "a b%\xff"}, "Ann Ö.", 1'700'000'000'123, 2};
        QVERIFY(parseDrawnSamples(formatDrawnSamples(drawn)) == drawn);
        QCOMPARE(drawn.inclusion(), 2.0 / 400);
        QCOMPARE(DrawnSamples().inclusion(), 0.0);
        QVERIFY(!parseDrawnSamples(""));
    }

    void aDrawThatCannotBeReadIsNotTakenForNone() {
        for (const char* text : {"{", "null", "[]", R"({"seed":1})", R"({"seed":1,"population":4,"by":"a","time_ms":1,"uses":0,"samples":[3]})"})
            EXPECT_ERROR(parseDrawnSamples(text), ErrorKind::Damaged);
    }

    void everySampleGetsItsNumberAndEverybodyTheSame() {
        for (const std::size_t samples : {0U, 1U, 7U, 100U, 101U})
            for (const std::size_t reviewers : {1U, 2U, 3U, 5U})
                for (std::size_t each = 1; each <= reviewers; ++each)
                    for (const double share : {0.0, 0.25, 1.0}) {
                        const std::vector<std::string> names{"a", "b", "c", "d", "e"};
                        const auto options = sharedBy({names.begin(), names.begin() + static_cast<std::ptrdiff_t>(reviewers)}, each, share, samples * 31 + reviewers);
                        const auto assigned = assignReviewers(samples, options);
                        QCOMPARE(assigned.size(), samples);
                        std::size_t overlapping = 0;
                        for (const auto& ofSample : assigned) {
                            QVERIFY(ofSample.size() == 1 || ofSample.size() == each);
                            QVERIFY(std::is_sorted(ofSample.begin(), ofSample.end()) && std::adjacent_find(ofSample.begin(), ofSample.end()) == ofSample.end());
                            overlapping += ofSample.size() == each ? 1 : 0;
                        }
                        if (each > 1)
                            QCOMPARE(overlapping, static_cast<std::size_t>(std::llround(share * static_cast<double>(samples))));
                        const auto loads = loadsOf(assigned, reviewers);
                        QVERIFY(*std::max_element(loads.begin(), loads.end()) - *std::min_element(loads.begin(), loads.end()) <= 1);
                    }
    }

    void theSameSeedAssignsTheSameAndAnotherAnother() {
        const auto options = sharedBy({"Ann", "Bo", "Cy"}, 2, 0.5, 7);
        QVERIFY(assignReviewers(50, options) == assignReviewers(50, options));
        QVERIFY(assignReviewers(50, options) != assignReviewers(50, sharedBy({"Ann", "Bo", "Cy"}, 2, 0.5, 8)));
        // On every machine: who judges the first samples is part of the promise.
        const auto few = assignReviewers(6, sharedBy({"Ann", "Bo"}, 1, 1, 1));
        QCOMPARE(loadsOf(few, 2), (std::vector<std::size_t>{3, 3}));
    }

    void everyPairOfReviewersMeets() {
        const auto assigned = assignReviewers(300, sharedBy({"a", "b", "c", "d"}, 2, 1, 3));
        std::map<std::vector<std::size_t>, int> pairs;
        for (const auto& ofSample : assigned)
            ++pairs[ofSample];
        QCOMPARE(pairs.size(), std::size_t{6});
        for (const auto& [pair, count] : pairs)
            QVERIFY2(count > 20, qPrintable(QString::number(count)));
    }

    void whatMakesNoSenseIsRefused() {
        for (const AssignmentOptions& options : {sharedBy({}, 1, 1), sharedBy({"a", "a"}, 1, 1), sharedBy({"a", ""}, 1, 1), sharedBy({"a"}, 2, 1), sharedBy({"a"}, 0, 1), sharedBy({"a"}, 1, 1.5),
                                                 sharedBy({"a"}, 1, std::nan(""))})
            EXPECT_ERROR(assignReviewers(3, options), ErrorKind::Invalid);
    }

    void anAssignmentIsReadBackAsItWas() {
        Assignment made = makeAssignment({"B02/s1", "a b%\xff", "c"}, sharedBy({"Ann Ö.", "Bo, C."}, 2, 0.5, ~0ULL));
        made.by = "Di";
        made.timeMs = 1'700'000'000'123;
        made.follows = "uuid";
        QCOMPARE(made.samples.at("Ann Ö.").size() + made.samples.at("Bo, C.").size(), std::size_t{5});
        QVERIFY(parseAssignment(formatAssignment(made)) == made);
        QVERIFY(!parseAssignment(""));
        EXPECT_ERROR(parseAssignment("{}"), ErrorKind::Damaged);
        EXPECT_ERROR(parseAssignment("7"), ErrorKind::Damaged);
    }

    void whomASampleIsAssignedToIsKnownWithoutReadingAllOfIt() {
        const std::string text = formatAssignment(makeAssignment({"B02/s1", "a b%\xff"}, sharedBy({"Ann", "B02/s2"}, 1, 1)));
        QVERIFY(assigns(text, "B02/s1") && assigns(text, "a b%\xff"));
        QVERIFY(!assigns(text, "B02/s2") && !assigns(text, "B02/s") && !assigns("", "B02/s1")); // the second is a reviewer
    }
};

QTEST_APPLESS_MAIN(TestTeamwork)
#include "test_teamwork.moc"
