#include "core/store/questions.h"
#include "core/store/voices.h"

#include <QTest>

using namespace locascope;

namespace {

/// A review of one sample, event by event.
struct Story {
    std::vector<LabelEvent> events;

    LabelEvent& add(const std::string& reviewer, EventCause cause, std::optional<int> shown, const std::string& undoes = {}) {
        LabelEvent event;
        event.sequence = static_cast<std::int64_t>(events.size() + 1);
        event.uuid = std::to_string(event.sequence);
        event.sampleId = "a";
        event.reviewer = reviewer;
        event.cause = cause;
        event.undoes = undoes;
        if (shown)
            event.after.emplace().present = {toClass(static_cast<std::size_t>(*shown))};
        events.push_back(event);
        return events.back();
    }
    void ask(const std::string& reviewer, const std::string& note) {
        Decision& unsure = *add(reviewer, EventCause::Reviewed, 0).after;
        unsure = {};
        unsure.outcome = Outcome::Unsure;
        unsure.note = note;
    }
    std::string current(const std::string& reviewer) const { return uuidIn(voicesBySample(events), reviewer); }
    std::string independent(const std::string& reviewer) const { return uuidIn(independentVoices(events), reviewer); }

private:
    static std::string uuidIn(const std::map<std::string, Voices>& voices, const std::string& reviewer) {
        const auto sample = voices.find("a");
        const auto voice = sample == voices.end() ? Voices::const_iterator() : sample->second.find(reviewer);
        return sample == voices.end() || voice == sample->second.end() ? std::string() : voice->second->uuid;
    }
};

QStringList askers(const std::string& reviewer, const Story& story) {
    QStringList asked;
    for (const Question& one : questionsTo(reviewer, story.events, {"Ann", "Bo", "Cy"}))
        asked.append(QString::fromStdString(one.asker + ": " + one.question));
    return asked;
}

QStringList answers(const std::string& reviewer, const Story& story) {
    QStringList given;
    for (const Question& one : answersTo(reviewer, story.events))
        given.append(QString::fromStdString(one.answerer + ": " + one.answer));
    return given;
}

} // namespace

class TestVoices final : public QObject {
    Q_OBJECT
private slots:
    void theLastWordCountsUnlessItWasTakenBack() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Reviewed, 2);
        QCOMPARE(story.current("Ann"), std::string("2"));
        story.add("Ann", EventCause::Undone, {});
        QCOMPARE(story.current("Ann"), std::string());
        QCOMPARE(story.independent("Ann"), std::string());
        QCOMPARE(story.current("Bo"), std::string());
    }

    void aRulingIsNoIndependentWord() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        QCOMPARE(story.current("Ann"), std::string("2"));
        QCOMPARE(story.independent("Ann"), std::string("1"));
    }

    void aRulingStandsWhenALaterDecisionIsTakenBack() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        story.add("Ann", EventCause::Reviewed, 3);
        QCOMPARE(story.current("Ann"), std::string("3"));
        story.add("Ann", EventCause::Undone, 2, "3");
        QCOMPARE(story.current("Ann"), std::string("2"));
        QVERIFY(lastRuling(voicesBySample(story.events).at("a")));
        QCOMPARE(story.independent("Ann"), std::string("1"));
        story.add("Ann", EventCause::Undone, 3, "4"); // done again
        QCOMPARE(story.current("Ann"), std::string("5"));
        QCOMPARE(story.independent("Ann"), std::string("3"));
    }

    void aRulingStandsWhenAnEarlierDecisionIsTakenBack() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        story.add("Ann", EventCause::Undone, {}, "1");
        QCOMPARE(story.current("Ann"), std::string("2"));
        QCOMPARE(story.independent("Ann"), std::string());
    }

    void aRulingThatIsTakenBackIsGone() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Ann", EventCause::Ruling, 2);
        story.add("Ann", EventCause::Undone, 1, "2");
        QCOMPARE(story.current("Ann"), std::string("3"));
        QVERIFY(!lastRuling(voicesBySample(story.events).at("a")));
        QCOMPARE(story.independent("Ann"), std::string("1"));
    }

    void whatIsInheritedIsNoIndependentWord() {
        Story story;
        story.add("Ann", EventCause::Imported, 1).after->inherited = true;
        QCOMPARE(story.independent("Ann"), std::string());
        story.add("Ann", EventCause::Reviewed, 2);
        QCOMPARE(story.independent("Ann"), std::string("2"));
        story.add("Ann", EventCause::Undone, 1, "2").after->inherited = true;
        QCOMPARE(story.independent("Ann"), std::string());
        QCOMPARE(story.current("Ann"), std::string("3"));
    }

    void disputesSayHowTheyStand() {
        Story story;
        story.add("Ann", EventCause::Reviewed, 1);
        story.add("Bo", EventCause::Reviewed, 2);
        QVERIFY(disputesIn(story.events).at(0).state == DisputeState::Open);
        story.add("Cy", EventCause::Reviewed, 2);
        QVERIFY(disputesIn(story.events).at(0).state == DisputeState::Outvoted);
        story.add("Eve", EventCause::Ruling, 1);
        const std::vector<Dispute> ruled = disputesIn(story.events);
        QVERIFY(ruled.at(0).state == DisputeState::Ruled);
        QCOMPARE(ruled.at(0).voices.size(), std::size_t{3});
        QCOMPARE(ruled.at(0).ruling->uuid, std::string("4"));
        Story agreed;
        agreed.add("Ann", EventCause::Reviewed, 1);
        agreed.add("Bo", EventCause::Reviewed, 1);
        agreed.add("Eve", EventCause::Ruling, 2);
        QVERIFY(disputesIn(agreed.events).empty()); // those who judged alone agree
    }

    void whoIsUnsureAsksTheOthersUntilOneDecides() {
        Story story;
        story.ask("Ann", "Golgi?");
        QCOMPARE(askers("Bo", story), QStringList{QStringLiteral("Ann: Golgi?")});
        QVERIFY(askers("Ann", story).isEmpty() && answers("Ann", story).isEmpty());
        story.ask("Cy", "no idea"); // another question, no answer
        QCOMPARE(askers("Bo", story), (QStringList{QStringLiteral("Ann: Golgi?"), QStringLiteral("Cy: no idea")}));
        QCOMPARE(askers("Ann", story), QStringList{QStringLiteral("Cy: no idea")});
        story.add("Di", EventCause::Reviewed, 6).after->note = "see the edge";
        QVERIFY(askers("Bo", story).isEmpty() && askers("Ann", story).isEmpty());
        QCOMPARE(answers("Ann", story), QStringList{QStringLiteral("Di: see the edge")});
        story.add("Ann", EventCause::Reviewed, 6); // and so it is settled
        QVERIFY(answers("Ann", story).isEmpty());
        QCOMPARE(answers("Cy", story), QStringList{QStringLiteral("Ann: ")}); // the newest answer
        story.add("Bo", EventCause::Ruling, 7).after->note = "ruled";
        story.add("Ann", EventCause::Reviewed, 8);
        QCOMPARE(answers("Cy", story), QStringList{QStringLiteral("Bo: ruled")});
    }

    void whatWasDecidedBeforeOrImportedIsNoAnswer() {
        Story story;
        story.add("Bo", EventCause::Reviewed, 1);
        story.ask("Ann", {});
        story.add("Cy", EventCause::Imported, 2);
        QCOMPARE(askers("Bo", story), QStringList{QStringLiteral("Ann: ")});
        QVERIFY(answers("Ann", story).isEmpty());
        story.add("Bo", EventCause::Reviewed, 3);
        story.add("Bo", EventCause::Undone, 1, "4");
        QCOMPARE(answers("Ann", story).size(), 1); // the decision he went back to is his word again
    }

    void whoIsNamedIsAskedAloneAndMustAnswerHimself() {
        Story story;
        story.ask("Ann", "@bo, @Cy: vesicles?");
        story.add("Cyril", EventCause::Reviewed, 1); // answers, unasked
        QVERIFY(askers("Di", story).isEmpty() && askers("Cyril", story).isEmpty());
        QCOMPARE(askers("Bo", story).size(), 1);
        QCOMPARE(askers("Cy", story).size(), 1);
        story.add("Bo", EventCause::Reviewed, 2);
        QVERIFY(askers("Bo", story).isEmpty());
        QCOMPARE(askers("Cy", story).size(), 1);
        QVERIFY(isAddressedTo("ask @Åsa Öberg!", "Åsa Öberg") && isAddressedTo("@x @xy", "xy"));
        QVERIFY(!isAddressedTo("@xyz", "xy") && !isAddressedTo("xy", "xy") && !isAddressedTo("@", "") && !isAddressedTo("", "xy"));
    }
};

QTEST_GUILESS_MAIN(TestVoices)
#include "test_voices.moc"
