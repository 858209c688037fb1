#pragma once

#include "core/files/digest.h"
#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/model/preprocess.h"
#include "tests/support/temporaryfolder.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace locascope::testing {

/// A card of `classes` classes for four stains of side × side.
inline ModelCard cardFor(const Bytes& weights, std::size_t classes, int side = 8) {
    ModelCard card;
    card.name = "test";
    card.modelDigest = sha256(weights);
    card.vocabularyId = "test";
    for (std::size_t index = 0; index < classes; ++index)
        card.classes.push_back("class " + std::to_string(index));
    card.thresholds.assign(classes, 0.5);
    card.input = {.width = side, .height = side};
    return card;
}

inline InputTensor noisyInput(int side, unsigned seed, int channels = 4) {
    InputTensor input{channels, side, side, {}};
    std::mt19937 random(seed);
    for (int value = 0; value < channels * side * side; ++value)
        input.values.push_back(static_cast<float>(random() >> 8) / static_cast<float>(1 << 24) - 0.5F);
    return input;
}

/// Of any probability; of rows of unequal number a billion.
inline double largestDifference(const std::vector<std::vector<float>>& some, const std::vector<std::vector<float>>& others) {
    double largest = some.size() == others.size() ? 0 : 1e9;
    for (std::size_t row = 0; row < some.size() && row < others.size(); ++row)
        for (std::size_t index = 0; index < some[row].size(); ++index)
            largest = std::max(largest, static_cast<double>(std::abs(some[row][index] - others[row][index])));
    return largest;
}

/// Weights in a file of their own.
struct WrittenModel {
    WrittenModel(Bytes bytes, std::size_t classes, int side = 8)
        : card(cardFor(bytes, classes, side))
        , file(folder / "m.pt") {
        writeFile(file, bytes);
    }
    TemporaryFolder folder;
    ModelCard card;
    std::filesystem::path file;
};

} // namespace locascope::testing
