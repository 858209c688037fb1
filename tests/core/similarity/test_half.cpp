#include "core/similarity/half.h"

#include <QTest>

#include <cmath>
#include <cstdint>
#include <limits>

using namespace locascope;

namespace {

// By the definition, in double precision.
double valueOf(std::uint16_t half) {
    const int exponent = half >> 10 & 31, mantissa = half & 1023;
    const double sign = (half & 0x8000) != 0 ? -1 : 1;
    if (exponent == 31)
        return mantissa == 0 ? sign * INFINITY : NAN;
    return exponent == 0 ? sign * std::ldexp(mantissa, -24) : sign * std::ldexp(1024 + mantissa, exponent - 25);
}

} // namespace

class TestHalf : public QObject {
    Q_OBJECT

private slots:
    void everyHalfIsTheFloatThatItsBitsSay() {
        for (std::uint32_t bits = 0; bits < 65536; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const float value = fromHalf(half);
            const double expected = valueOf(half);
            QVERIFY2(std::isnan(expected) ? std::isnan(value) : static_cast<double>(value) == expected, qPrintable(QString::number(bits, 16)));
            QCOMPARE(std::signbit(value), (bits & 0x8000) != 0);
        }
    }

    void everyHalfComesBack() {
        for (std::uint32_t bits = 0; bits < 65536; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const std::uint16_t back = toHalf(fromHalf(half));
            QVERIFY2(back == half || (std::isnan(fromHalf(half)) && std::isnan(fromHalf(back))), qPrintable(QString::number(bits, 16)));
        }
    }

    // A little less and a little more than halfway between each two, and halfway, where the even one wins.
    void whatLiesBetweenGoesToTheNearestAndThenTheEvenOne() {
        for (std::uint32_t bits = 0; bits < 0x7BFF; ++bits) {
            const auto low = static_cast<std::uint16_t>(bits), high = static_cast<std::uint16_t>(bits + 1);
            const auto middle = static_cast<float>((valueOf(low) + valueOf(high)) / 2); // exact: floats have the bits for it
            for (const float sign : {1.0F, -1.0F}) {
                const auto signBit = static_cast<std::uint16_t>(sign < 0 ? 0x8000 : 0);
                QCOMPARE(toHalf(sign * std::nextafter(middle, 0.0F)), static_cast<std::uint16_t>(low | signBit));
                QCOMPARE(toHalf(sign * std::nextafter(middle, INFINITY)), static_cast<std::uint16_t>(high | signBit));
                QCOMPARE(toHalf(sign * middle), static_cast<std::uint16_t>((bits % 2 == 0 ? low : high) | signBit));
            }
        }
    }

    void whatIsTooLargeIsInfiniteAndWhatIsTooSmallZero() {
        QCOMPARE(toHalf(65504.0F), std::uint16_t{0x7BFF});
        QCOMPARE(toHalf(std::nextafter(65520.0F, 0.0F)), std::uint16_t{0x7BFF});
        QCOMPARE(toHalf(65520.0F), std::uint16_t{0x7C00});
        QCOMPARE(toHalf(-std::numeric_limits<float>::infinity()), std::uint16_t{0xFC00});
        QCOMPARE(toHalf(std::numeric_limits<float>::max()), std::uint16_t{0x7C00});
        QCOMPARE(toHalf(std::numeric_limits<float>::denorm_min()), std::uint16_t{0});
        QCOMPARE(toHalf(-0.0F), std::uint16_t{0x8000});
        QVERIFY(std::isnan(fromHalf(toHalf(std::numeric_limits<float>::quiet_NaN()))));
    }
};

QTEST_APPLESS_MAIN(TestHalf)
#include "test_half.moc"
