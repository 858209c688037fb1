#include "tests/ui/widgets/windowworld.h"
#include "ui/widgets/gallerygrid.h"
#include "ui/widgets/gallerylayout.h"
#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/galleryview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QModelIndex>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

#include <utility>
#include <vector>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Samples = std::vector<int>;
constexpr GalleryLayout::Form form{QSize(100, 120), 20, 330}; // three columns of 110

std::vector<SampleGroup> groupsOf(const std::vector<int>& counts) {
    std::vector<SampleGroup> groups;
    int row = 0;
    for (const int count : counts) {
        SampleGroup group;
        group.firstRow = row;
        group.count = count;
        groups.push_back(group);
        row += count;
    }
    return groups;
}

GalleryGrid& gridOf(const WindowWorld& world) { return *world.window->findChild<GalleryGrid*>(); }

void click(const WindowWorld& world, int row, Qt::KeyboardModifiers modifiers = {}) {
    GalleryGrid& grid = gridOf(world);
    const QModelIndex index = grid.model()->index(row, 0);
    grid.scrollTo(index);
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, modifiers, grid.visualRect(index).center());
}

void roll(GalleryGrid& grid, int delta, Qt::KeyboardModifiers modifiers) {
    const QPointF place(30, 30);
    QWheelEvent event(place, grid.viewport()->mapToGlobal(place), {}, QPoint(0, delta), Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(grid.viewport(), &event);
}

bool showsText(const QWidget& window, const QString& text) {
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible() && label->text() == text)
            return true;
    return false;
}

} // namespace

class TestGallery final : public QObject {
    Q_OBJECT
private slots:
    void cellsFillTheWidthLineByLine() {
        const GalleryLayout layout(8, {}, form);
        QCOMPARE(layout.columns(), 3);
        QCOMPARE(layout.height(), 3 * 120);
        QCOMPARE(layout.cell(4), QRect(110, 120, 110, 120));
        for (int row = 0; row < 8; ++row)
            QCOMPARE(layout.rowAt(layout.cell(row).center()), row);
        QCOMPARE(layout.rowAt({320, 359}), -1); // behind the last
        QCOMPARE(layout.rowAt({331, 10}), -1);
        QCOMPARE(layout.rowAt({-1, 10}), -1);
    }
    void headingsStandAboveTheirCells() {
        const GalleryLayout layout(6, groupsOf({1, 4, 1}), form);
        QCOMPARE(layout.height(), 3 * 20 + (1 + 2 + 1) * 120);
        QCOMPARE(layout.cell(0).top(), 20);
        QCOMPARE(layout.cell(1).topLeft(), QPoint(0, 160));
        QCOMPARE(layout.cell(4).topLeft(), QPoint(0, 280));
        QCOMPARE(layout.cell(5).top(), 420);
        QCOMPARE(layout.rowAt({10, 10}), -1);
        QCOMPARE(layout.rowAt({120, 30}), -1); // beside the only one of its group
        for (int row = 0; row < 6; ++row)
            QCOMPARE(layout.rowAt(layout.cell(row).center()), row);
        const GalleryLayout::Seen seen = layout.seen(150, 300);
        QCOMPARE(seen.rows, Samples({1, 2, 3, 4}));
        QCOMPARE(seen.headings.size(), std::size_t{1});
        QCOMPARE(seen.headings[0].group, 1);
        QCOMPARE(layout.seen(0, 100000).rows.size(), std::size_t{6});
    }
    void theLineAboveOrBelowMayBelongToAnotherGroup() {
        const GalleryLayout layout(9, groupsOf({2, 5, 2}), form);
        QCOMPARE(layout.rowInLine(1, 1), 3);
        QCOMPARE(layout.rowInLine(4, 1), 6);  // the line below is short
        QCOMPARE(layout.rowInLine(6, 1), 8);
        QCOMPARE(layout.rowInLine(8, 1), 8);
        QCOMPARE(layout.rowInLine(8, -1), 6);
        QCOMPARE(layout.rowInLine(2, -1), 0);
        QCOMPARE(layout.rowInLine(0, -1), 0);
        QCOMPARE(layout.rowInLine(0, 10), 7);
    }
    void anEmptyGalleryHasNothing() {
        const GalleryLayout layout(0, {}, form);
        QCOMPARE(layout.height(), 0);
        QCOMPARE(layout.rowAt({5, 5}), -1);
        QVERIFY(layout.seen(0, 500).rows.empty());
        QCOMPARE(layout.rowInLine(0, 1), 0);
    }

    void aClickGoesThereAndWithShiftAndCtrlSeveralAreSelected() {
        WindowWorld w(9);
        w.open();
        click(w, 2);
        QCOMPARE(w.session->current(), 2);
        QVERIFY(w.session->selection().isEmpty());
        click(w, 5, Qt::ShiftModifier);
        QCOMPARE(w.session->selection().samples(), Samples({2, 3, 4, 5}));
        QCOMPARE(w.session->current(), 5);
        QVERIFY(showsText(*w.window, QStringLiteral("4 selected")));
        click(w, 7, Qt::ControlModifier);
        QCOMPARE(w.session->selection().samples(), Samples({2, 3, 4, 5, 7}));
        click(w, 3, Qt::ControlModifier);
        QCOMPARE(w.session->selection().samples(), Samples({2, 4, 5, 7}));
        w.press(Qt::Key_Escape);
        QVERIFY(w.session->selection().isEmpty());
        QCOMPARE(w.session->current(), 7);
        click(w, 1);
        QVERIFY(w.session->selection().isEmpty());
    }
    void shiftWithArrowsExtendsAndArrowsMove() {
        WindowWorld w(9);
        w.open();
        w.press(Qt::Key_Right);
        w.press(Qt::Key_Right, Qt::ShiftModifier);
        w.press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(w.session->selection().samples(), Samples({1, 2, 3}));
        w.press(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(w.session->selection().samples(), Samples({1, 2}));
        w.press(Qt::Key_D);
        QCOMPARE(w.session->current(), 3);
        QVERIFY(w.session->selection().isEmpty());
        gridOf(w).setFocus();
        const int columns = gridOf(w).columns();
        w.press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(w.session->current(), std::min(3 + columns, 8));
        QCOMPARE(w.session->selection().samples().size(), static_cast<std::size_t>(std::min(columns, 5) + 1));
        w.press(Qt::Key_Home);
        QCOMPARE(w.session->current(), 0);
        QVERIFY(w.session->selection().isEmpty());
        w.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(w.session->selection().samples().size(), std::size_t{9});
    }
    void keysForLabelsStillWorkAfterAClick() {
        WindowWorld w;
        w.open();
        click(w, 1);
        gridOf(w).setFocus();
        w.press(Qt::Key_4);
        QCOMPARE(w.mark(4), ChipMark::Added);
        w.press(Qt::Key_Return);
        QVERIFY(w.session->decision(1));
        QCOMPARE(w.session->current(), 2);
    }

    void theSizeIsTheSlidersOrTheWheelsAndIsRemembered() {
        WindowWorld w(9);
        w.open();
        auto* slider = w.window->findChild<GalleryView*>()->findChild<QSlider*>();
        slider->setValue(GalleryView::smallest);
        const int before = gridOf(w).columns();
        const int width = gridOf(w).visualRect(gridOf(w).model()->index(0, 0)).width();
        roll(gridOf(w), 480, Qt::ControlModifier);
        QVERIFY(gridOf(w).columns() < before || gridOf(w).visualRect(gridOf(w).model()->index(0, 0)).width() > width);
        QCOMPARE(slider->value(), GalleryView::smallest + 48);
        const GalleryView again(*w.session);
        QCOMPARE(again.findChild<QSlider*>()->value(), GalleryView::smallest + 48);
    }

    void groupsHaveHeadings() {
        WindowWorld w(6);
        w.open();
        w.session->startSweep();
        QTRY_VERIFY(w.session->probabilities(5));
        gridOf(w).verticalScrollBar()->setValue(0);
        w.session->setGrouping(SampleGrouping::Class);
        QTRY_COMPARE(w.session->groups().size(), std::size_t{6});
        QCOMPARE(gridOf(w).headingAt({20, 10}), QStringLiteral("Nucleoplasm  1"));
        QVERIFY(!gridOf(w).indexAt({20, 10}).isValid());
        w.session->setGrouping(SampleGrouping::None);
        QVERIFY(gridOf(w).headingAt({20, 10}).isEmpty());
        QVERIFY(gridOf(w).indexAt({20, 10}).isValid());
    }

    void theFilterBarOffersOrdersAndGroups() {
        WindowWorld w;
        w.open();
        QComboBox* orders = nullptr;
        QComboBox* classes = nullptr;
        for (QComboBox* box : w.window->findChildren<QComboBox*>()) {
            if (box->findText(QStringLiteral("By probability")) >= 0)
                orders = box;
            if (box->toolTip().startsWith(QStringLiteral("Class whose probability")))
                classes = box;
        }
        QVERIFY(orders && classes && !classes->isVisible());
        const auto choose = [](QComboBox* box, int index) {
            box->setCurrentIndex(index);
            emit box->activated(index);
        };
        choose(orders, orders->findText(QStringLiteral("By probability")));
        QCOMPARE(w.session->sortOrder(), SampleOrder::Probability);
        QVERIFY(classes->isVisible());
        choose(classes, 3);
        QCOMPARE(w.session->arrangement().probabilityOf, toClass(3));
        QCOMPARE(classes->currentIndex(), 3);
        w.session->setSortOrder(SampleOrder::Well);
        QCOMPARE(orders->currentText(), QStringLiteral("By well"));
        QVERIFY(!classes->isVisible());
    }

    void theModelKeepsItsPromisesWhileTheOrderIsMadeElsewhere() {
        WindowWorld w(9);
        w.world.options.arrangedAtOnce = 1;
        w.session = w.world.session();
        GalleryModel model(*w.session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        w.session->openPlate(w.world.plateDirectory);
        QTRY_COMPARE(model.rowCount(), 9);
        for (const char* text : {"s0", "s01", "", "s08"}) {
            w.session->setFilter({.text = QString::fromLatin1(text)});
            w.session->setGrouping(SampleGrouping::Class);
            w.session->step(1);
        }
        QTRY_COMPARE(model.rowCount(), 1);
        w.session->setFilter({});
        QTRY_COMPARE(model.rowCount(), 9);
        QCOMPARE(model.index(0).data(GalleryModel::SelectedRole).toBool(), model.index(0).data(GalleryModel::SampleRole).toInt() == w.session->current());
    }

    void whatOthersDecideIsMarkedOnItsSampleAlone() {
        WindowWorld w(9);
        w.world.review->tellsNews = true;
        w.open();
        auto& model = *w.window->findChild<GalleryModel*>();
        const QModelIndex marked = model.index(1);
        const auto picture = [&] {
            const QRect cell = gridOf(w).visualRect(marked);
            return gridOf(w).viewport()->grab(cell).toImage();
        };
        // The plate's contrast comes when it has been measured, and thumbnails are made anew by it; without stains they are black by any.
        DisplaySettings noStains = w.session->display();
        for (const Stain stain : allStains)
            noStains.stains[stain].visible = false;
        w.session->setDisplay(noStains);
        const auto isBlack = [&] {
            const auto thumbnail = marked.data(GalleryModel::ThumbnailRole).value<QImage>();
            return !thumbnail.isNull() && thumbnail.pixelColor(0, 0) == QColor(Qt::black);
        };
        QTRY_VERIFY(w.session->contrastState() == ContrastState::Plate && isBlack());
        QVERIFY(gridOf(w).viewport()->rect().contains(gridOf(w).visualRect(marked)));
        const QImage before = picture();
        const QString text = marked.data(Qt::ToolTipRole).toString();
        // Thumbnails of other samples may still arrive: what the model tells of the mark is what it told last when the mark changes.
        QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
        std::vector<std::pair<int, QVariantList>> changes;
        connect(&w.session->others(), &OthersDecisions::changed, &model, [&](int sample) { changes.emplace_back(sample, told.last()); });
        w.world.review->with([](auto& review) {
            LabelEvent event;
            event.uuid = "other";
            event.sequence = static_cast<std::int64_t>(review.events.size()) + 1;
            event.sampleId = SessionWorld::idOf(1);
            event.reviewer = "Ann";
            event.after = Decision();
            review.events.push_back(event);
        });
        QTRY_VERIFY(marked.data(GalleryModel::MarksRole).value<GalleryMarks>().others == OthersMark::New);
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(changes[0].first, 1);
        QVERIFY(changes[0].second.at(0).toModelIndex() == marked && changes[0].second.at(1).toModelIndex() == marked);
        const QImage lit = picture();
        QVERIFY(lit != before);
        for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleDescriptionRole)})
            QCOMPARE(marked.data(role).toString(), text + QStringLiteral("\nHead and shoulders, lit: decided by others since you last looked at it (Ann)"));
        w.session->goTo(1);
        w.session->goTo(0);
        QCOMPARE(marked.data(Qt::ToolTipRole).toString(), text + QStringLiteral("\nHead and shoulders: decided by others too (Ann)"));
        QVERIFY(picture() != lit && picture() != before);
        Blinding blinding;
        blinding.set(Hidden::OtherReviewers, true);
        w.session->setBlinding(blinding);
        QCOMPARE(marked.data(Qt::ToolTipRole).toString(), text);
        QTRY_VERIFY(picture() == before);
    }
};

QTEST_MAIN(TestGallery)
#include "test_gallery.moc"
