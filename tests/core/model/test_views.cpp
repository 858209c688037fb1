#include "core/model/views.h"
#include "tests/core/model/lookingengine.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::vector<int> hundredths(const InputTensor& tensor) {
    std::vector<int> values;
    for (const float value : tensor.values)
        values.push_back(static_cast<int>(std::lround(value * 100)));
    return values;
}

InputRecipe recipeOf(int fieldSide, Crops crops, Orientations orientations) {
    InputRecipe recipe = lookingCard(fieldSide).input;
    recipe.views.crops = crops;
    recipe.views.orientations = orientations;
    return recipe;
}

} // namespace

class TestViews : public QObject {
    Q_OBJECT

private slots:
    // 0 1 2 3 / 4 5 6 7 / 8 9 10 11 / 12 13 14 15
    void fiveCropsAreTheCentreAndTheCorners() {
        const InputRecipe recipe = recipeOf(4, Crops::Five, Orientations::Upright);
        const InputTensor field = countingField(4);
        QCOMPARE(viewCount(recipe), std::size_t{5});
        QCOMPARE(hundredths(viewOf(field, recipe, 0)), (std::vector<int>{5, 6, 9, 10}));
        QCOMPARE(hundredths(viewOf(field, recipe, 1)), (std::vector<int>{0, 1, 4, 5}));
        QCOMPARE(hundredths(viewOf(field, recipe, 2)), (std::vector<int>{2, 3, 6, 7}));
        QCOMPARE(hundredths(viewOf(field, recipe, 3)), (std::vector<int>{8, 9, 12, 13}));
        QCOMPARE(hundredths(viewOf(field, recipe, 4)), (std::vector<int>{10, 11, 14, 15}));
    }

    void aCentreThatDoesNotComeOutEvenLiesUpAndLeft() {
        QCOMPARE(hundredths(viewOf(countingField(3), recipeOf(3, Crops::Centre, Orientations::Upright), 0)), (std::vector<int>{0, 1, 3, 4}));
    }

    // Of 0 1 / 2 3.
    void eightOrientationsAreAllFlipsAndRotations() {
        const InputRecipe recipe = recipeOf(0, Crops::Centre, Orientations::Eight);
        const std::vector<std::vector<int>> expected{{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 2, 1, 0}, {0, 2, 1, 3}, {2, 0, 3, 1}, {1, 3, 0, 2}, {3, 1, 2, 0}};
        QCOMPARE(viewCount(recipe), expected.size());
        for (std::size_t number = 0; number < expected.size(); ++number)
            QCOMPARE(hundredths(viewOf(countingField(2), recipe, number)), expected[number]);
        const InputRecipe flips = recipeOf(0, Crops::Centre, Orientations::Flips);
        QCOMPARE(viewCount(flips), std::size_t{4});
        for (std::size_t number = 0; number < 4; ++number)
            QCOMPARE(hundredths(viewOf(countingField(2), flips, number)), expected[number]);
    }

    // Mirrored, and of the bottom right corner: 11 10 / 15 14.
    void everyChannelOfACropIsTurnedAlike() {
        InputRecipe recipe = recipeOf(4, Crops::Five, Orientations::Flips);
        recipe.stains = {Stain::Protein, Stain::Nucleus};
        InputTensor field = countingField(4);
        const InputTensor second = countingField(4, 50);
        field.channels = 2;
        field.values.insert(field.values.end(), second.values.begin(), second.values.end());
        QCOMPARE(viewCount(recipe), std::size_t{20});
        QCOMPARE(hundredths(viewOf(field, recipe, 4 * 4 + 1)), (std::vector<int>{11, 10, 15, 14, 61, 60, 65, 64}));
    }

    void anInputThatIsNotSquareIsFlipped() {
        InputRecipe recipe;
        recipe.width = 3;
        recipe.height = 2;
        recipe.stains = {Stain::Protein};
        recipe.views.orientations = Orientations::Flips;
        const InputTensor field{1, 2, 3, {0, 0.01F, 0.02F, 0.03F, 0.04F, 0.05F}};
        QCOMPARE(hundredths(viewOf(field, recipe, 1)), (std::vector<int>{2, 1, 0, 5, 4, 3}));
        QCOMPARE(hundredths(viewOf(field, recipe, 2)), (std::vector<int>{3, 4, 5, 0, 1, 2}));
    }

    void anotherFieldOrNumberIsRefused() {
        const InputRecipe recipe = recipeOf(4, Crops::Five, Orientations::Upright);
        EXPECT_ERROR(viewOf(countingField(2), recipe, 0), ErrorKind::Mismatch);
        EXPECT_ERROR(viewOf(countingField(4), recipe, 5), ErrorKind::Invalid);
    }

    void viewsBecomeOneAnswerByMeanOrMaximum() {
        const std::vector<std::vector<float>> rows{{0.1F, 0.9F}, {0.3F, 0.5F}, {0.8F, 0.1F}};
        const auto mean = combineViews(rows, CombineViews::Mean);
        QVERIFY(std::abs(mean[0] - 0.4F) < 1e-6F && std::abs(mean[1] - 0.5F) < 1e-6F);
        QCOMPARE(combineViews(rows, CombineViews::Maximum), (std::vector<float>{0.8F, 0.9F}));
        const std::vector<std::vector<float>> sure(40, {1.0F});
        QVERIFY(combineViews(sure, CombineViews::Mean)[0] <= 1.0F);
    }

    // A view of 2 × 2 in the middle of 4 × 4, a map of one cell a pixel: nothing is known around it.
    void aMapOfTheCentreBecomesOneOfTheField() {
        const InputRecipe recipe = recipeOf(4, Crops::Centre, Orientations::Upright);
        const SaliencyMap map = mapOfField({2, 2, {1, 0.5F, 0, 0.25F}}, recipe);
        QCOMPARE(map.width, 4);
        QCOMPARE(map.height, 4);
        QCOMPARE(map.values, (std::vector<float>{0, 0, 0, 0, 0, 1, 0.5F, 0, 0, 0, 0.25F, 0, 0, 0, 0, 0}));
        QCOMPARE(mapOfField({2, 2, {0, 0, 0, 0}}, recipe).values, std::vector<float>(16, 0.0F));
        const SaliencyMap whole{2, 1, {1, 0.5F}};
        QCOMPARE(mapOfField(whole, recipeOf(0, Crops::Centre, Orientations::Eight)).values, whole.values);
    }

    void trainingSeesTheUprightCentre() {
        const InputRecipe recipe = uprightRecipe(recipeOf(4, Crops::Five, Orientations::Eight));
        QCOMPARE(viewCount(recipe), std::size_t{1});
        QCOMPARE(fieldWidth(recipe), 4);
        QCOMPARE(hundredths(viewOf(countingField(4), recipe, 0)), (std::vector<int>{5, 6, 9, 10}));
    }
};

QTEST_GUILESS_MAIN(TestViews)
#include "test_views.moc"
