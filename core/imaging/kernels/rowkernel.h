// The body of every kernel, written once. Each kernel includes it after defining a struct Lanes: `width` floats that are computed with
// together. Everything is in an unnamed namespace, so each instruction set has a copy of its own.
#pragma once

#include "core/imaging/kernels/compositekernel.h"

namespace {

using locascope::LayerRow;
using Floats = Lanes::Floats;

/// 2^23: a float of this size has no bits behind the point, so that adding to it rounds to a whole number, which its lowest bits hold.
constexpr float wholeOnly = 8388608.0F;

/// A value that is the sum of several raw ones.
template <class T>
struct SumOf {
    T value;
};

struct Layer {
    Floats perTap, first, start, range, perRange, power, red, green, blue;
    bool isCurved, hasRed, hasGreen, hasBlue;
};

struct Sums {
    Floats red, green, blue;
};

inline Layer layerOf(const LayerRow& row) {
    return {Lanes::all(row.perTap),   Lanes::all(row.first), Lanes::all(row.start), Lanes::all(row.range), Lanes::all(row.perRange),
            Lanes::all(row.power),    Lanes::all(row.red),   Lanes::all(row.green), Lanes::all(row.blue),  row.power != 1,
            row.red > 0, row.green > 0, row.blue > 0};
}

/// coefficients[0] + coefficients[1] x + …
template <class L, int count>
inline Floats polynomial(const float (&coefficients)[count], Floats x) {
    Floats sum = L::all(coefficients[count - 1]);
    for (int i = count - 2; i >= 0; --i)
        sum = L::multiplyAdd(sum, x, L::all(coefficients[i]));
    return sum;
}

/// (within × perRange) ^ power for bases in [0, 1], 0 for 0, to some 3e-7. The polynomials are minimax fits; 1 becomes exactly 1.
template <class L>
inline Floats curved(Floats within, Floats perRange, Floats power) {
    constexpr float logarithm[] = {1.442689881F,  -0.721165806F, 0.4786837001F,  -0.3473010891F,
                                   0.2418647831F, -0.1375213544F, 0.05205900254F, -0.009309163762F}; // log2(1 + x) / x, x in [0, 1)
    constexpr float exponential[] = {1.0F,           0.6931472254F,   0.2402210737F,
                                     0.05550297298F, 0.009676036358F, 0.001341000537F}; // 2^x, x in [−0.5, 0.5]
    const Floats share = L::smaller(L::multiply(within, perRange), L::all(1));
    const Floats beyondOne = L::subtract(L::mantissa(share), L::all(1));
    const Floats log2 = L::multiplyAdd(polynomial<L>(logarithm, beyondOne), beyondOne, L::exponent(share));
    const Floats target = L::larger(L::multiply(log2, power), L::all(-126));
    const Floats whole = L::rounded(target);
    return L::whereAboveZero(share, L::timesPowerOfTwo(polynomial<L>(exponential, L::subtract(target, whole)), whole));
}

/// Raw values minus the layer's first.
template <class T>
inline Floats beyondFirst(const Layer& layer, const T* values) {
    return Lanes::subtract(Lanes::load(values), layer.first);
}
template <class T>
inline Floats beyondFirst(const Layer& layer, const SumOf<T>* sums) {
    const Floats mean = Lanes::multiplyAdd(Lanes::load(&sums->value), layer.perTap, Lanes::all(wholeOnly));
    return Lanes::subtract(mean, Lanes::add(layer.first, Lanes::all(wholeOnly)));
}

template <class T, bool mayCurve>
inline void addLayer(const Layer& layer, const T* values, Sums& sums) {
    const Floats above = Lanes::add(beyondFirst(layer, values), layer.start);
    Floats within = Lanes::smaller(Lanes::larger(above, Lanes::all(0)), layer.range);
    if constexpr (mayCurve)
        if (layer.isCurved)
            within = curved<Lanes>(within, layer.perRange, layer.power);
    // Most colours lack one or two of the three; asking costs as much as one operation, but two are needed where none does both.
    if (Lanes::multipliesAndAddsAtOnce || layer.hasRed)
        sums.red = Lanes::multiplyAdd(within, layer.red, sums.red);
    if (Lanes::multipliesAndAddsAtOnce || layer.hasGreen)
        sums.green = Lanes::multiplyAdd(within, layer.green, sums.green);
    if (Lanes::multipliesAndAddsAtOnce || layer.hasBlue)
        sums.blue = Lanes::multiplyAdd(within, layer.blue, sums.blue);
}

template <class T, int count, bool mayCurve>
inline void paintLanes(const Layer* layers, const T* const* values, int x, std::uint32_t* pixels) {
    const Floats nothing = Lanes::all(wholeOnly), full = Lanes::all(wholeOnly + 255);
    Sums sums{nothing, nothing, nothing};
    for (int layer = 0; layer < count; ++layer)
        addLayer<T, mayCurve>(layers[layer], values[layer] + x, sums);
    Lanes::store(Lanes::smaller(sums.red, full), Lanes::smaller(sums.green, full), Lanes::smaller(sums.blue, full), pixels);
}

/// A row shorter than the lanes, by way of one that is not.
template <class T, int count, bool mayCurve>
void paintShortRow(const Layer* layers, const T* const* values, int width, std::uint32_t* pixels) {
    T padded[count][Lanes::width] = {};
    const T* starts[count];
    std::uint32_t painted[Lanes::width];
    for (int layer = 0; layer < count; ++layer) {
        starts[layer] = padded[layer];
        for (int x = 0; x < width; ++x)
            padded[layer][x] = values[layer][x];
    }
    paintLanes<T, count, mayCurve>(layers, starts, 0, painted);
    for (int x = 0; x < width; ++x)
        pixels[x] = painted[x];
}

template <class T, int count, bool mayCurve>
void paintLayers(const LayerRow* rows, int width, std::uint32_t* pixels) {
    Layer layers[count];
    const T* values[count];
    for (int layer = 0; layer < count; ++layer) {
        layers[layer] = layerOf(rows[layer]);
        values[layer] = static_cast<const T*>(rows[layer].values);
    }
    if (width < Lanes::width)
        return paintShortRow<T, count, mayCurve>(layers, values, width, pixels);
    int x = 0;
    for (; x + Lanes::width <= width; x += Lanes::width)
        paintLanes<T, count, mayCurve>(layers, values, x, pixels + x);
    // The last pixels together with some that are done already.
    if (x < width)
        paintLanes<T, count, mayCurve>(layers, values, width - Lanes::width, pixels + width - Lanes::width);
}

template <class T>
constexpr bool isDeep = sizeof(T) > 1;
template <class T>
constexpr bool isDeep<SumOf<T>> = sizeof(T) > 2;

template <class T, int count>
void paintCount(const LayerRow* layers, int width, std::uint32_t* pixels) {
    if constexpr (Lanes::drawsCurves && isDeep<T>)
        for (int layer = 0; layer < count; ++layer)
            if (layers[layer].power != 1)
                return paintLayers<T, count, true>(layers, width, pixels);
    paintLayers<T, count, false>(layers, width, pixels);
}

template <class T>
void paintRow(const LayerRow* layers, int layerCount, int width, std::uint32_t* pixels) {
    switch (layerCount) {
    case 1: return paintCount<T, 1>(layers, width, pixels);
    case 2: return paintCount<T, 2>(layers, width, pixels);
    case 3: return paintCount<T, 3>(layers, width, pixels);
    default: return paintCount<T, 4>(layers, width, pixels);
    }
}

// Plain loops: the compiler makes vectors of them as well as we could.
template <class T, class Sum>
void addTaps(const T* __restrict in, std::ptrdiff_t apart, int taps, int count, Sum* __restrict out) {
    const T *second = in + apart, *third = in + 2 * apart, *fourth = in + 3 * apart;
    switch (taps) {
    case 1:
        for (int i = 0; i < count; ++i)
            out[i] = in[i];
        return;
    case 2:
        for (int i = 0; i < count; ++i)
            out[i] = static_cast<Sum>(in[i] + second[i]);
        return;
    case 3:
        for (int i = 0; i < count; ++i)
            out[i] = static_cast<Sum>(in[i] + second[i] + third[i]);
        return;
    default:
        for (int i = 0; i < count; ++i)
            out[i] = static_cast<Sum>(in[i] + second[i] + third[i] + fourth[i]);
        return;
    }
}

inline std::uint32_t cut(std::uint32_t lane) { return lane < 255 ? lane : 255; }

void packLanes(std::uint32_t* pixels, int width) {
    for (int x = 0; x < width; ++x)
        pixels[x] = 0xFF000000u | cut(pixels[x] >> 20) << 16 | cut(pixels[x] >> 10 & 1023u) << 8 | cut(pixels[x] & 1023u);
}

constexpr locascope::CompositeKernel kernelNamed(const char* name) {
    return {name, Lanes::drawsCurves, paintRow<std::uint8_t>, paintRow<std::uint16_t>, paintRow<SumOf<std::uint16_t>>, paintRow<SumOf<std::uint32_t>>,
            addTaps, addTaps, addTaps, addTaps, packLanes};
}

} // namespace
