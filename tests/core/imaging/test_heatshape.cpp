#include "core/imaging/heatshape.h"

#include <QTest>

#include <cmath>

using namespace locascope;

class TestHeatShape : public QObject {
    Q_OBJECT
private slots:
    void aContourGoesRoundWhatIsHigher() {
        const SaliencyMap map{3, 3, {0, 0, 0, 0, 1, 0, 0, 0, 0}};
        const auto pieces = contourOf(map, 0.5F);
        QCOMPARE(pieces.size(), std::size_t{4});
        for (const ContourPiece& piece : pieces)
            for (const auto& [x, y] : {std::pair(piece.fromX, piece.fromY), std::pair(piece.toX, piece.toY)}) // half way from the middle cell to the next one
                QVERIFY(std::abs(std::abs(x - 0.5F) + std::abs(y - 0.5F) - 1.0F / 6) < 1e-5F);
    }

    void aStepIsAStraightLineThatReachesTheEdges() {
        const SaliencyMap map{2, 2, {0, 1, 0, 1}};
        float length = 0;
        for (const ContourPiece& piece : contourOf(map, 0.25F)) {
            QVERIFY(std::abs(piece.fromX - 0.375F) < 1e-5F && std::abs(piece.toX - 0.375F) < 1e-5F);
            length += std::abs(piece.toY - piece.fromY);
        }
        QVERIFY(std::abs(length - 1) < 1e-5F);
    }

    void aSaddleIsSplitByItsMean_data() {
        QTest::addColumn<float>("level");
        QTest::addColumn<bool>("joins");
        QTest::newRow("the higher corners are joined") << 0.4F << true;
        QTest::newRow("they are apart") << 0.6F << false;
    }
    void aSaddleIsSplitByItsMean() {
        QFETCH(float, level);
        QFETCH(bool, joins);
        // High at the upper left and the lower right; the mean is 0.5.
        int across = 0;
        for (const ContourPiece& piece : contourOf({2, 2, {1, 0, 0, 1}}, level)) {
            const float x = (piece.fromX + piece.toX) / 2, y = (piece.fromY + piece.toY) / 2;
            if (x > 0.25F && x < 0.75F && y > 0.25F && y < 0.75F) // between the middles of the cells
                across += (x - 0.5F) * (y - 0.5F) < 0 ? 1 : -1;   // cuts off a low corner, or a high one
        }
        QCOMPARE(across, joins ? 2 : -2);
    }

    void nothingIsHigherAndNothingIsLower() {
        QVERIFY(contourOf({}, 0.5F).empty());
        QVERIFY(contourOf({2, 2, {1, 1, 1, 1}}, 0.5F).empty());
        QVERIFY(contourOf({2, 2, {0, 0, 0, 0}}, 0.5F).empty());
    }

    void peaksComeByHeight() {
        const SaliencyMap map{4, 3, {0.5F, 0, 0, 0.2F, 0, 0, 0, 0, 0, 0, 0, 1}};
        const std::vector<SaliencyPeak> peaks = peaksOf(map, 0.3F);
        QCOMPARE(peaks.size(), std::size_t{2});
        QCOMPARE(peaks[0], (SaliencyPeak{3.5 / 4, 2.5 / 3, 1}));
        QCOMPARE(peaks[1], (SaliencyPeak{0.5 / 4, 0.5 / 3, 0.5F}));
        QCOMPARE(peaksOf(map, 0.1F).size(), std::size_t{3});
        QCOMPARE(peaksOf(map, 0.1F, 1).size(), std::size_t{1});
    }

    void twoEqualNeighboursAreOnePeak() {
        QCOMPARE(peaksOf({3, 1, {1, 1, 0}}).size(), std::size_t{1});
        QVERIFY(peaksOf({2, 2, {0, 0, 0, 0}}).empty());
        QVERIFY(peaksOf({}).empty());
    }
};

QTEST_GUILESS_MAIN(TestHeatShape)
#include "test_heatshape.moc"
