#include "core/plate/vocabularies.h"
#include "core/store/reviewvocabulary.h"
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
