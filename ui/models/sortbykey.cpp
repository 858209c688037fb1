#include "ui/models/sortbykey.h"

#include <array>
#include <bit>
#include <cstddef>
#include <utility>

namespace locascope {

namespace {

constexpr unsigned digitBits = 11;
constexpr std::size_t digitValues = std::size_t{1} << digitBits;
constexpr unsigned digits = (64 + digitBits - 1) / digitBits;

struct Keyed {
    std::uint64_t key = 0;
    int sample = 0;
};

std::size_t digitOf(std::uint64_t key, unsigned digit) { return static_cast<std::size_t>(key >> (digit * digitBits)) & (digitValues - 1); }

void sortByDigit(const std::vector<Keyed>& from, std::vector<Keyed>& to, unsigned digit) {
    std::array<std::size_t, digitValues> places{};
    for (const Keyed& one : from)
        ++places[digitOf(one.key, digit)];
    std::size_t place = 0;
    for (std::size_t& count : places)
        place += std::exchange(count, place);
    for (const Keyed& one : from)
        to[places[digitOf(one.key, digit)]++] = one;
}

} // namespace

void sortByKey(std::vector<int>& samples, const std::function<std::uint64_t(int)>& keyOf, const std::stop_token& stop) {
    std::vector<Keyed> keyed;
    keyed.reserve(samples.size());
    std::uint64_t all = ~std::uint64_t{0};
    std::uint64_t any = 0;
    for (const int sample : samples) {
        keyed.push_back({keyOf(sample), sample});
        all &= keyed.back().key;
        any |= keyed.back().key;
    }
    std::vector<Keyed> other(keyed.size());
    for (unsigned digit = 0; digit < digits && !stop.stop_requested(); ++digit) {
        if (digitOf(all ^ any, digit) == 0)
            continue;
        sortByDigit(keyed, other, digit);
        keyed.swap(other);
    }
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = keyed[i].sample;
}

std::uint64_t ascendingKey(float value) { return value > 0 ? std::bit_cast<std::uint32_t>(value) : 0; }

std::uint64_t descendingKey(float value) { return ~static_cast<std::uint32_t>(ascendingKey(value)); }

} // namespace locascope
