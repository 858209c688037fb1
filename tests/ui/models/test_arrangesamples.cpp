#include "ui/models/samplearranger.h"
#include "ui/models/sampleordering.h"
#include "ui/models/sortbykey.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace locascope;

namespace {

using Samples = std::vector<int>;

struct Named {
    const char* id;
    const char* well;
    int site;
    const char* plate = "";
};

OrderingInput inputOf(const std::vector<Named>& names) {
    Plate plate;
    for (const Named& name : names) {
        Sample sample;
        sample.id = sample.shortId = name.id;
        sample.well = name.well;
        sample.plateName = name.plate;
        sample.site = name.site;
        plate.samples.push_back(sample);
    }
    OrderingInput input;
    input.plate = std::make_shared<const PlateSnapshot>(std::move(plate));
    input.facts = SharedColumn<SampleFacts>(names.size());
    input.predictions = SharedColumn<Predicted>(names.size());
    input.thresholds = {0.5, 0.5};
    return input;
}

OrderingInput plainInput(std::size_t count) {
    return inputOf(std::vector<Named>(count, Named{"a", "", 1}));
}

SampleArrangement filtered(const QString& text) {
    SampleArrangement arrangement;
    arrangement.filter.text = text;
    return arrangement;
}

SampleArrangement orderedBy(SampleOrder order, ClassIndex of = {}) {
    SampleArrangement arrangement;
    arrangement.order = order;
    arrangement.probabilityOf = of;
    return arrangement;
}

SampleArrangement groupedBy(SampleGrouping grouping) {
    SampleArrangement arrangement;
    arrangement.grouping = grouping;
    return arrangement;
}

void predict(OrderingInput& input, int sample, std::vector<float> probabilities) {
    const auto i = static_cast<std::size_t>(sample);
    input.predictions.set(i, {std::move(probabilities), {}});
    input.facts.set(i, factsOf(nullptr, 0, {input.predictions[i].probabilities, input.thresholds, input.atLeastOne}));
}

} // namespace

class TestArrangeSamples final : public QObject {
    Q_OBJECT
private slots:
    void sortingByKeyIsStableWhateverTheKeys() {
        std::mt19937_64 random(7);
        std::vector<std::uint64_t> keys(5000);
        for (std::uint64_t& key : keys)
            key = random() >> (random() % 64);
        Samples samples(keys.size());
        std::iota(samples.begin(), samples.end(), 0);
        Samples expected = samples;
        const auto key = [&](int i) { return keys[static_cast<std::size_t>(i)]; };
        std::stable_sort(expected.begin(), expected.end(), [&](int a, int b) { return key(a) < key(b); });
        sortByKey(samples, key, {});
        QCOMPARE(samples, expected);
    }
    void keysOfFloatsAreInTheirOrder() {
        const std::vector<float> values{0.0F, 1e-30F, 0.25F, 0.5F, 1.0F, 7.0F, std::numeric_limits<float>::infinity()};
        for (std::size_t i = 1; i < values.size(); ++i) {
            QVERIFY(ascendingKey(values[i - 1]) < ascendingKey(values[i]));
            QVERIFY(descendingKey(values[i - 1]) > descendingKey(values[i]));
        }
    }

    void textIsFoundInIdAndWellWhateverItsCase() {
        const OrderingInput input = inputOf({{"plate/Alpha", "A01", 1}, {"plate/beta", "A02", 1}, {"plate/ÅNGSTRÖM", "B01", 1}, {"bad\xff" "Bytes", "", 1}});
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("ALPHA"))).samples, Samples({0}));
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("a0"))).samples, Samples({0, 1}));
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("b01"))).samples, Samples({2}));
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("ångström"))).samples, Samples({2}));
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("bytes"))).samples, Samples({3}));
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("a01plate"))).samples, Samples());
        QCOMPARE(arrangeSamples(input, filtered(QString(QChar(u'\0')))).samples, Samples());
        QCOMPARE(arrangeSamples(input, filtered({})).samples, Samples({0, 1, 2, 3}));
        QCOMPARE(arrangeSamples(input, filtered(QStringLiteral("beta"))).rows, Samples({-1, 0, -1, -1}));
    }

    void wellsAreReadAsPeopleReadThem() {
        const OrderingInput input = inputOf({{"a", "AA01", 1}, {"b", "B01", 2}, {"c", "", 1}, {"d", "A10", 1}, {"e", "A02", 1}, {"f", "B01", 1}, {"g", "A02", 1}});
        QCOMPARE(arrangeSamples(input, orderedBy(SampleOrder::Well)).samples, Samples({4, 6, 3, 5, 1, 0, 2}));
    }
    void wellsOfSeveralPlatesStayApart() {
        const OrderingInput input = inputOf({{"a", "A01", 1, "p10"}, {"b", "A01", 1, "p2"}, {"c", "A02", 1, "p2"}, {"d", "A01", 2, "p10"}});
        QCOMPARE(arrangeSamples(input, orderedBy(SampleOrder::Well)).samples, Samples({1, 2, 0, 3}));
        QCOMPARE(arrangeSamples(input, groupedBy(SampleGrouping::Well)).groups.size(), std::size_t{3});
    }

    void probabilityOfAClassIsHighestFirstAndUnknownLast() {
        OrderingInput input = inputOf({{"a", "", 1}, {"b", "", 1}, {"c", "", 1}, {"d", "", 1}, {"e", "", 1}});
        predict(input, 0, {0.9F, 0.2F});
        predict(input, 2, {0.1F, 0.7F});
        predict(input, 3, {0.1F, std::numeric_limits<float>::quiet_NaN()});
        predict(input, 4, {0.9F, 0.2F});
        QCOMPARE(arrangeSamples(input, orderedBy(SampleOrder::Probability, toClass(0))).samples, Samples({0, 4, 2, 3, 1}));
        QCOMPARE(arrangeSamples(input, orderedBy(SampleOrder::Probability, toClass(1))).samples, Samples({2, 0, 4, 1, 3}));
    }
    void theLeastCertainComesFirst() {
        OrderingInput input = inputOf({{"a", "", 1}, {"b", "", 1}, {"c", "", 1}});
        predict(input, 0, {0.99F, 0.01F});
        predict(input, 1, {0.55F, 0.01F});
        QCOMPARE(arrangeSamples(input, orderedBy(SampleOrder::Uncertainty)).samples, Samples({1, 0, 2}));
    }
    void theLatestReviewComesFirst() {
        OrderingInput input = plainInput(3);
        for (const auto& [sample, time] : {std::pair(0, 1'700'000'000'000), std::pair(2, 1'700'000'000'001)}) {
            SampleFacts facts;
            facts.reviewedMs = time;
            input.facts.set(static_cast<std::size_t>(sample), facts);
        }
        QCOMPARE(arrangeSamples(input, orderedBy(SampleOrder::TimeOfReview)).samples, Samples({2, 0, 1}));
    }

    void aPredictedClassIsFilteredAsItIsCounted() {
        OrderingInput input = plainInput(3);
        input.atLeastOne = true;
        predict(input, 0, {0.6F, 0.7F});
        predict(input, 1, {0.1F, 0.3F}); // none reaches its threshold: the best counts
        predict(input, 2, {0.3F, 0.1F});
        SampleArrangement arrangement;
        arrangement.filter.predictedClass = toClass(1);
        QCOMPARE(arrangeSamples(input, arrangement).samples, Samples({0, 1}));
        input.atLeastOne = false;
        QCOMPARE(arrangeSamples(input, arrangement).samples, Samples({0}));
    }

    void groupsOfWellsCoverAllRowsAndKeepTheOrder() {
        const OrderingInput input = inputOf({{"a", "B01", 1}, {"b", "A01", 1}, {"c", "", 1}, {"d", "B01", 1}});
        const ArrangedSamples arranged = arrangeSamples(input, groupedBy(SampleGrouping::Well));
        QCOMPARE(arranged.samples, Samples({1, 0, 3, 2}));
        QCOMPARE(arranged.groups.size(), std::size_t{3});
        QCOMPARE(arranged.groups[1].well, std::string("B01"));
        QCOMPARE(arranged.groups[1].firstRow, 1);
        QCOMPARE(arranged.groups[1].count, 2);
        QCOMPARE(arranged.groups[2].kind, SampleGroup::Kind::NoWell);
    }
    void groupsOfClassesAreOfDecisionsFirstAndOfPredictionsElse() {
        OrderingInput input = plainInput(5);
        predict(input, 0, {0.6F, 0.9F});
        predict(input, 1, {0.9F, 0.1F});
        predict(input, 2, {0.1F, 0.1F});
        Decision both;
        both.present = LabelSet({toClass(0), toClass(1)});
        const std::vector<float> probabilities{0.2F, 0.3F};
        input.facts.set(3, factsOf(&both, 5, {probabilities, input.thresholds, false}));
        Decision negative;
        negative.outcome = Outcome::Negative;
        input.facts.set(4, factsOf(&negative, 6, {}));
        const ArrangedSamples arranged = arrangeSamples(input, groupedBy(SampleGrouping::Class));
        QCOMPARE(arranged.samples, Samples({1, 0, 3, 4, 2}));
        QCOMPARE(arranged.groups.size(), std::size_t{4});
        QCOMPARE(arranged.groups[1].labelClass, toClass(1));
        QCOMPARE(arranged.groups[2].kind, SampleGroup::Kind::Negative);
        QCOMPARE(arranged.groups[3].kind, SampleGroup::Kind::NoClass);
    }

    void aColumnsCopyDoesNotSeeWhatComesLater() {
        SharedColumn<int> column(10000);
        column.set(3, 7);
        const SharedColumn<int> copy = column;
        column.set(3, 8);
        column.set(9999, 1);
        QCOMPARE(copy[3], 7);
        QCOMPARE(copy[9999], 0);
        QCOMPARE(column[3], 8);
        QCOMPARE(column[9999], 1);
    }

    void fewAreArrangedAtOnceAndOfManyOnlyTheLastWish() {
        SampleArranger arranger(4);
        std::vector<Samples> arrived;
        connect(&arranger, &SampleArranger::arranged, this, [&](const ArrangementReference& samples) { arrived.push_back(samples->samples); });
        arranger.arrange(inputOf({{"a", "", 1}, {"b", "", 1}}), filtered(QStringLiteral("b")));
        QCOMPARE(arrived, std::vector<Samples>({{1}}));
        const OrderingInput many = inputOf({{"a", "", 1}, {"b", "", 1}, {"c", "", 1}, {"d", "", 1}, {"e", "", 1}});
        arranger.arrange(many, filtered(QStringLiteral("c")));
        arranger.arrange(many, filtered(QStringLiteral("d")));
        QCOMPARE(arrived.size(), std::size_t{1});
        QTRY_COMPARE(arrived.size(), std::size_t{2});
        QCOMPARE(arrived.back(), Samples({3}));
        arranger.arrange(many, filtered(QStringLiteral("e")));
        arranger.cancel();
        arranger.arrange(many, {});
        QTRY_COMPARE(arrived.size(), std::size_t{3});
        QCOMPARE(arrived.back().size(), std::size_t{5});
    }
};

QTEST_GUILESS_MAIN(TestArrangeSamples)
#include "test_arrangesamples.moc"
