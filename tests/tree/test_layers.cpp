#include "tests/tree/sourcetree.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QSaveFile>
#include <QTest>

#include <functional>

using namespace locascope::tree;

namespace {

const std::filesystem::path root = LOCASCOPE_SOURCE_DIR;
const std::filesystem::path widgetsHeaders = LOCASCOPE_WIDGETS_HEADERS;

const std::vector<SourceFile>& allFiles() {
    static const std::vector<SourceFile> files = sourceFiles(root, {"app", "core", "ui"});
    return files;
}

QByteArray breaches(const std::function<std::vector<Finding>(const SourceFile&)>& rule) {
    QByteArray all;
    for (const SourceFile& file : allFiles()) {
        for (const Finding& finding : rule(file)) {
            all += "\n" + QByteArray::fromStdString(finding);
        }
    }
    return all;
}

std::size_t count(const std::vector<Finding>& findings) { return findings.size(); }

} // namespace

/// The rules of ARCHITECTURE.md that a look at the sources can prove. Each is first shown a breach that it must see.
class TestLayers final : public QObject {
    Q_OBJECT
private slots:
    void commentsAreNotCode() {
        const QByteArray code = QByteArray::fromStdString(withoutComments("a // tr(\nb /* tr( */ c \"// s\" '\"' 1'000 \"d\""));
        QCOMPARE(code.simplified(), QByteArray("a b c \"// s\" '\"' 1'000 \"d\""));
        QCOMPARE(code.count('\n'), 1);
    }
    void anIncludeOfAHigherRoomIsSeen() {
        QCOMPARE(count(crossingIncludes({"core/plate/a.cpp", "#include \"core/imaging/plane.h\"\n#include \"core/files/error.h\"\n"})), 1u);
        QCOMPARE(count(crossingIncludes({"core/review/a.cpp", "#include \"core/store/labelevent.h\"\n"})), 1u);
        QCOMPARE(count(crossingIncludes({"ui/models/a.cpp", "#include \"ui/widgets/theme.h\"\n"})), 1u);
        QCOMPARE(count(crossingIncludes({"app/a.cpp", "#include \"core/learning/gradcam.h\"\n"})), 1u);
        QCOMPARE(count(crossingIncludes({"core/imaging/a.cpp", "#include \"plane.h\"\n"})), 1u);
        QCOMPARE(count(crossingIncludes({"core/util/a.cpp", ""})), 1u);
    }
    void noIncludeCrossesTheLayers() { QCOMPARE(breaches(crossingIncludes), QByteArray()); }

    void torchOutsideTheModuleIsSeen() {
        QCOMPARE(count(strayTorch({"core/model/a.h", "#include <torch/script.h>\ntorch::Tensor t;"})), 2u);
    }
    void onlyTheLearningModuleKnowsTorch() { QCOMPARE(breaches(strayTorch), QByteArray()); }

    void widgetsBelowTheWindowAreSeen() {
        QVERIFY(std::filesystem::exists(widgetsHeaders / "QLabel"));
        QCOMPARE(count(strayWidgets({"ui/models/a.cpp", "#include <QLabel>\n#include <QImage>\n"}, widgetsHeaders)), 1u);
        QCOMPARE(count(strayWidgets({"core/plate/a.cpp", "#include <QtWidgets/QLabel>\n"}, widgetsHeaders)), 1u);
    }
    void noWidgetIsKnownBelowTheWindow() {
        QCOMPARE(breaches([](const SourceFile& file) { return strayWidgets(file, widgetsHeaders); }), QByteArray());
    }

    void textsBelowTheWindowAreSeen() {
        QCOMPARE(count(strayTexts({"ui/models/a.cpp", "auto t = tr(\"x\"); auto p = ptr(\"x\");"})), 1u);
    }
    void textsForReadersAreMadeInTheWindowAlone() { QCOMPARE(breaches(strayTexts), QByteArray()); }

    void foreignTypesInACoreHeaderAreSeen() {
        QCOMPARE(count(foreignTypes({"core/store/a.h", "QString name; cv::Mat m;"})), 2u);
        QCOMPARE(count(foreignTypes({"core/imaging/a.h", "cv::Mat m;"})), 0u);
    }
    void aHeaderThatAnotherRoomIncludesIsNotPrivate() {
        const SourceFile header{"core/store/a.h", ""};
        QVERIFY(isPrivate(header, {header, {"core/store/a.cpp", "#include \"core/store/a.h\"\n"}}));
        QVERIFY(!isPrivate(header, {header, {"ui/models/a.cpp", "#include \"core/store/a.h\"\n"}}));
    }
    void noCoreHeaderShowsForeignTypesToOtherRooms() {
        const auto rule = [](const SourceFile& file) { return isPrivate(file, allFiles()) ? std::vector<Finding>() : foreignTypes(file); };
        QCOMPARE(breaches(rule), QByteArray());
    }

    void anotherWriterIsSeen() {
        QCOMPARE(count(strayWriters({"ui/models/a.cpp", "QSaveFile f; std::ofstream s; f.open(QIODevice::WriteOnly);"})), 3u);
        QCOMPARE(count(strayWriters({"core/store/a.cpp", "::open(p, O_RDWR | O_CREAT, 0600); refuse(O_WRONLY);"})), 1u);
        QCOMPARE(count(strayWriters({"core/learning/a.cpp", "torch::save(m, path); fopen(p, \"w\"); cv::imwrite(a, b);"})), 3u);
    }
    void onlyOneRoomWritesFiles() { QCOMPARE(breaches(strayWriters), QByteArray()); }

    void anotherReaderIsSeen() {
        QCOMPARE(count(strayReaders({"core/imaging/a.cpp", "std::ifstream s(p); std::ifstream(\"/proc/self/statm\"); cv::imread(p); TIFFOpen(p, \"r\");"})), 3u);
    }
    void onlyOneRoomOpensFiles() { QCOMPARE(breaches(strayReaders), QByteArray()); }

    void blockingCallsAreSeen() {
        QCOMPARE(count(blockingCalls({"ui/models/a.cpp", "QCoreApplication::processEvents(); future.waitForFinished();"})), 2u);
    }
    void theWindowsThreadNeverWaits() { QCOMPARE(breaches(blockingCalls), QByteArray()); }

    void theMainWindowStaysSmall() {
        const auto files = sourceFiles(root, {"ui/widgets"});
        for (const SourceFile& file : files) {
            if (file.path.starts_with("ui/widgets/mainwindow.")) {
                const auto lines = std::count(file.code.begin(), file.code.end(), '\n');
                QVERIFY2(lines < 250, qPrintable(QStringLiteral("%1 lines").arg(lines)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "test_layers.moc"
