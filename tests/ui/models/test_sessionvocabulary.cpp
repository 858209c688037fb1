#include "core/plate/vocabularies.h"
#include "core/store/reviewvocabulary.h"
#include "tests/support/runprogram.h"
#include "tests/ui/models/sessionworld.h"

#include <algorithm>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t vesicles = 17; ///< of the 19 classes

bool isReady(const Session& session) {
    return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready && session.probabilities(session.current());
}

bool hasNotice(const Session& session, const QString& key) {
    const auto notices = session.notices();
    return std::any_of(notices.begin(), notices.end(), [&](const auto& one) { return one.key == key; });
}

/// Why the change was refused; empty: it was made.
QString made(Session& session, const VocabularyChange& change) {
    std::optional<QString> answer;
    session.changeVocabulary(change, &session, [&](const std::optional<Error>& error) { answer = error ? QString::fromStdString(error->detail()) : QString(); });
    [&] { QTRY_VERIFY(answer); }();
    return answer.value_or(QStringLiteral("no answer"));
}

void keepVocabulary(MemoryReview& review, const Vocabulary& vocabulary) { review.settings[vocabularySetting] = formatStoredVocabulary(vocabulary); }

} // namespace

/// Reviews of other classes than the 28, and models that meet them.
class TestSessionVocabulary final : public QObject {
    Q_OBJECT
private slots:
    void aReviewBringsItsClassesAndTheModelMeetsThem() {
        const SessionWorld world(10);
        keepVocabulary(*world.review, readVocabulary("hpa-19"));
        const auto session = world.openSession();
        QTRY_COMPARE(session->vocabulary().id(), std::string("hpa-19"));
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->chips().size(), std::size_t{19});
        QCOMPARE(session->model()->classes.size(), std::size_t{19});
        QCOMPARE(session->probabilities(0)->size(), std::size_t{19});
        session->goTo(9); // the model says endosomes
        QTRY_VERIFY(session->probabilities(9));
        QCOMPARE((*session->probabilities(9))[vesicles], 0.98F);
        QCOMPARE(session->chips()[vesicles].mark, ChipMark::Proposed);
        QCOMPARE(session->commit(), CommitResult::Committed);
        QTRY_COMPARE(world.review->events.size(), std::size_t{1});
        QVERIFY(world.review->events[0].after->present.contains(toClass(vesicles)));
        QCOMPARE(world.review->events[0].vocabularyDigest, readVocabulary("hpa-19").digest());
    }

    void anotherPlateHasItsOwnClasses() {
        SessionWorld world;
        const SessionWorld other;
        keepVocabulary(*world.review, readVocabulary("hpa-19"));
        world.openReviewOf(other);
        const auto session = world.openSession();
        QTRY_VERIFY(session->vocabulary().id() == "hpa-19" && isReady(*session));
        QSignalSpy changed(session.get(), &Session::vocabularyChanged);
        session->openPlate(other.plateDirectory);
        QTRY_VERIFY(session->plate().root == other.plateDirectory && isReady(*session));
        QCOMPARE(session->vocabulary().id(), std::string("hpa-28"));
        QCOMPARE(session->probabilities(0)->size(), std::size_t{28});
        QCOMPARE(changed.count(), 1);
    }

    void aModelThatNothingMapsIsSaidAndNoneOfItsAnswersIsShown() {
        const SessionWorld world;
        const Vocabulary own("own", {{toClass(0), "This", {}, {}, {}, "1", 0}, {toClass(1), "That", {}, {}, {}, "2", 0}});
        keepVocabulary(*world.review, own);
        const auto session = world.openSession();
        QTRY_COMPARE(session->vocabulary().id(), std::string("own"));
        QTRY_VERIFY(hasNotice(*session, QStringLiteral("model")));
        QTRY_COMPARE(session->modelState(), ModelState::Failed);
        QVERIFY(!session->probabilities(0));
        QCOMPARE(session->chips().size(), std::size_t{2});
        session->toggle(toClass(1));
        QCOMPARE(session->commit(), CommitResult::Committed);
        QVERIFY(session->decision(0)->present == LabelSet({toClass(1)}));
    }

    void anEmptyReviewGetsTheClassesThatAreChosen() {
        const SessionWorld world(10);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->chooseVocabulary("hpa-19");
        QTRY_COMPARE(session->vocabulary().id(), std::string("hpa-19"));
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->chips().size(), std::size_t{19});
        session->goTo(9);
        QTRY_VERIFY(session->probabilities(9));
        QCOMPARE(session->commit(), CommitResult::Committed);
        QTRY_COMPARE(world.review->events.size(), std::size_t{1});
        QCOMPARE(world.review->events[0].vocabularyDigest, readVocabulary("hpa-19").digest());
        QCOMPARE(parseStoredVocabulary(world.review->settings[vocabularySetting]).id(), std::string("hpa-19"));
    }

    void aReviewWithDecisionsKeepsItsClassesWhateverIsChosen() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->commit(), CommitResult::Committed);
        session->chooseVocabulary("hpa-19");
        QTRY_VERIFY(hasNotice(*session, QStringLiteral("vocabulary")));
        const auto notices = session->notices();
        const auto said = std::find_if(notices.begin(), notices.end(), [](const Notice& one) { return one.key == QLatin1String("vocabulary"); });
        QVERIFY2(said->text.contains(QLatin1String("hpa-28")) && said->text.contains(QLatin1String("hpa-19")) && said->text.contains(QLatin1String("--review")), qPrintable(said->text));
        QCOMPARE(session->vocabulary().id(), std::string("hpa-28"));
        QVERIFY(!world.review->settings.contains(vocabularySetting) && session->decision(0));
    }

    void aFileThatIsNoVocabularyIsNamedAndChangesNothing() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->chooseVocabulary(world.folder / "nowhere.csv");
        QTRY_VERIFY(hasNotice(*session, QStringLiteral("vocabulary")));
        QCOMPARE(session->vocabulary().id(), std::string("hpa-28"));
    }

    void withoutAPlateItIsForReviewsThatAreBegun() {
        const SessionWorld world;
        const auto session = world.session();
        session->chooseVocabulary("hpa-19");
        QTRY_COMPARE(session->vocabulary().id(), std::string("hpa-19"));
        session->openPlate(world.plateDirectory);
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->vocabulary().id(), std::string("hpa-19"));
    }

    void aReviewThatIsBegunKeepsTheClassesThatWereAskedFor() {
        SessionWorld world;
        world.options.vocabulary = readVocabulary("hpa-19");
        const auto session = world.openSession();
        QCOMPARE(session->vocabulary().id(), std::string("hpa-19"));
        QTRY_VERIFY(isReady(*session));
        awaitStore(*session);
        QVERIFY(vocabularyOf(*MemoryStore::open(world.review)) == readVocabulary("hpa-19"));
        QVERIFY(!hasNotice(*session, QStringLiteral("vocabulary")));
    }

    void aReviewWithLabelsKeepsItsOwnClassesAndThatIsSaid() {
        SessionWorld world;
        LabelEvent event;
        event.uuid = "1";
        event.sampleId = SessionWorld::idOf(1);
        event.reviewer = "somebody else";
        event.after = Decision{};
        world.review->events.push_back(event);
        world.options.vocabulary = readVocabulary("hpa-19");
        const auto session = world.openSession();
        QTRY_COMPARE(session->vocabulary().id(), std::string("hpa-28"));
        QVERIFY(hasNotice(*session, QStringLiteral("vocabulary")));
        QTRY_VERIFY(isReady(*session));
        QVERIFY(!world.review->settings.contains(vocabularySetting));
    }

    void whatIsDecidedBeforeTheReviewIsReadIsOfItsClassesOrNotStored() {
        for (const bool isOther : {false, true}) {
            SessionWorld world;
            if (isOther)
                keepVocabulary(*world.review, readVocabulary("hpa-19"));
            std::atomic<bool> mayOpen = false;
            world.holdReview(mayOpen);
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            session->toggle(toClass(5));
            QCOMPARE(session->commit(), CommitResult::Committed);
            QCOMPARE(session->savingState(0), SavingState::Saving);
            mayOpen = true;
            if (isOther) {
                QTRY_VERIFY(hasNotice(*session, QStringLiteral("vocabulary")));
                awaitStore(*session);
                QVERIFY(world.review->events.empty());
                QVERIFY(!session->decision(0));
                QCOMPARE(session->unsavedCount(), 0);
            } else {
                QTRY_COMPARE(session->savingState(0), SavingState::Saved);
                QCOMPARE(world.review->events.size(), std::size_t{1});
            }
        }
    }

    void aChangeIsFollowedAtOnceAndWhatIsPressedKeepsItsMeaning() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->goTo(4);
        session->toggle(toClass(12));
        QCOMPARE(session->commitAs(Outcome::Labelled), CommitResult::Committed); // 4 as proposed, and 12
        session->goTo(2);
        QTRY_VERIFY(session->probabilities(2));
        session->toggle(toClass(12));
        VocabularyChange merge;
        merge.kind = ChangeKind::Merge;
        merge.classes = {toClass(12)};
        merge.into = toClass(11);
        QCOMPARE(made(*session, merge), QString());
        VocabularyChange add;
        add.names = {"Cilia"};
        QCOMPARE(made(*session, add), QString());
        QCOMPARE(session->vocabulary().size(), std::size_t{29});
        QCOMPARE(session->chips().size(), std::size_t{29});
        QCOMPARE(session->chips()[11].mark, ChipMark::Added);
        QCOMPARE(session->chips()[12].mark, ChipMark::Absent);
        QCOMPARE(session->modelState(), ModelState::Ready);
        QCOMPARE(session->probabilities(2)->size(), std::size_t{29});
        QCOMPARE(session->thresholds().size(), std::size_t{29});
        QVERIFY(session->decision(4)->present.contains(toClass(11)) && !session->decision(4)->present.contains(toClass(12)));
        QVERIFY(session->decision(4)->notJudged.contains(toClass(28)));
        session->toggle(toClass(12)); // which is not to be chosen
        QCOMPARE(session->chips()[12].mark, ChipMark::Absent);
        session->toggle(toClass(28));
        QCOMPARE(session->commit(), CommitResult::Committed);
        QTRY_COMPARE(session->unsavedCount(), 0);
        const Decision stored = *world.review->events.back().after;
        QVERIFY(stored.present.contains(toClass(28)) && stored.present.contains(toClass(11)));
        QCOMPARE(stored.classes, std::uint16_t{29});
        QVERIFY(world.review->events.front().after->present.contains(toClass(12))); // as it was made
    }

    // Row C17.
    void whatAnotherProgramChangesIsFollowedWithoutRefusingASave() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        VocabularyChange rename;
        rename.kind = ChangeKind::Rename;
        rename.classes = {toClass(1)};
        rename.names = {"Envelope"};
        VocabularyChange retire;
        retire.kind = ChangeKind::Retire;
        retire.classes = {toClass(7)};
        const auto other = MemoryStore::open(world.review);
        changeVocabulary(*other, rename, "other", 1);
        changeVocabulary(*other, retire, "other", 2);
        session->goTo(3);
        session->toggle(toClass(7));
        session->toggle(toClass(1));
        QCOMPARE(session->commit(), CommitResult::Committed);
        QTRY_COMPARE(session->savingState(3), SavingState::Saved);
        QTRY_COMPARE(session->vocabulary().at(toClass(1)).name, std::string("Envelope"));
        QVERIFY(session->decision(3)->present.contains(toClass(7)) && session->decision(3)->present.contains(toClass(1)));
        session->goTo(5);
        session->toggle(toClass(7));
        QCOMPARE(session->chips()[7].mark, ChipMark::Absent);
        QVERIFY(!hasNotice(*session, QStringLiteral("saving")));
    }

    // Row C17, by two processes and on one file.
    void whatTheCommandChangesWhileOneAnnotatesRefusesNoSaveAndKeepsMeanings() {
        SessionWorld world(10);
        world.options.reviewFile = world.folder / "review.sqlite";
        world.parts.openStore = [](const std::filesystem::path& file, const PlateIdentity& plate) { return ReviewStore::open(file, plate); };
        const auto change = [&](const QStringList& words) {
            const QStringList arguments{QStringLiteral("review"), QStringLiteral("vocabulary"), QString::fromStdString(world.plateDirectory.string()), QStringLiteral("--review"),
                                        QString::fromStdString(world.options.reviewFile.string())};
            const ProgramRun run = runProgram(arguments + words, {{QStringLiteral("LOCASCOPE_DATA_DIR"), QString::fromStdString(world.options.dataDirectory.string())}});
            return run.status == 0 ? QByteArray() : run.err;
        };
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        const auto decide = [&](int sample, std::initializer_list<std::size_t> classes) {
            session->goTo(sample);
            QTRY_VERIFY(session->probabilities(sample));
            for (const std::size_t index : classes)
                session->toggle(toClass(index));
            QCOMPARE(session->commitAs(Outcome::Labelled), CommitResult::Committed);
            QTRY_COMPARE(session->savingState(sample), SavingState::Saved);
        };
        decide(1, {12, 7}); // and 1, as proposed
        session->goTo(2);
        QTRY_VERIFY(session->probabilities(2));
        session->toggle(toClass(12)); // pressed, and not committed yet
        QCOMPARE(change({QStringLiteral("rename"), QStringLiteral("1"), QStringLiteral("Envelope")}), QByteArray());
        QCOMPARE(change({QStringLiteral("merge"), QStringLiteral("12"), QStringLiteral("--into"), QStringLiteral("11")}), QByteArray());
        QCOMPARE(change({QStringLiteral("retire"), QStringLiteral("7")}), QByteArray());
        QCOMPARE(change({QStringLiteral("add"), QStringLiteral("Cilia")}), QByteArray());
        decide(2, {}); // before the session can know
        QTRY_COMPARE(session->vocabulary().size(), std::size_t{29});
        QCOMPARE(session->vocabulary().at(toClass(1)).name, std::string("Envelope"));
        QVERIFY(session->decision(1)->present == LabelSet({toClass(1), toClass(7), toClass(11)}));
        QVERIFY(session->decision(2)->present == LabelSet({toClass(2), toClass(11)}));

        session->goTo(3);
        QCOMPARE(change({QStringLiteral("split"), QStringLiteral("3"), QStringLiteral("Core"), QStringLiteral("Rim")}), QByteArray());
        QTRY_COMPARE(session->vocabulary().size(), std::size_t{31}); // with nothing decided meanwhile
        session->goTo(4);
        QTRY_VERIFY(session->probabilities(4));
        session->toggle(toClass(30));
        session->toggle(toClass(7)); // retired
        QCOMPARE(session->commitAs(Outcome::Labelled), CommitResult::Committed);
        QTRY_COMPARE(session->unsavedCount(), 0);
        QVERIFY(session->decision(4)->present == LabelSet({toClass(4), toClass(30)}));
        QVERIFY(!hasNotice(*session, QStringLiteral("saving")) && !hasNotice(*session, QStringLiteral("vocabulary")));

        const auto store = ReviewStore::open(world.options.reviewFile, {world.plateDirectory, {}}, StoreMode::ReadOnly);
        QVERIFY(store->history(SessionWorld::idOf(1)).front().after->present == LabelSet({toClass(1), toClass(7), toClass(12)})); // as it was made
        QVERIFY(store->verify().empty());
    }

    void aReviewWhoseClassesWereChangedOpensAsItWasLeft() {
        const SessionWorld world;
        {
            const auto store = MemoryStore::open(world.review);
            VocabularyChange add;
            add.names = {"Cilia"};
            changeVocabulary(*store, add, "reader", 1);
            LabelEvent event;
            event.uuid = "a";
            event.sampleId = SessionWorld::idOf(1);
            event.reviewer = "reader";
            event.after = Decision{};
            event.after->present = {toClass(2)};
            store->append(std::span(&event, 1));
        }
        const auto session = world.openSession();
        QTRY_COMPARE(session->vocabulary().size(), std::size_t{29});
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->model()->classes.size(), std::size_t{28});
        QTRY_VERIFY(session->decision(1));
        QVERIFY(session->decision(1)->notJudged == LabelSet({toClass(28)}));
        session->goTo(1);
        session->requestSaliency(toClass(28)); // the model knows no such class
        session->undo();
        QTRY_VERIFY(!session->decision(1));
        session->redo();
        QTRY_VERIFY(session->decision(1));
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(world.review->events.back().after->classes, std::uint16_t{0});
    }

    void aChangeThatCannotBeIsAnsweredWithTheReason() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        VocabularyChange add;
        add.names = {"Cytosol"};
        QVERIFY(made(*session, add).contains(QStringLiteral("is the name of a class already")));
        QVERIFY(world.review->events.empty());
    }

    void aVocabularyThatCannotBeReadIsSaid() {
        const SessionWorld world;
        world.review->settings[vocabularySetting] = "{\"id\": 7}";
        const auto session = world.openSession();
        QTRY_VERIFY(hasNotice(*session, QStringLiteral("vocabulary")));
        QCOMPARE(session->vocabulary().id(), std::string("hpa-28"));
    }
};

QTEST_GUILESS_MAIN(TestSessionVocabulary)
#include "test_sessionvocabulary.moc"
