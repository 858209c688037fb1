#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace locascope {

struct PrincipalDirections {
    std::vector<std::vector<float>> directions; ///< of length 1, at right angles, the most important first
    std::vector<double> shares;                 ///< of all variance, by direction
};

/// The `count` directions in which `rows` (vectors of `length` numbers one behind the other, their mean taken away) vary most; fewer where they do not vary in so many. Subspace iteration with more directions than
/// are asked for, so that it converges however alike the last two are (Rutishauser, Numer. Math. 13, 1969): no matrix of length × length is made. Empty where `stop` was requested.
/// `rounds`: no more of them; a few find most of what many directions span together (Halko, Martinsson and Tropp, SIAM Review 53, 2011).
PrincipalDirections principalDirections(std::span<const float> rows, std::size_t length, std::size_t count, const std::stop_token& stop = {}, int rounds = std::numeric_limits<int>::max());

} // namespace locascope
