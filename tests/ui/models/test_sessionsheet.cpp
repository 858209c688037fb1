// A sheet in the session: read, joined, kept with the review, filtered by; and siblings.

#include "tests/ui/models/sessionworld.h"

using namespace locascope;
using locascope::testing::SessionWorld;

namespace {

constexpr const char* sixSamples = "Id,antibody,cell line\ns00,HPA1,U-2 OS\ns01,HPA1,A-431\ns02,HPA2,U-2 OS\ns03,HPA2,U-2 OS\ns04,HPA1,\ns09,HPA3,HeLa\n";

std::filesystem::path written(const SessionWorld& world, const char* text) {
    const std::filesystem::path file = world.folder / "sheet.csv";
    writeFile(file, text);
    return file;
}

/// Reads the sheet and attaches it as guessed.
void attach(Session& session, const std::filesystem::path& file) {
    const auto connection = QObject::connect(&session, &Session::sheetRead, &session,
                                             [&session](const auto& read, const SheetMapping& guess) { session.attachSheet(read, guess); });
    session.readSheet(file);
    QTRY_VERIFY(session.sheet());
    QObject::disconnect(connection);
}

QString noticeOf(const Session& session, const QString& key) {
    for (const Notice& notice : session.notices())
        if (notice.key == key)
            return notice.text;
    return {};
}

} // namespace

class TestSessionSheet : public QObject {
    Q_OBJECT
private slots:
    void aSheetStaysWithTheReview() {
        const SessionWorld world;
        const std::filesystem::path file = written(world, sixSamples);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            attach(*session, file);
            QTRY_COMPARE(world.review->settings.count("sheet"), std::size_t{1});
        }
        std::filesystem::remove(file);
        const auto session = world.openSession();
        QTRY_VERIFY(session->sheet());
        QCOMPARE(session->sheetName(), QStringLiteral("sheet.csv"));
        QCOMPARE(session->sheet()->value(1, SheetRole::CellLine), std::string_view("A-431"));
        QCOMPARE(session->sheet()->unusedLines, std::vector<std::size_t>{7});
        session->removeSheet();
        QVERIFY(!session->sheet());
        QTRY_COMPARE(world.review->settings["sheet"], std::string("null"));
    }

    void theFilterFollowsTheSheet() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        attach(*session, written(world, sixSamples));
        SampleFilter filter;
        filter.sheetColumn = QStringLiteral("cell line");
        filter.sheetValue = QStringLiteral("U-2 OS");
        session->setFilter(filter);
        QCOMPARE(session->order(), (std::vector<int>{0, 2, 3}));
        session->removeSheet();
        QCOMPARE(session->order().size(), std::size_t{6});
        QVERIFY(session->filter() == SampleFilter());
    }

    void siblingsShareTheAntibody() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QVERIFY(session->siblings(0).sameAntibody.empty());
        attach(*session, written(world, sixSamples));
        QCOMPARE(session->siblings(0).sameAntibody, (std::vector<int>{1, 4}));
        QVERIFY(session->siblings(5).sameAntibody.empty());
    }

    void whatWasInheritedIsNotReviewedUntilItIsJudged() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->modelState() == ModelState::Ready && session->probabilities(0));
        const std::filesystem::path file = world.folder / "inherited.csv";
        writeFile(file, "Id,class,decision,inherited\ns00,Nucleoplasm,present,1\ns01,Nucleoplasm,present,0\n");
        session->importCsv(file);
        QTRY_VERIFY(session->decision(0) && session->decision(0)->inherited);
        QCOMPARE(session->reviewedCount(), 1);
        QVERIFY(!session->isReviewed(0) && session->isReviewed(1));
        SampleFilter filter;
        filter.state = SampleState::Unreviewed;
        session->setFilter(filter);
        QCOMPARE(session->order(), (std::vector<int>{0, 2, 3, 4, 5}));
        session->goTo(0);
        QCOMPARE(session->commit(), CommitResult::Committed);
        QVERIFY(!session->decision(0)->inherited);
        QCOMPARE(session->reviewedCount(), 2);
        session->undo();
        QVERIFY(session->decision(0)->inherited);
        QCOMPARE(session->reviewedCount(), 1);
    }

    void whatIsNoSheetIsANotice() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->readSheet(written(world, "Id,Id\na,b\n"));
        QTRY_VERIFY(noticeOf(*session, QStringLiteral("sheet")).contains(QStringLiteral("twice")));
        session->readSheet(world.folder / "nowhere.csv");
        QTRY_VERIFY(!noticeOf(*session, QStringLiteral("sheet")).contains(QStringLiteral("twice")));
        QVERIFY(!session->sheet());
    }
};

QTEST_MAIN(TestSessionSheet)
#include "test_sessionsheet.moc"
