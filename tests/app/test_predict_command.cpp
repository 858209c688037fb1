#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/imaging/decode.h"
#include "core/model/modelcard.h"
#include "core/plate/scanplate.h"
#include "core/review/labelcsv.h"
#include "core/review/metrics.h"
#include "core/store/findreview.h"
#include "tests/support/trainedplate.h"

#include <QTest>

#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

LabelTable tableOf(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    return parseLabelTable({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, humanProteinAtlasVocabulary(), {.path = file, .knownIds = {}});
}

} // namespace

class TestPredictCommand final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_world = std::make_unique<TrainedPlate>();
        const ProgramRun run = predict(*m_world / "p.csv");
        QVERIFY2(run.status == 0, run.err);
        m_table = tableOf(*m_world / "p.csv");
    }

    void everySampleHasItsProbabilities() {
        QCOMPARE(m_table.content, TableContent::Probabilities);
        QCOMPARE(m_table.rows.size(), std::size_t{TrainedPlate::samples});
        const std::vector<std::string> ids = csvIds(scanPlate(m_world->plate()));
        for (std::size_t row = 0; row < ids.size(); ++row) {
            QCOMPARE(m_table.rows[row].id, ids[row]);
            QCOMPARE(m_table.rows[row].probabilities.size(), std::size_t{28});
        }
    }

    void theReviewKeepsThemUnderTheDigestOfModelAndRecipe() {
        const Plate plate = scanPlate(m_world->plate());
        const auto store = ReviewStore::open(defaultReviewFile(m_world->data(), plate.root), {plate.root, {}}, StoreMode::ReadOnly);
        const auto stored = store->predictions(predictionDigest(readModelCard(m_world->model())));
        QCOMPARE(stored.size(), m_table.rows.size());
        const StoredPrediction& first = stored.at(plate.samples.front().id);
        QVERIFY(!first.contentDigest.empty());
        for (std::size_t index = 0; index < 28; ++index)
            QVERIFY(std::abs(first.probabilities[index] - m_table.rows.front().probabilities[index]) < 1e-6F);
    }

    void twoShardsAreTheWhole() {
        std::map<std::string, std::vector<float>> joined;
        for (const char* shard : {"1/2", "2/2"}) {
            const ProgramRun run = predict(*m_world / "shard.csv", {QStringLiteral("--shard"), QLatin1String(shard)});
            QVERIFY2(run.status == 0, run.err);
            for (const LabelRow& row : tableOf(*m_world / "shard.csv").rows)
                QVERIFY(joined.emplace(row.id, row.probabilities).second);
        }
        QCOMPARE(joined.size(), m_table.rows.size());
        for (const LabelRow& row : m_table.rows)
            for (std::size_t index = 0; index < 28; ++index)
                QVERIFY(std::abs(joined.at(row.id)[index] - row.probabilities[index]) < 1e-5F);
    }

    void everyProposedClassHasItsMap() {
        const ProgramRun run = predict(*m_world / "s.csv", {QStringLiteral("--saliency"), pathText(*m_world / "maps")});
        QVERIFY2(run.status == 0, run.err);
        const ModelCard card = readModelCard(m_world->model());
        std::set<std::string> expected;
        for (const LabelRow& row : m_table.rows)
            for (const ClassIndex index : labelsAbove(row.probabilities, card.thresholds).classes())
                expected.insert(row.id + "_" + std::to_string(toIndex(index)) + ".png");
        std::set<std::string> found;
        if (std::filesystem::exists(*m_world / "maps"))
            for (const auto& entry : std::filesystem::directory_iterator(*m_world / "maps"))
                found.insert(entry.path().filename().string());
        QCOMPARE(found, expected);
        for (const std::string& name : found) {
            const Plane map = decodePlane(readFile(*m_world / "maps" / name), name);
            QCOMPARE(map.width(), TrainedPlate::side);
            QCOMPARE(map.bits(), 16);
        }
    }

    void mapsAreMadeByTheMethodThatIsNamed() {
        const auto maps = [&](const char* folder, const QStringList& more) {
            const ProgramRun run = predict(*m_world / "s.csv", QStringList{QStringLiteral("--saliency"), pathText(*m_world / folder)} + more);
            if (run.status != 0)
                qWarning("%s", run.err.constData());
            std::map<std::string, Bytes> found;
            for (const auto& entry : std::filesystem::directory_iterator(*m_world / folder))
                found[entry.path().filename().string()] = readFile(entry.path());
            return found;
        };
        const auto byDefault = maps("d", {}), named = maps("n", {QStringLiteral("--saliency-method"), QStringLiteral("grad-cam")});
        const auto other = maps("o", {QStringLiteral("--saliency-method"), QStringLiteral("gradient-x-input")});
        QVERIFY(!byDefault.empty());
        QVERIFY(named == byDefault);
        QCOMPARE(other.size(), byDefault.size());
        QVERIFY(other != byDefault);

        const auto tiffs = maps("t", {QStringLiteral("--saliency-format"), QStringLiteral("tif")});
        QCOMPARE(tiffs.size(), byDefault.size());
        for (const auto& [name, bytes] : tiffs) {
            const Plane map = decodePlane(bytes, name);
            const Plane png = decodePlane(byDefault.at(name.substr(0, name.size() - 3) + "png"), name);
            QCOMPARE(map.bits(), 16);
            QCOMPARE(map.valueAt(17, 31), png.valueAt(17, 31));
            QVERIFY(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).find("Grad-CAM") != std::string_view::npos);
        }
    }

    void aMethodThatTheModelDoesNotOfferIsRefusedInOneLineThatNamesThoseItDoes() {
        for (const char* method : {"cam", "guesswork"}) {
            const ProgramRun run = predict(*m_world / "x.csv", {QStringLiteral("--saliency"), pathText(*m_world / "no"), QStringLiteral("--saliency-method"), QLatin1String(method)});
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine() && run.err.contains("grad-cam, grad-cam++, gradient-x-input, smoothgrad, occlusion"), run.err);
            QVERIFY(!std::filesystem::exists(*m_world / "x.csv") && !std::filesystem::exists(*m_world / "no"));
        }
        QCOMPARE(predict(*m_world / "x.csv", {QStringLiteral("--saliency-method"), QStringLiteral("grad-cam")}).status, 2); // of no maps
    }

    void aSampleThatIsNotWholeIsNamedAndTheOthersAreWritten() {
        std::filesystem::copy(m_world->plate(), *m_world / "lame");
        const Plate plate = scanPlate(*m_world / "lame");
        const std::string file = *plate.samples[3].files[Stain::Nucleus];
        std::filesystem::resize_file(plate.root / file, std::filesystem::file_size(plate.root / file) / 2);
        const ProgramRun run = m_world->run({QStringLiteral("predict"), pathText(plate.root), QStringLiteral("--out"), pathText(*m_world / "lame.csv"),
                                             QStringLiteral("--model"), pathText(m_world->model())});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains(file.c_str()) && run.err.contains("lacks 1 samples"), run.err);
        QCOMPARE(tableOf(*m_world / "lame.csv").rows.size(), std::size_t{TrainedPlate::samples - 1});
    }

    void whatCannotBeUsedIsOneLine() {
        const ModelCard card = readModelCard(m_world->model());
        const auto written = [&](const char* name, const std::function<void(ModelCard&)>& change) {
            ModelCard other = card;
            change(other);
            std::filesystem::copy_file(m_world->model(), *m_world / (std::string(name) + ".pt"));
            writeFile(*m_world / (std::string(name) + ".yaml"), formatModelCard(other));
            return pathText(*m_world / (std::string(name) + ".pt"));
        };
        const QString fewer = written("fewer", [](ModelCard& other) { other.classes.pop_back(); other.thresholds.pop_back(); });
        const QString swapped = written("swapped", [](ModelCard& other) { std::swap(other.classes[0], other.classes[1]); });
        const QString foreign = written("foreign", [](ModelCard& other) { other.modelDigest = std::string(64, '0'); });
        writeFile(*m_world / "page.pt", std::string_view("<!DOCTYPE html>"));
        for (const QStringList& more : {QStringList{QStringLiteral("--model"), fewer}, {QStringLiteral("--model"), swapped}, {QStringLiteral("--model"), foreign},
                                        {QStringLiteral("--model"), pathText(*m_world / "page.pt")}, {QStringLiteral("--model"), pathText(*m_world / "gone.pt")},
                                        {QStringLiteral("--model"), pathText(m_world->model()), QStringLiteral("--device"), QStringLiteral("tpu")}}) {
            const ProgramRun run = m_world->run(QStringList{QStringLiteral("predict"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "x.csv")} + more);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err);
            QVERIFY(!std::filesystem::exists(*m_world / "x.csv"));
        }
    }

    // Mirroring a field changes what a convolution with random weights says of it, and one view after the other comes to the same mean.
    void aRecipeWithViewsIsOneRowASampleUnderADigestOfItsOwn() {
        const auto written = [&](const char* name, const std::function<void(ModelCard&)>& change) {
            ModelCard card = readModelCard(m_world->model());
            change(card);
            std::filesystem::copy_file(m_world->model(), *m_world / (std::string(name) + ".pt"));
            writeFile(*m_world / (std::string(name) + ".yaml"), formatModelCard(card));
            return *m_world / (std::string(name) + ".pt");
        };
        const auto model = written("viewed", [](ModelCard& card) {
            card.input.views = {.width = card.input.width + 16, .height = card.input.height + 16, .crops = Crops::Five, .orientations = Orientations::Eight,
                                .combine = CombineViews::Mean};
            card.temperature = 2;
        });
        const ProgramRun run = m_world->run({QStringLiteral("predict"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "viewed.csv"),
                                             QStringLiteral("--model"), pathText(model)});
        QVERIFY2(run.status == 0, run.err);
        const LabelTable table = tableOf(*m_world / "viewed.csv");
        QCOMPARE(table.rows.size(), std::size_t{TrainedPlate::samples});
        double moved = 0;
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            for (std::size_t index = 0; index < 28; ++index)
                moved = std::max(moved, std::abs(static_cast<double>(table.rows[row].probabilities[index]) - static_cast<double>(m_table.rows[row].probabilities[index])));
        QVERIFY(moved > 1e-3);
        const Plate plate = scanPlate(m_world->plate());
        const auto store = ReviewStore::open(defaultReviewFile(m_world->data(), plate.root), {plate.root, {}}, StoreMode::ReadOnly);
        QCOMPARE(store->predictions(predictionDigest(readModelCard(model))).size(), table.rows.size());
        QCOMPARE(store->predictions(predictionDigest(readModelCard(m_world->model()))).size(), table.rows.size());
        const ProgramRun info = m_world->run({QStringLiteral("model"), QStringLiteral("info"), pathText(model)});
        QVERIFY2(info.out.contains("40 views: five crops") && info.out.contains("temperature of 2"), info.out);
    }

    void withoutTheLearningModuleThatIsSaid() {
        const ProgramRun run = runProgram({QStringLiteral("predict"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(*m_world / "x.csv"),
                                           QStringLiteral("--model"), pathText(m_world->model())},
                                          {{QStringLiteral("LOCASCOPE_DATA_DIR"), pathText(m_world->data())}, {QStringLiteral("LOCASCOPE_MODULE_PATH"), QStringLiteral("/nowhere")}});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("learning module"), run.err);
    }

    void thePlainPlanGivesTheSameFiguresEveryTimeAndInEveryShard() {
        const QStringList plain{QStringLiteral("--plan"), QStringLiteral("plain")};
        const ProgramRun run = predict(*m_world / "plain.csv", plain);
        QVERIFY2(run.status == 0 && run.err.contains("plain: as loaded, float32, one by one"), run.err);
        QCOMPARE(predict(*m_world / "again.csv", plain).status, 0);
        QVERIFY(readFile(*m_world / "plain.csv") == readFile(*m_world / "again.csv"));
        std::map<std::string, std::vector<float>> joined;
        for (const char* shard : {"1/3", "2/3", "3/3"}) {
            QCOMPARE(predict(*m_world / "shard.csv", plain + QStringList{QStringLiteral("--shard"), QLatin1String(shard)}).status, 0);
            for (const LabelRow& row : tableOf(*m_world / "shard.csv").rows)
                joined.emplace(row.id, row.probabilities);
        }
        const LabelTable whole = tableOf(*m_world / "plain.csv");
        QCOMPARE(joined.size(), whole.rows.size());
        for (const LabelRow& row : whole.rows)
            QVERIFY(joined.at(row.id) == row.probabilities);
    }

    void ofManySamplesTheFastestHonestPlanIsFoundOnceAndRemembered() {
        const QString plate = pathText(*m_world / "many");
        QCOMPARE(m_world->run({QStringLiteral("simulate"), plate, QStringLiteral("--samples"), QStringLiteral("200"), QStringLiteral("--size"), QStringLiteral("64")}).status, 0);
        const auto classified = [&](const char* out, const char* plan, const QStringList& more = {QStringLiteral("--shard"), QStringLiteral("3/20")}) {
            return cached(QStringList{QStringLiteral("predict"), plate, QStringLiteral("--out"), pathText(*m_world / out), QStringLiteral("--model"), pathText(m_world->model()),
                                      QStringLiteral("--plan"), QLatin1String(plan)}
                          + more);
        };
        const ProgramRun few = classified("few.csv", "auto");
        QVERIFY2(few.status == 0 && !few.err.contains("found"), few.err);
        const ProgramRun found = classified("found.csv", "auto", {});
        QVERIFY2(found.status == 0 && found.err.contains("found among"), found.err);
        const ProgramRun recalled = classified("recalled.csv", "auto");
        QVERIFY2(recalled.status == 0 && recalled.err.contains("as found before"), recalled.err);
        QCOMPARE(planSaid(found), planSaid(recalled));
        const ProgramRun info = cached({QStringLiteral("model"), QStringLiteral("info"), pathText(m_world->model())});
        QVERIFY2(info.out.contains("\nplan ") && info.out.contains("64 × 64 × 4"), info.out);

        QCOMPARE(classified("plain200.csv", "plain").status, 0);
        const LabelTable plain = tableOf(*m_world / "plain200.csv");
        const LabelTable fast = tableOf(*m_world / "recalled.csv");
        QCOMPARE(plain.rows.size(), std::size_t{10});
        QCOMPARE(fast.rows.size(), plain.rows.size());
        for (std::size_t row = 0; row < plain.rows.size(); ++row)
            for (std::size_t index = 0; index < 28; ++index)
                QVERIFY(std::abs(plain.rows[row].probabilities[index] - fast.rows[row].probabilities[index]) < 2e-3F);

        const std::filesystem::path file = std::filesystem::directory_iterator(*m_world / "cache" / "plans")->path();
        std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
        const ProgramRun anew = classified("anew.csv", "auto");
        QVERIFY2(anew.status == 0 && !anew.err.contains("found"), anew.err); // damaged: as if nothing had been found
    }

    void aPlanThatIsNoneIsWrongUsage() {
        QCOMPARE(predict(*m_world / "x.csv", {QStringLiteral("--plan"), QStringLiteral("fast")}).status, 2);
    }

    void aShardThatIsNoneIsWrongUsage() {
        for (const char* shard : {"3/2", "0/2", "1", "a/b"})
            QCOMPARE(predict(*m_world / "x.csv", {QStringLiteral("--shard"), QLatin1String(shard)}).status, 2);
    }

    void aSnapshotShowsWhereTheModelLooked() {
        const QString id = QString::fromStdString(m_table.rows.front().id);
        const auto snapshot = [&](const QString& out, const QString& index) {
            return m_world->run({QStringLiteral("snapshot"), pathText(m_world->plate()), id, QStringLiteral("--out"), out, QStringLiteral("--saliency"), index,
                                 QStringLiteral("--model"), pathText(m_world->model())});
        };
        QCOMPARE(snapshot(pathText(*m_world / "s.png"), QStringLiteral("Nucleoplasm")).status, 0);
        const Bytes bytes = readFile(*m_world / "s.png");
        QVERIFY(QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).contains("Grad-CAM, class 0"));
        QCOMPARE(snapshot(pathText(*m_world / "s.png"), QStringLiteral("28")).status, 2);
    }

    void aFigureSaysWhatTheModelFoundAndWhatItsShadingIs() {
        const QString out = pathText(*m_world / "s.svg");
        const auto content = [&] {
            const Bytes bytes = readFile(*m_world / "s.svg");
            return QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        };
        const auto figure = [&](const QStringList& more) {
            return m_world->run(QStringList{QStringLiteral("snapshot"), pathText(m_world->plate()), QString::fromStdString(m_table.rows.front().id), QStringLiteral("--out"), out,
                                            QStringLiteral("--model"), pathText(m_world->model())} + more);
        };
        QCOMPARE(figure({QStringLiteral("--panel"), QStringLiteral("--saliency"), QStringLiteral("Nucleoplasm"), QStringLiteral("--probabilities")}).err, QByteArray());
        const QString said = content();
        QVERIFY(said.contains(QStringLiteral("Grad-CAM")));
        QVERIFY(said.contains(QStringLiteral("Nucleoplasm")));
        QVERIFY(said.contains(QStringLiteral("model ")));
        QCOMPARE(said.count(QStringLiteral("<image")), 6); // four stains, all together, and the shading
        QCOMPARE(figure({}).status, 0);
        const QString plain = content();
        QVERIFY(!plain.contains(QStringLiteral("Grad-CAM")) && !plain.contains(QStringLiteral("model ")));
    }

    void modelsAreDescribedTriedAndListed() {
        const ProgramRun info = m_world->run({QStringLiteral("model"), QStringLiteral("info"), pathText(m_world->model())});
        QCOMPARE(info.status, 0);
        QVERIFY2(info.out.contains(readModelCard(m_world->model()).modelDigest.c_str()) && info.out.contains("simulated images only"), info.out);
        const ProgramRun verify = m_world->run({QStringLiteral("model"), QStringLiteral("verify"), pathText(m_world->model())});
        QVERIFY2(verify.status == 0 && verify.out.contains("passed its trial"), verify.err);
        std::filesystem::create_directories(m_world->data() / "models");
        std::filesystem::copy_file(m_world->model(), m_world->data() / "models" / "mine.pt");
        std::filesystem::copy_file(*m_world / "m.yaml", m_world->data() / "models" / "mine.yaml");
        const ProgramRun list = m_world->run({QStringLiteral("model"), QStringLiteral("list")});
        QVERIFY2(list.status == 0 && list.out.contains("mine.yaml"), list.out);
        QCOMPARE(m_world->run({QStringLiteral("model"), QStringLiteral("verify"), QStringLiteral("mine")}).status, 0);
        std::filesystem::resize_file(m_world->data() / "models" / "mine.pt", 1000);
        const ProgramRun damaged = m_world->run({QStringLiteral("model"), QStringLiteral("verify"), QStringLiteral("mine")});
        QVERIFY2(damaged.status == 1 && damaged.saysOneLine(), damaged.err);
    }

private:
    ProgramRun predict(const std::filesystem::path& out, const QStringList& more = {}) const {
        return m_world->run(QStringList{QStringLiteral("predict"), pathText(m_world->plate()), QStringLiteral("--out"), pathText(out), QStringLiteral("--model"),
                                        pathText(m_world->model())}
                            + more);
    }

    /// "frozen, …, batches of 4" of the command's last line.
    static QByteArray planSaid(const ProgramRun& run) {
        const qsizetype start = run.err.lastIndexOf("; ") + 2;
        return run.err.mid(start, run.err.indexOf(" (", start) - start);
    }
    ProgramRun cached(const QStringList& arguments) const {
        return runProgram(arguments, {{QStringLiteral("LOCASCOPE_DATA_DIR"), pathText(m_world->data())}, {QStringLiteral("LOCASCOPE_CACHE_DIR"), pathText(*m_world / "cache")}});
    }

    std::unique_ptr<TrainedPlate> m_world;
    LabelTable m_table;
};

QTEST_GUILESS_MAIN(TestPredictCommand)
#include "test_predict_command.moc"
