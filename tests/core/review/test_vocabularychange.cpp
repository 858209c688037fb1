#include "core/files/error.h"
#include "core/review/vocabularystate.h"

#include <QTest>

#include <cmath>

using namespace locascope;

namespace {

ClassIndex at(std::size_t index) { return toClass(index); }

/// nucleus, rim, golgi, cytosol
VocabularyState fourClasses() {
    std::vector<LabelClass> classes;
    for (const auto& [name, key] : {std::pair("nucleus", "1"), std::pair("rim", "2"), std::pair("golgi", "Shift+1"), std::pair("cytosol", "")}) {
        LabelClass one;
        one.index = at(classes.size());
        one.name = name;
        one.key = key;
        one.group = "a group";
        classes.push_back(one);
    }
    return unchangedState(Vocabulary("four", classes));
}

VocabularyChange of(ChangeKind kind, std::vector<ClassIndex> classes, std::vector<std::string> names = {}) {
    VocabularyChange change;
    change.kind = kind;
    change.classes = std::move(classes);
    change.names = std::move(names);
    return change;
}

VocabularyChange merging(std::vector<ClassIndex> classes, ClassIndex into) {
    VocabularyChange change = of(ChangeKind::Merge, std::move(classes));
    change.into = into;
    return change;
}

Decision present(LabelSet classes, LabelSet notJudged = {}) {
    Decision decision;
    decision.present = decision.touched = std::move(classes);
    decision.notJudged = std::move(notJudged);
    return decision;
}

template <class Act>
std::string refusalOf(const Act& act, ErrorKind kind) {
    try {
        act();
    } catch (const Error& error) {
        return error.kind() == kind ? error.detail() : "another kind: " + error.detail();
    }
    return "not refused";
}

std::string refusal(const VocabularyState& state, const VocabularyChange& change) {
    return refusalOf([&] { static_cast<void>(changed(state, change)); }, ErrorKind::Invalid);
}

bool says(const std::string& text, const char* part) {
    if (text.find(part) == std::string::npos)
        qWarning("%s, where %s is missing", text.c_str(), part);
    return text.find(part) != std::string::npos;
}

} // namespace

class TestVocabularyChange final : public QObject {
    Q_OBJECT
private slots:
    void aChangeReadsBackAsItWasWritten() {
        VocabularyChange change = merging({at(3), at(1)}, at(2));
        change.names = {"a \"name\"", "ö ♥"};
        change.description = {"#00ff10", "", "Alt+7", "what\nit is", std::vector<std::string>{"plate/A01/1", "not \xFF\xE4 text", "\xEF\xBF\xBC"}};
        change.reason = "they look alike";
        change.follows = "uuid";
        const std::string text = formatVocabularyChange(change);
        QVERIFY(parseVocabularyChange(text) == change);
        QVERIFY(text.find('\n') == std::string::npos);
        for (const ChangeKind kind : {ChangeKind::Rename, ChangeKind::Merge, ChangeKind::Split, ChangeKind::Add, ChangeKind::Retire, ChangeKind::Restore, ChangeKind::Describe})
            QVERIFY(parseVocabularyChange(formatVocabularyChange(of(kind, {}))).kind == kind);
    }

    void hostileTextIsRefusedWithWords_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("no version") << QByteArray(R"({"kind":"add"})");
        QTest::newRow("no kind") << QByteArray(R"({"version":1})");
        QTest::newRow("unknown entry") << QByteArray(R"({"version":1,"kind":"add","more":1})");
        QTest::newRow("negative class") << QByteArray(R"({"version":1,"kind":"retire","classes":[-1]})");
        QTest::newRow("class beyond all") << QByteArray(R"({"version":1,"kind":"retire","classes":[1024]})");
        QTest::newRow("fraction") << QByteArray(R"({"version":1,"kind":"merge","into":1.5})");
        QTest::newRow("names that are no list") << QByteArray(R"({"version":1,"kind":"add","names":"a"})");
        QTest::newRow("name that is no text") << QByteArray(R"({"version":1,"kind":"add","names":[1]})");
        QTest::newRow("reason that is no text") << QByteArray(R"({"version":1,"kind":"add","reason":{}})");
        QTest::newRow("description that is no object") << QByteArray(R"({"version":1,"kind":"describe","description":[]})");
        QTest::newRow("no UTF-8") << QByteArray("{\"version\":1,\"kind\":\"add\",\"reason\":\"\xFF\"}");
        QTest::newRow("bytes that end early") << QByteArray("{\"version\":1,\"kind\":\"describe\",\"description\":{\"exemplars\":[\"\xEF\xBF\xBC\xE2\x82\xAC\"]}}");
        QTest::newRow("too long") << "{\"version\":1,\"kind\":\"add\",\"reason\":\"" + QByteArray(2 << 20, 'a') + "\"}";
    }

    void hostileTextIsRefusedWithWords() {
        QFETCH(const QByteArray, text);
        QVERIFY(says(refusalOf([&] { static_cast<void>(parseVocabularyChange(text.toStdString())); }, ErrorKind::Damaged), "a stored change of the classes"));
    }

    void whatANewerProgramWroteSaysSo() {
        for (const char* const text : {R"({"version":2,"kind":"add"})", R"({"version":1,"kind":"reorder"})"})
            QVERIFY(says(refusalOf([&] { static_cast<void>(parseVocabularyChange(text)); }, ErrorKind::Mismatch), "update this program"));
    }

    void aRenamedClassKeepsItsNumberAndItsKey() {
        const VocabularyState state = changed(fourClasses(), of(ChangeKind::Rename, {at(1)}, {"nuclear envelope"}));
        QCOMPARE(state.vocabulary.at(at(1)).name, std::string("nuclear envelope"));
        QCOMPARE(state.vocabulary.at(at(1)).key, std::string("2"));
        QCOMPARE(state.vocabulary.size(), std::size_t{4});
        QVERIFY(readAs(state, present({at(1)})) == present({at(1)}));
        QVERIFY(changed(state, of(ChangeKind::Rename, {at(1)}, {"rim"})) == fourClasses());
    }

    void aMergedClassReadsAsTheOther() {
        const VocabularyState state = changed(fourClasses(), merging({at(1), at(3)}, at(0)));
        QVERIFY(readAs(state, present({at(1), at(2)})).present == LabelSet({at(0), at(2)}));
        QVERIFY(readAs(state, present({at(2)}, {at(3)})).notJudged == LabelSet({at(0)}));
        QVERIFY(readAs(state, present({at(0)}, {at(1)})).notJudged == LabelSet());
        const Decision read = readAs(state, present({at(3)}, {at(1)}));
        QVERIFY(readAs(state, read) == read);
        QVERIFY(!isChoosable(state, at(1)) && isChoosable(state, at(0)));
        QCOMPARE(state.vocabulary.at(at(1)).key, std::string());
        const VocabularyState again = changed(state, merging({at(0)}, at(2)));
        QVERIFY(readAs(again, at(3)) == at(2));
    }

    void aRestoredClassHasItsKeyAgainUnlessAnotherTookIt() {
        const VocabularyState merged = changed(fourClasses(), merging({at(1)}, at(0)));
        QVERIFY(changed(merged, of(ChangeKind::Restore, {at(1)})) == fourClasses());
        VocabularyChange key = of(ChangeKind::Describe, {at(3)});
        key.description.key = "2";
        QCOMPARE(changed(changed(merged, key), of(ChangeKind::Restore, {at(1)})).vocabulary.at(at(1)).key, std::string());
    }

    void ofAClassThatWasAddedLaterNothingWasSaid() {
        const VocabularyState state = changed(fourClasses(), of(ChangeKind::Add, {}, {"vesicles", "cilia"}));
        const Decision before = readAs(state, present({at(0)}));
        QVERIFY(before.notJudged == LabelSet({at(4), at(5)}));
        QVERIFY(readAs(state, before) == before);
        QVERIFY(asStored(state, before) == present({at(0)}));
        Decision later = present({at(4)}, {at(5)});
        later.classes = 6;
        QCOMPARE(asStored(state, later).classes, std::uint16_t{5});
        QVERIFY(readAs(state, asStored(state, later)).notJudged == LabelSet({at(5)}));
        later.notJudged = {};
        QCOMPARE(asStored(state, later).classes, std::uint16_t{6});
        QVERIFY(readAs(state, asStored(state, later)).notJudged.isEmpty());
        Decision unusable;
        unusable.outcome = Outcome::Unusable;
        QVERIFY(readAs(state, unusable).notJudged.isEmpty());
    }

    void aSplitAddsClassesAndAsksForASecondLook() {
        const VocabularyState state = changed(fourClasses(), of(ChangeKind::Split, {at(1)}, {"inner rim", "outer rim"}));
        QCOMPARE(state.vocabulary.size(), std::size_t{6});
        QCOMPARE(state.vocabulary.at(at(5)).group, std::string("a group"));
        QVERIFY(!isChoosable(state, at(1)) && isChoosable(state, at(4)));
        QVERIFY(isToBeLookedAtAgain(state, readAs(state, present({at(1)}))));
        QVERIFY(!isToBeLookedAtAgain(state, readAs(state, present({at(0)}))));
        QVERIFY(!isToBeLookedAtAgain(changed(state, of(ChangeKind::Restore, {at(1)})), present({at(1)})));
    }

    void aRetiredClassIsReadAsItself() {
        const VocabularyState state = changed(fourClasses(), of(ChangeKind::Retire, {at(2)}));
        QVERIFY(readAs(state, present({at(2)})) == present({at(2)}));
        QVERIFY(!isChoosable(state, at(2)));
    }

    void aDescriptionSaysWhatIsGivenAndKeepsTheRest() {
        VocabularyChange change = of(ChangeKind::Describe, {at(3)});
        change.description.colour = "#0080FF";
        change.description.exemplars = std::vector<std::string>{"a", "b"};
        VocabularyState state = changed(fourClasses(), change);
        change.description = {};
        change.description.text = "all of it";
        state = changed(state, change);
        QVERIFY((state.classes[3] == ClassState{false, {}, {}, "#0080FF", "all of it", {"a", "b"}, {}}));
    }

    void whatCannotBeIsRefusedWithAReason_data() {
        QTest::addColumn<VocabularyChange>("change");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("name taken") << of(ChangeKind::Rename, {at(0)}, {"RIM"}) << QByteArray("is the name of a class already");
        QTest::newRow("empty name") << of(ChangeKind::Add, {}, {" "}) << QByteArray("needs a name");
        QTest::newRow("two lines") << of(ChangeKind::Add, {}, {"a\nb"}) << QByteArray("line break");
        QTest::newRow("no UTF-8") << of(ChangeKind::Add, {}, {"\xFF"}) << QByteArray("UTF-8");
        QTest::newRow("long name") << of(ChangeKind::Add, {}, {std::string(201, 'a')}) << QByteArray("longer");
        QTest::newRow("added twice") << of(ChangeKind::Add, {}, {"a", "A"}) << QByteArray("already");
        QTest::newRow("too many") << of(ChangeKind::Add, {}, [] {
            std::vector<std::string> names;
            for (int i = 0; i < 1021; ++i)
                names.push_back("class " + std::to_string(i));
            return names;
        }()) << QByteArray("at most 1024");
        QTest::newRow("no such class") << of(ChangeKind::Retire, {at(4)}) << QByteArray("no class 4");
        QTest::newRow("none named") << of(ChangeKind::Retire, {}) << QByteArray("no class is named");
        QTest::newRow("twice") << of(ChangeKind::Retire, {at(1), at(1)}) << QByteArray("twice");
        QTest::newRow("all") << of(ChangeKind::Retire, {at(0), at(1), at(2), at(3)}) << QByteArray("left to choose");
        QTest::newRow("into itself") << merging({at(1)}, at(1)) << QByteArray("itself");
        QTest::newRow("into none") << of(ChangeKind::Merge, {at(1)}) << QByteArray("into which");
        QTest::newRow("split into one") << of(ChangeKind::Split, {at(1)}, {"a"}) << QByteArray("two or more");
        QTest::newRow("nothing to restore") << of(ChangeKind::Restore, {at(1)}) << QByteArray("in use");
        QTest::newRow("nothing said") << of(ChangeKind::Describe, {at(1)}) << QByteArray("nothing is said");
        const auto described = [](const ClassDescription& description) {
            VocabularyChange change = of(ChangeKind::Describe, {at(3)});
            change.description = description;
            return change;
        };
        QTest::newRow("no colour") << described({"red", {}, {}, {}, {}}) << QByteArray("#rrggbb");
        QTest::newRow("no key") << described({{}, {}, "Ctrl+1", {}, {}}) << QByteArray("a digit");
        QTest::newRow("key taken") << described({{}, {}, "Shift+1", {}, {}}) << QByteArray("that of \"golgi\"");
        QTest::newRow("exemplar twice") << described({{}, {}, {}, {}, std::vector<std::string>{"a", "a"}}) << QByteArray("twice");
    }

    void whatCannotBeIsRefusedWithAReason() {
        QFETCH(const VocabularyChange, change);
        QFETCH(const QByteArray, reason);
        QVERIFY(says(refusal(fourClasses(), change), reason.constData()));
    }

    void whatIsNotInUseCannotBeMergedInto() {
        const VocabularyState state = changed(changed(fourClasses(), merging({at(1)}, at(0))), of(ChangeKind::Retire, {at(2)}));
        QVERIFY(says(refusal(state, merging({at(3)}, at(1))), "not in use"));
        QVERIFY(says(refusal(state, merging({at(3)}, at(2))), "not in use"));
        QVERIFY(says(refusal(state, merging({at(1)}, at(3))), "restore it first"));
        QVERIFY(says(refusal(state, of(ChangeKind::Retire, {at(2)})), "already"));
    }

    void aModelOfTheOldClassesIsReadInTheNewOnes() {
        const VocabularyState state = changed(changed(fourClasses(), merging({at(1)}, at(0))), of(ChangeKind::Add, {}, {"cilia"}));
        const std::vector<float> read = readProbabilities(state, {0.2F, 0.7F, 0.4F, 0.1F});
        QCOMPARE(read.size(), std::size_t{5});
        QCOMPARE(read[0], 0.7F);
        QVERIFY(std::isnan(read[1]) && std::isnan(read[4]));
        QCOMPARE(readThresholds(state, {0.5, 0.3, 0.6, 0.6}), (std::vector<double>{0.3, 1, 0.6, 0.6, 1}));
        QVERIFY(readProbabilities(fourClasses(), {0.2F, 0.7F, 0.4F, 0.1F}) == (std::vector<float>{0.2F, 0.7F, 0.4F, 0.1F}));
        QVERIFY(readProbabilities(state, {}).empty());
    }

    void aPreviewCountsWhoseDecisionsReadOtherwise() {
        const DecisionsByReviewer decisions{{"Ann", {{"a", present({at(1)})}, {"b", present({at(0), at(1)})}, {"c", present({at(2)})}}}, {"Bo", {{"a", present({at(1), at(3)})}}}, {"Cy", {{"c", present({at(3)})}}}};
        const ChangePreview merged = previewOf(fourClasses(), merging({at(1)}, at(0)), decisions);
        QVERIFY((merged.reviewers == std::vector<ChangeEffect>{{"Ann", 2, 2, 0}, {"Bo", 1, 1, 0}}));
        QCOMPARE(merged.samples, std::size_t{2});
        const ChangePreview split = previewOf(fourClasses(), of(ChangeKind::Split, {at(1)}, {"x", "y"}), decisions);
        QCOMPARE(split.samplesToLookAt, std::size_t{2});
        QCOMPARE(split.samplesReading, std::size_t{0});
        QVERIFY(previewOf(fourClasses(), of(ChangeKind::Add, {}, {"x"}), decisions).reviewers.empty());
        QCOMPARE(samplesByClass(changed(fourClasses(), merging({at(1)}, at(0))), decisions), (std::vector<std::size_t>{2, 0, 1, 2}));
    }

    void aClassIsNamedByNameOrNumber() {
        QVERIFY(classNamed(fourClasses(), "Golgi") == at(2));
        QVERIFY(classNamed(fourClasses(), "3") == at(3));
        for (const char* const name : {"4", "", "2x", "-1"})
            QVERIFY(says(refusalOf([&] { static_cast<void>(classNamed(fourClasses(), name)); }, ErrorKind::NotFound), "there is no class"));
    }
};

QTEST_APPLESS_MAIN(TestVocabularyChange)
#include "test_vocabularychange.moc"
