#include "core/files/error.h"
#include "tests/support/expecterror.h"
#include "tests/support/madefigure.h"
#include "ui/figure/figurelegend.h"
#include "ui/figure/figurepicture.h"
#include "ui/figure/figuretext.h"

#include <QLocale>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

const FigureText* find(const FigureLayout& layout, const QString& text) {
    const auto found = std::find_if(layout.texts.begin(), layout.texts.end(), [&](const FigureText& one) { return one.text == text; });
    return found == layout.texts.end() ? nullptr : &*found;
}

QRectF boxOf(const FigureText& text) {
    const double width = figureTextWidth(text.text, text.size, text.bold);
    return {text.baseline.x(), text.baseline.y() - text.size * 0.75, width, text.size * 0.95};
}

FigureDescription withSaliency() {
    FigureDescription figure = madeFigure();
    figure.fields.front().saliency.map = SaliencyMap{2, 2, {0, 1, 0, 0.5F}};
    figure.fields.front().saliency.className = QStringLiteral("Nucleoli");
    figure.fields.front().saliency.probability = 0.834F;
    figure.fields.front().saliency.method = QStringLiteral("Grad-CAM");
    figure.fields.front().saliency.model = QStringLiteral("01ab");
    figure.panes = {{FigurePane::Kind::Saliency, {}}};
    return figure;
}

} // namespace

class TestFigure final : public QObject {
    Q_OBJECT
private slots:
    void aRangeNamesGammaOnlyWhereItIsNotOne() {
        const QLocale english(QLocale::English);
        QCOMPARE(rangeText({12, 1830, 1}, english), QStringLiteral("12–1,830"));
        QCOMPARE(rangeText({12, 1830, 0.8}, english), QStringLiteral("12–1,830, γ 0.8"));
        QCOMPARE(rangeText({12.5, 1830, 1}, english), QStringLiteral("12.5–1,830"));
        QCOMPARE(rangeText({12, 1830, 0.8}, QLocale(QLocale::Swedish)), QStringLiteral("12–1\u00a0830, γ 0,8"));
    }

    void everyShownStainIsNamedWithItsRangeAndNoOther() {
        FigureDescription figure = madeFigure();
        figure.display.stains[Stain::Protein].window.gamma = 0.8;
        const FigureLayout layout = layOutFigure(figure);
        QVERIFY(says(layout, QStringLiteral("nucleus 12–1,830, × 0.8 in the composite")));
        QVERIFY(says(layout, QStringLiteral("protein 12–1,830, γ 0.8")));
        QVERIFY(says(layout, QStringLiteral("microtubules")));
        QVERIFY(!says(layout, QStringLiteral("reticulum")));
        QVERIFY(says(layout, QStringLiteral("B03 · site 4")));
        QVERIFY(layout.description.startsWith(QStringLiteral("nucleus 12–1,830")));
    }

    void aTableIsNamedWhereItIsSeen() {
        FigureDescription figure = madePanel();
        figure.greySingles = false;
        figure.display.stains[Stain::Protein].table = LookUpTable::Fire;
        const std::vector<FigureEntry> legend = legendOf(figure);
        const auto named = [&](const QString& name) {
            return std::find_if(legend.begin(), legend.end(), [&](const FigureEntry& entry) { return entry.text.startsWith(name); });
        };
        const auto protein = named(QStringLiteral("protein")), nucleus = named(QStringLiteral("nucleus"));
        QVERIFY(protein != legend.end() && nucleus != legend.end());
        QVERIFY(protein->text.endsWith(QStringLiteral(", Fire")));
        QVERIFY(protein->ink == Qt::black && protein->swatch != QColor(0, 255, 0));
        QVERIFY(!nucleus->text.contains(QStringLiteral("Fire")));
        figure.greySingles = true; // then it is nowhere
        for (const FigureEntry& entry : legendOf(figure))
            QVERIFY(!entry.text.contains(QStringLiteral("Fire")));
    }

    void picturesAloneSayNothing() {
        FigureDescription figure = madePanel();
        figure.captions = false;
        figure.scaleBar = false;
        QVERIFY(layOutFigure(figure).texts.empty());
    }

    void aPanelHasARowForEachFieldAndAHeadForEachPane() {
        const FigureLayout layout = layOutFigure(madePanel());
        QCOMPARE(layout.pictures.size(), std::size_t(6));
        QCOMPARE(layout.pictures[0].box.top(), layout.pictures[2].box.top());
        QCOMPARE(layout.pictures[0].box.left(), layout.pictures[3].box.left());
        QVERIFY(layout.pictures[3].box.top() > layout.pictures[0].box.bottom());
        for (const char* head : {"nucleus", "protein", "composite"}) {
            const FigureText* text = find(layout, QString::fromLatin1(head));
            QVERIFY(text);
            QVERIFY(text->bold);
            QVERIFY(text->baseline.y() < layout.pictures[0].box.top());
        }
        QCOMPARE(find(layout, QStringLiteral("protein"))->ink, inkOnPaper({0, 255, 0}));
        QVERIFY(says(layout, QStringLiteral("the same for every field")));
    }

    void nothingLiesOverAnythingElseOrOutside() {
        FigureDescription figure = madePanel();
        figure.fields[0].captions.append(QString(300, u'x'));
        figure.words.composite = QStringLiteral("a long word for what is a composite");
        const FigureLayout layout = layOutFigure(figure);
        const QRectF whole(QPointF(0, 0), layout.size);
        std::vector<QRectF> boxes;
        for (const FigurePicture& picture : layout.pictures)
            boxes.push_back(picture.box);
        for (const FigureText& text : layout.texts)
            if (text.ink != QColor(Qt::white)) // those lie in pictures
                boxes.push_back(boxOf(text));
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            QVERIFY2(whole.contains(boxes[i]), qPrintable(QString::number(i)));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!boxes[i].intersects(boxes[j]), qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
        }
    }

    void oneFieldHasItsOwnPixels() {
        const FigureDescription figure = madeFigure();
        const FigureLayout layout = layOutFigure(figure);
        QCOMPARE(layout.pictures.size(), std::size_t(1));
        QCOMPARE(layout.pictures[0].image.size(), QSize(60, 40));
        QImage expected(60, 40, QImage::Format_ARGB32_Premultiplied);
        compositeView(figure.fields[0].stack, figure.display, {.left = 0, .top = 0, .scale = 1, .width = 60, .height = 40},
                      reinterpret_cast<std::uint32_t*>(expected.bits()), std::size_t(expected.bytesPerLine()));
        QCOMPARE(layout.pictures[0].image, expected.convertToFormat(QImage::Format_RGB32));
    }

    void aCropIsThatPartOfThePicture() {
        FigureDescription figure = madeFigure();
        const QImage whole = layOutFigure(figure).pictures[0].image;
        figure.fields[0].crop = {.x = 11, .y = 7, .width = 20, .height = 13};
        QCOMPARE(layOutFigure(figure).pictures[0].image, whole.copy(11, 7, 20, 13));
        figure.pixels = 60;
        QCOMPARE(layOutFigure(figure).pictures[0].image.size(), QSize(60, 39));
    }

    void singlesAreGreyWhereAskedFor() {
        FigureDescription figure = madePanel();
        figure.greySingles = true;
        const QImage grey = layOutFigure(figure).pictures[1].image;
        const QRgb pixel = grey.pixel(30, 20);
        QVERIFY(qRed(pixel) > 0);
        QCOMPARE(qRed(pixel), qBlue(pixel));
    }

    void aScaleBarIsAsLongAsItSays() {
        FigureDescription figure = madeFigure();
        figure.captions = false;
        const FigureLayout layout = layOutFigure(figure);
        QVERIFY(says(layout, QStringLiteral("1 µm")));
        QCOMPARE(layout.rectangles.size(), std::size_t(2));
        const double unitsPerMicrometre = layout.pictures[0].box.width() / (60 * 0.1);
        QCOMPARE(layout.rectangles[1].box.width(), unitsPerMicrometre);
        QVERIFY(layout.pictures[0].box.contains(layout.rectangles[0].box));
    }

    void aPixelSizeThatWasEnteredIsSaid() {
        FigureDescription figure = madePanel();
        QVERIFY(!says(layOutFigure(figure), QStringLiteral("entered")));
        figure.fields[1].pixelSize->isEntered = true;
        const FigureLayout layout = layOutFigure(figure);
        QVERIFY(find(layout, QStringLiteral("1 µm")) && find(layout, QStringLiteral("1 µm (entered)")));
        QVERIFY(says(layout, figure.words.enteredSize));
        for (const FigureText& text : layout.texts)
            if (text.ink == QColor(Qt::white)) // at a scale bar: on the ground behind it
                QVERIFY(std::any_of(layout.rectangles.begin(), layout.rectangles.end(), [&](const FigureRectangle& rectangle) { return rectangle.box.contains(boxOf(text)); }));
        figure.captions = false; // then the bar alone says it
        QVERIFY(says(layOutFigure(figure), QStringLiteral("1 µm (entered)")) && !says(layOutFigure(figure), figure.words.enteredSize));
        figure.captions = true;
        figure.scaleBar = false;
        QVERIFY(!says(layOutFigure(figure), QStringLiteral("entered")));
    }

    void withoutAPixelSizeThereIsNoScaleBar() {
        FigureDescription figure = madeFigure();
        figure.captions = false;
        figure.fields[0].pixelSize.reset();
        QVERIFY(layOutFigure(figure).rectangles.empty());
    }

    void saliencyIsDrawnAndSaysWhatItIs() {
        FigureDescription figure = withSaliency();
        const FigureLayout layout = layOutFigure(figure);
        QString all;
        for (const FigureText& text : layout.texts)
            all += text.text + u' ';
        QVERIFY2(all.contains(QStringLiteral("where the model looked for Nucleoli (Grad-CAM; probability 0.83; model 01ab). It tells what moved the model, not where the protein is.")), qPrintable(all));
        QVERIFY(!all.contains(QStringLiteral("simulated")));
        figure.panes = {FigurePane{}};
        QVERIFY(layOutFigure(figure).pictures[0].image != layout.pictures[0].image);
        QVERIFY(!says(layOutFigure(figure), QStringLiteral("Grad-CAM")));
    }

    void simulatedImagesAndModelsSaySo() {
        FigureDescription figure = withSaliency();
        figure.fields[0].saliency.isOfSimulation = true;
        QVERIFY(says(layOutFigure(figure), QStringLiteral("trained on simulated")));
        figure.simulated = true;
        figure.notes = {QStringLiteral("Not comparable.")};
        const FigureLayout layout = layOutFigure(figure);
        QVERIFY(!says(layout, QStringLiteral("trained on simulated")));
        QVERIFY(says(layout, QStringLiteral("Simulated images.")));
        QVERIFY(says(layout, QStringLiteral("Not comparable.")));
    }

    void fieldsOfEightBitsNeedNotBeComparable() {
        FigureDescription figure = madePanel();
        const QString doubt = QStringLiteral("8 bits");
        QVERIFY(!says(layOutFigure(figure), doubt));
        for (FigureField& field : figure.fields)
            field.stack.bits = 8;
        for (FigureField& field : figure.fields)
            for (const Stain stain : {Stain::Nucleus, Stain::Protein, Stain::Microtubules}) {
                field.stack.planes[stain] = Plane(60, 40, 8);
                std::fill_n(field.stack.planes[stain].data(), field.stack.planes[stain].byteCount(), std::byte{9});
            }
        QVERIFY(says(layOutFigure(figure), doubt));
        figure.simulated = true;
        QVERIFY(!says(layOutFigure(figure), doubt));
        figure.simulated = false;
        figure.fields.resize(1);
        QVERIFY(!says(layOutFigure(figure), doubt));
    }

    void inkCanBeReadOnPaper() {
        for (const Palette& palette : palettes())
            for (const Stain stain : allStains)
                QVERIFY(qGray(inkOnPaper(palette.colours[stain]).rgb()) < 140);
        QCOMPARE(inkOnPaper({0, 0, 255}), QColor(0, 0, 255));
    }

    void whatCannotBeDrawnIsRefused() {
        FigureDescription figure = madeFigure();
        figure.fields[0].crop = {.x = 50, .y = 0, .width = 11, .height = 5};
        EXPECT_ERROR(layOutFigure(figure), ErrorKind::Invalid);
        figure.fields.clear();
        EXPECT_ERROR(layOutFigure(figure), ErrorKind::Invalid);
        figure = madeFigure();
        figure.pixels = 40000;
        EXPECT_ERROR(layOutFigure(figure), ErrorKind::TooLarge);
        for (Plane& plane : figure.fields[0].stack.planes.values)
            plane = {};
        EXPECT_ERROR(requirePossible(figure), ErrorKind::TooLarge); // sizes are enough
        figure.pixels = 1000;
        requirePossible(figure);
    }
};

QTEST_MAIN(TestFigure)
#include "test_figure.moc"
