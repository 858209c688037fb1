#pragma once

#include "core/plate/sample.h"

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace locascope {

/// The samples of a plate, in order. Copies share them until one is edited, so that a plate whose headers were read meanwhile costs no second million of names.
/// As safe between threads as a std::vector: copies that share may be read, and one of them edited, at the same time.
class SampleList final {
public:
    SampleList() = default;
    SampleList(std::vector<Sample> samples) : m_samples(std::make_shared<std::vector<Sample>>(std::move(samples))) {}

    SampleList(std::initializer_list<Sample> samples) : SampleList(std::vector<Sample>(samples)) {}

    const std::vector<Sample>& read() const { return m_samples ? *m_samples : nothing(); }
    operator const std::vector<Sample>&() const { return read(); }
    /// To be changed: parts from the copies that share it.
    std::vector<Sample>& edit();

    std::size_t size() const { return read().size(); }
    bool empty() const { return read().empty(); }
    const Sample& operator[](std::size_t index) const { return read()[index]; }
    const Sample& at(std::size_t index) const { return read().at(index); }
    const Sample& front() const { return read().front(); }
    const Sample& back() const { return read().back(); }
    auto begin() const { return read().begin(); }
    auto end() const { return read().end(); }
    void push_back(Sample sample) { edit().push_back(std::move(sample)); }
    bool sharesWith(const SampleList& other) const { return m_samples == other.m_samples; }

private:
    static const std::vector<Sample>& nothing();

    std::shared_ptr<std::vector<Sample>> m_samples; ///< null: none
};

} // namespace locascope
