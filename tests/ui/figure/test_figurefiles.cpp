#include "core/imaging/decode.h"
#include "tests/support/madefigure.h"
#include "ui/figure/figurepaint.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace locascope;
using namespace locascope::testing;

namespace {

QByteArray array(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())}; }

struct SvgContent {
    QString texts;
    std::vector<QImage> images;
    QByteArray error;
};

SvgContent readSvg(const Bytes& svg) {
    SvgContent content;
    QXmlStreamReader reader(array(svg));
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == QLatin1String("text"))
            content.texts += reader.readElementText() + u'\n';
        else if (reader.name() == QLatin1String("image")) {
            const QString data = reader.attributes().value(QLatin1String("http://www.w3.org/1999/xlink"), QLatin1String("href")).toString();
            content.images.push_back(QImage::fromData(QByteArray::fromBase64(data.section(u',', 1).toLatin1())));
        }
    }
    if (reader.hasError())
        content.error = reader.errorString().toUtf8();
    return content;
}

} // namespace

class TestFigureFiles final : public QObject {
    Q_OBJECT
private slots:
    void theSameFigureGivesTheSameBytes() {
        const FigureLayout layout = layOutFigure(madePanel());
        const Bytes pdf = figureAsPdf(layout);
        QTest::qWait(1100); // a time in it would have another second
        QVERIFY(figureAsPdf(layout) == pdf);
        QVERIFY(figureAsSvg(layout) == figureAsSvg(layout));
        QVERIFY(figureAsPng(layout) == figureAsPng(layout));
    }

    void aPdfHoldsLettersAndPicturesWithoutLoss() {
        const QByteArray pdf = array(figureAsPdf(layOutFigure(madePanel())));
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY(!pdf.contains("DCTDecode"));
        QCOMPARE(pdf.count("/Subtype /Image"), 6);
        QVERIFY(pdf.contains("/ToUnicode"));
        QVERIFY(pdf.contains("DejaVuSans"));
        QVERIFY(!pdf.contains("CreationDate"));
        QVERIFY(pdf.contains("<0020>")); // spaces can be copied and searched
        QVERIFY(!pdf.contains("<0009>"));
    }

    void aPdfIsAsLargeAsTheFigure() {
        const FigureLayout layout = layOutFigure(madeFigure());
        const QByteArray pdf = array(figureAsPdf(layout));
        const auto box = QRegularExpression(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)")).match(QString::fromLatin1(pdf));
        QVERIFY(box.hasMatch());
        QCOMPARE(box.captured(1).toDouble(), layout.size.width() / figureUnitsPerPoint);
        QCOMPARE(box.captured(2).toDouble(), layout.size.height() / figureUnitsPerPoint);
    }

    void anSvgHoldsTextAndThePicturesPixels() {
        FigureDescription figure = madePanel();
        figure.display.stains[Stain::Nucleus].window.gamma = 0.8;
        figure.fields[0].captions = {QStringLiteral("a < b & \"c\"")};
        const FigureLayout layout = layOutFigure(figure);
        const SvgContent content = readSvg(figureAsSvg(layout));
        QCOMPARE(content.error, QByteArray());
        for (const FigureText& text : layout.texts)
            QVERIFY2(content.texts.contains(text.text), qPrintable(text.text));
        QCOMPARE(content.images.size(), layout.pictures.size());
        for (std::size_t i = 0; i < content.images.size(); ++i)
            QCOMPARE(content.images[i].convertToFormat(QImage::Format_RGB32), layout.pictures[i].image);
    }

    void aPngHoldsEveryPixelOfAPicture_data() {
        QTest::addColumn<int>("pixels");
        QTest::addColumn<int>("enlarged");
        QTest::newRow("as they are") << 600 << 1;
        QTest::newRow("enlarged until the text can be read") << 0 << 8;
    }
    void aPngHoldsEveryPixelOfAPicture() {
        QFETCH(int, pixels);
        QFETCH(int, enlarged);
        FigureDescription figure = madeFigure();
        figure.pixels = pixels;
        figure.scaleBar = false;
        const FigureLayout layout = layOutFigure(figure);
        const QImage image = figureAsImage(layout);
        const QImage& picture = layout.pictures[0].image;
        const double scale = double(picture.width()) * enlarged / layout.pictures[0].box.width();
        const QPoint corner = (layout.pictures[0].box.topLeft() * scale).toPoint();
        QCOMPARE(image.copy(QRect(corner, picture.size() * enlarged)), picture.scaled(picture.size() * enlarged));
        QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
    }

    void aPngSaysWhatItIsTold() {
        const QByteArray png = array(figureAsPng(layOutFigure(madeFigure()), {{"nucleus", "12 to 1830"}}));
        QVERIFY(png.contains("12 to 1830"));
    }
};

QTEST_MAIN(TestFigureFiles)
#include "test_figurefiles.moc"
