#include "core/model/mappedengine.h"
#include "tests/core/model/lookingengine.h"
#include "tests/support/expecterror.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

const std::string header = "index,name,go,go_term,group,key,training_images\n";

Vocabulary other() { return parseVocabulary("other", header + "0,Nothing,,,,1,\n1,Either,,,,2,\n2,Second,,,,3,\n"); }
Vocabulary own() { return parseVocabulary("two", header + "0,One,,,,1,\n1,Two,,,,2,\n"); }

std::vector<VocabularyMapping> mappings() { return {parseVocabularyMapping("two,other\nOne,Either\nTwo,Either\nTwo,Second\n", "mapping.csv")}; }

ModelCard card() {
    ModelCard card = lookingCard();
    card.thresholds = {0.25, 0.75};
    card.scores = {{"macro_f1", 0.9}};
    return card;
}

/// What an explanation was asked for.
class AskedEngine final : public Engine {
public:
    explicit AskedEngine(ModelCard card) : m_looking(std::move(card)) {}
    const ModelCard& card() const override { return m_looking.card(); }
    std::string device() const override { return "cpu"; }
    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop) override { return m_looking.predict(inputs, stop); }
    std::vector<std::vector<float>> takeFeatures() override { return m_looking.takeFeatures(); }
    std::vector<SaliencyMethod> methods() override { return {SaliencyMethod::GradCam}; }
    using Engine::explain;
    SaliencyMap explain(const InputTensor&, const std::string&, ClassIndex index, SaliencyMethod, std::stop_token) override {
        asked.push_back(toIndex(index));
        return {1, 1, {1}};
    }
    std::vector<std::size_t> asked;

private:
    LookingEngine m_looking;
};

} // namespace

class TestMappedEngine : public QObject {
    Q_OBJECT

private slots:
    void theSameClassesNeedNoMapping() { QVERIFY(!meetingOf(card(), own(), mappings(), "m.pt")); }

    void anotherVocabularyIsRefusedByNameUnlessAMappingIsKnown() {
        QVERIFY(meetingOf(card(), other(), mappings(), "m.pt"));
        const auto error = errorOf([] { meetingOf(card(), other(), std::vector<VocabularyMapping>{}, "m.pt"); });
        QVERIFY(error && error->kind() == ErrorKind::Mismatch);
        const QString told = QString::fromStdString(error->detail());
        QVERIFY2(told.contains(QStringLiteral("vocabulary two")) && told.contains(QStringLiteral("of other")) && told.contains(QStringLiteral("--vocabulary")) && told.contains(QStringLiteral("two,other")), error->what());
    }

    void otherClassesUnderTheSameNameAreRefused() {
        ModelCard liar = card();
        liar.classes = {"One", "Three"};
        const auto error = errorOf([&] { meetingOf(liar, own(), mappings(), "m.pt"); });
        QVERIFY(error && error->kind() == ErrorKind::Mismatch);
        QVERIFY2(QString::fromStdString(error->detail()).contains(QStringLiteral("'Three'")), error->what());
    }

    void theCardSpeaksOfTheOtherClasses() {
        const ModelCard mapped = mappedCard(card(), *meetingOf(card(), other(), mappings(), "m.pt"), other());
        QCOMPARE(mapped.vocabularyId, std::string("other"));
        QCOMPARE(mapped.classes, (std::vector<std::string>{"Nothing", "Either", "Second"}));
        QCOMPARE(mapped.thresholds, (std::vector<double>{1, 0.25, 0.75}));
        QVERIFY(mapped.scores.empty());
        QCOMPARE(mapped.provenance.at("classes_mapped_from"), std::string("two"));
        QVERIFY(mapped.modelDigest != card().modelDigest);
        ModelCard colder = card();
        colder.temperature = 2;
        QVERIFY(mappedCard(colder, *meetingOf(card(), other(), mappings(), "m.pt"), other()).modelDigest != mapped.modelDigest);
        QVERIFY(parseModelCard(formatModelCard(mapped), "m.yaml") == mapped);
    }

    void aRowIsTheLargestOfItsSources() {
        const auto engine = withMapping(std::make_unique<LookingEngine>(card()), *meetingOf(card(), other(), mappings(), "m.pt"), other());
        const std::vector<InputTensor> inputs{{1, 2, 2, {0.2F, 0.6F, 0, 0}}, {1, 2, 2, {0.9F, 0.1F, 0, 0}}};
        const auto rows = engine->predict(inputs);
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0], (std::vector<float>{0, 0.6F, 0.6F}));
        QCOMPARE(rows[1], (std::vector<float>{0, 0.9F, 0.1F}));
        QCOMPARE(engine->takeFeatures().size(), inputs.size()); // of the model, whatever its classes are called
        QCOMPARE(engine->predictShown(inputs[1]).at(0), rows[1]);
    }

    void saliencyIsOfTheSourceThatIsTheMostProbable() {
        auto made = std::make_unique<AskedEngine>(card());
        AskedEngine& asked = *made;
        const auto engine = withMapping(std::move(made), *meetingOf(card(), other(), mappings(), "m.pt"), other());
        const InputTensor second{1, 2, 2, {0.2F, 0.6F, 0, 0}};
        const InputTensor first{1, 2, 2, {0.9F, 0.1F, 0, 0}};
        engine->explain(second, "a", toClass(1));
        engine->predictShown(first);
        engine->explain(first, "b", toClass(1));
        engine->explain(first, "b", toClass(2));
        QCOMPARE(asked.asked, (std::vector<std::size_t>{1, 0, 1}));
        QCOMPARE(engine->explain(first, "b", toClass(0)).values, std::vector<float>{0.0F}); // nothing speaks for it
        QCOMPARE(asked.asked.size(), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(TestMappedEngine)
#include "test_mappedengine.moc"
