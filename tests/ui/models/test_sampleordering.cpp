#include "ui/models/sampleordering.h"

#include <QTest>

using namespace locascope;

namespace {

constexpr ClassIndex first = toClass(0);
constexpr ClassIndex second = toClass(1);
const std::vector<double> thresholds{0.5, 0.5};

Decision labelled(std::initializer_list<ClassIndex> present) {
    Decision decision;
    decision.present = LabelSet(present);
    return decision;
}

Decision judged(Outcome outcome) {
    Decision decision;
    decision.outcome = outcome;
    return decision;
}

SampleFacts compared(const Decision& decision, const std::vector<float>& probabilities) {
    return factsOf(&decision, 1, {probabilities, thresholds, false});
}

/// Samples a0, a1, … of which these facts are known.
class Samples final {
public:
    explicit Samples(std::vector<SampleFacts> facts) : m_plate(std::make_shared<const PlateSnapshot>(plateOf(facts.size()))), m_facts(std::move(facts)) {}

    std::vector<int> ordered(const SampleFilter& filter, SampleOrder order = SampleOrder::Name) const {
        SampleArrangement arrangement;
        arrangement.filter = filter;
        arrangement.order = order;
        OrderingInput input;
        input.plate = m_plate;
        input.facts = SharedColumn<SampleFacts>(m_facts.size());
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            input.facts.set(i, m_facts[i]);
        input.predictions = SharedColumn<Predicted>(m_facts.size());
        return arrangeSamples(input, arrangement).samples;
    }
    std::vector<int> inState(SampleState state) const {
        SampleFilter filter;
        filter.state = state;
        return ordered(filter);
    }

private:
    static Plate plateOf(std::size_t count) {
        Plate plate;
        for (std::size_t i = 0; i < count; ++i) {
            Sample sample;
            sample.id = "a" + std::to_string(i);
            plate.samples.push_back(sample);
        }
        return plate;
    }

    PlateReference m_plate;
    std::vector<SampleFacts> m_facts;
};

} // namespace

/// What the gallery shows, and what comes next.
class TestSampleOrdering final : public QObject {
    Q_OBJECT
private slots:
    void eachStateIsThatOfItsDecision() {
        Decision borderline = labelled({first});
        borderline.notJudged = LabelSet({second});
        std::vector<SampleFacts> facts(1);
        for (const Decision& decision : {labelled({first}), judged(Outcome::Negative), judged(Outcome::Unusable), judged(Outcome::Unsure), borderline})
            facts.push_back(factsOf(&decision, 1, {}));
        const Samples samples(facts);
        QCOMPARE(samples.inState(SampleState::Any), (std::vector<int>{0, 1, 2, 3, 4, 5}));
        QCOMPARE(samples.inState(SampleState::Unreviewed), std::vector<int>{0});
        QCOMPARE(samples.inState(SampleState::Reviewed), (std::vector<int>{1, 2, 3, 4, 5}));
        QCOMPARE(samples.inState(SampleState::Labelled), (std::vector<int>{1, 5}));
        QCOMPARE(samples.inState(SampleState::Negative), std::vector<int>{2});
        QCOMPARE(samples.inState(SampleState::Unusable), std::vector<int>{3});
        QCOMPARE(samples.inState(SampleState::Unsure), std::vector<int>{4});
        QCOMPARE(samples.inState(SampleState::Borderline), std::vector<int>{5});
    }
    void aClassThatWasNotJudgedIsNoDisagreement() {
        Decision open = labelled({first});
        open.notJudged = LabelSet({second});
        QVERIFY(!compared(open, {0.9F, 0.9F}).disagrees);
        QVERIFY(compared(labelled({first}), {0.9F, 0.9F}).disagrees);
        QVERIFY(compared(judged(Outcome::Negative), {0.1F, 0.9F}).disagrees);
        QVERIFY(!compared(judged(Outcome::Negative), {0.1F, 0.1F}).disagrees);
        QVERIFY(!compared(judged(Outcome::Unsure), {0.1F, 0.9F}).disagrees);
    }
    void theLeastCertainComesFirstAndWhatHasNoPredictionLast() {
        const std::vector<float> sure{0.99F, 0.01F}, unsure{0.99F, 0.52F}, between{0.7F, 0.01F};
        const Samples samples({SampleFacts(), factsOf(nullptr, 0, {sure, thresholds, false}), factsOf(nullptr, 0, {unsure, thresholds, false}),
                               factsOf(nullptr, 0, {between, thresholds, false})});
        QCOMPARE(samples.ordered({}, SampleOrder::Uncertainty), (std::vector<int>{2, 3, 1, 0}));
    }
    void theGreatestDisagreementComesFirst() {
        const Samples samples({SampleFacts(), compared(labelled({first}), {0.9F, 0.1F}), compared(labelled({first}), {0.4F, 0.1F}),
                               compared(labelled({second}), {0.99F, 0.01F})});
        QCOMPARE(samples.ordered({}, SampleOrder::Disagreement), (std::vector<int>{3, 2, 0, 1}));
        SampleFilter filter;
        filter.disagreementOnly = true;
        QCOMPARE(samples.ordered(filter), (std::vector<int>{2, 3}));
    }
    void theLastReviewedComesFirst() {
        const Decision decision = labelled({first});
        const Samples samples({SampleFacts(), factsOf(&decision, 10, {}), factsOf(&decision, 30, {}), factsOf(&decision, 20, {})});
        QCOMPARE(samples.ordered({}, SampleOrder::TimeOfReview), (std::vector<int>{2, 3, 1, 0}));
    }
};

QTEST_APPLESS_MAIN(TestSampleOrdering)
#include "test_sampleordering.moc"
