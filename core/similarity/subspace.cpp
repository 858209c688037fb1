#include "core/similarity/subspace.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace locascope {

namespace {

using Vector = std::vector<float>;
using Vectors = std::vector<Vector>;

constexpr std::size_t extraDirections = 8;
constexpr int mostRounds = 200;
constexpr double enough = 1e-7;          ///< change of a variance from one round to the next, of itself
constexpr double nothing = 1e-9;         ///< of the first variance: noise of float32
constexpr std::size_t lanes = 16;

float dot(const float* a, const float* b, std::size_t length) {
    float sums[lanes] = {};
    std::size_t k = 0;
    for (; k + lanes <= length; k += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sums[lane] += a[k + lane] * b[k + lane];
    for (; k < length; ++k)
        sums[0] += a[k] * b[k];
    return std::accumulate(std::begin(sums), std::end(sums), 0.0F);
}

void addTo(float* sum, const float* values, float factor, std::size_t length) {
    for (std::size_t k = 0; k < length; ++k)
        sum[k] += factor * values[k];
}

double lengthOf(const Vector& vector) {
    double sum = 0;
    for (const float value : vector)
        sum += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(sum);
}

// A generator that every machine has alike (Marsaglia 2003).
Vectors startingVectors(std::size_t count, std::size_t length) {
    std::uint32_t state = 2463534242U;
    Vectors vectors(count, Vector(length));
    for (Vector& vector : vectors)
        for (float& value : vector) {
            state ^= state << 13U;
            state ^= state >> 17U;
            state ^= state << 5U;
            value = static_cast<float>(state >> 8U) * 0x1p-23F - 1;
        }
    return vectors;
}

// Gram and Schmidt's way, twice, since once is not enough in float32. What depends on those before it goes.
void makeOrthonormal(Vectors& vectors) {
    Vectors kept;
    for (Vector& vector : vectors) {
        const double before = lengthOf(vector);
        for (int pass = 0; pass < 2; ++pass)
            for (const Vector& other : kept)
                addTo(vector.data(), other.data(), -dot(vector.data(), other.data(), vector.size()), vector.size());
        const double length = lengthOf(vector);
        if (!(length > before * 1e-5) || length == 0)
            continue;
        for (float& value : vector)
            value = static_cast<float>(static_cast<double>(value) / length);
        kept.push_back(std::move(vector));
    }
    vectors = std::move(kept);
}

// rowsᵀ × rows × each vector.
Vectors carried(std::span<const float> rows, const Vectors& vectors, std::size_t length) {
    Vectors results(vectors.size(), Vector(length));
    for (std::size_t row = 0; row < rows.size(); row += length)
        for (std::size_t i = 0; i < vectors.size(); ++i)
            addTo(results[i].data(), &rows[row], dot(&rows[row], vectors[i].data(), length), length);
    return results;
}

using Matrix = std::vector<std::vector<double>>;

struct Rotation {
    double c, s;
    void turn(double& a, double& b) const {
        const double before = a;
        a = c * before - s * b;
        b = s * before + c * b;
    }
};

Rotation rotationFor(double p, double q, double between) {
    const double theta = (q - p) / (2 * between);
    const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
    const double c = 1 / std::sqrt(t * t + 1);
    return {c, t * c};
}

// Jacobi's rotations: `symmetric` gets its eigenvalues on the diagonal; each row of the result is an eigenvector.
Matrix eigenvectorsOf(Matrix& symmetric) {
    const std::size_t size = symmetric.size();
    Matrix vectors(size, std::vector<double>(size));
    for (std::size_t i = 0; i < size; ++i)
        vectors[i][i] = 1;
    for (int sweep = 0; sweep < 30; ++sweep)
        for (std::size_t p = 0; p < size; ++p)
            for (std::size_t q = p + 1; q < size; ++q) {
                if (symmetric[p][q] == 0)
                    continue;
                const Rotation rotation = rotationFor(symmetric[p][p], symmetric[q][q], symmetric[p][q]);
                for (std::size_t k = 0; k < size; ++k)
                    rotation.turn(symmetric[k][p], symmetric[k][q]);
                for (std::size_t k = 0; k < size; ++k)
                    rotation.turn(symmetric[p][k], symmetric[q][k]);
                for (std::size_t k = 0; k < size; ++k)
                    rotation.turn(vectors[p][k], vectors[q][k]);
                symmetric[p][q] = symmetric[q][p] = 0;
            }
    return vectors;
}

// The best directions within what `basis` spans, and their variances, the largest first (Rayleigh and Ritz).
std::vector<double> turnToVariances(Vectors& basis, const Vectors& results) {
    Matrix inner(basis.size(), std::vector<double>(basis.size()));
    for (std::size_t i = 0; i < basis.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            inner[i][j] = inner[j][i] = static_cast<double>(dot(basis[i].data(), results[j].data(), basis[i].size()));
    const Matrix vectors = eigenvectorsOf(inner);
    std::vector<std::size_t> order(basis.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return inner[a][a] > inner[b][b]; });
    Vectors turned(basis.size(), Vector(basis.front().size()));
    std::vector<double> variances;
    for (std::size_t i = 0; i < order.size(); ++i) {
        variances.push_back(std::max(0.0, inner[order[i]][order[i]]));
        for (std::size_t j = 0; j < basis.size(); ++j)
            addTo(turned[i].data(), basis[j].data(), static_cast<float>(vectors[order[i]][j]), basis[j].size());
    }
    basis = std::move(turned);
    return variances;
}

bool areSettled(const std::vector<double>& variances, const std::vector<double>& before, std::size_t count) {
    if (before.size() != variances.size())
        return false;
    for (std::size_t i = 0; i < std::min(count, variances.size()); ++i)
        if (std::abs(variances[i] - before[i]) > enough * variances[i])
            return false;
    return true;
}

double allVariance(std::span<const float> rows) {
    double sum = 0;
    for (const float value : rows)
        sum += static_cast<double>(value) * static_cast<double>(value);
    return sum;
}

} // namespace

PrincipalDirections principalDirections(std::span<const float> rows, std::size_t length, std::size_t count, const std::stop_token& stop, int rounds) {
    const double all = allVariance(rows);
    if (length == 0 || !(all > 0))
        return {};
    Vectors basis = startingVectors(std::min(count + extraDirections, length), length), best;
    std::vector<double> variances;
    for (int round = 0; round < std::min(rounds, mostRounds); ++round) {
        if (stop.stop_requested())
            return {};
        makeOrthonormal(basis);
        Vectors results = carried(rows, basis, length);
        best = std::move(basis);
        const std::vector<double> before = std::exchange(variances, turnToVariances(best, results));
        if (areSettled(variances, before, count))
            break;
        basis = std::move(results);
    }
    PrincipalDirections found;
    for (std::size_t i = 0; i < std::min(count, variances.size()) && variances[i] > nothing * variances[0]; ++i) {
        found.directions.push_back(std::move(best[i]));
        found.shares.push_back(variances[i] / all);
    }
    return found;
}

} // namespace locascope
