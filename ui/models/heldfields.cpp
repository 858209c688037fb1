#include "ui/models/heldfields.h"

#include <utility>

namespace locascope {

namespace {

/// 0 where the headers were not read yet.
std::size_t bytesOf(const SampleShape& shape) {
    return static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(shape.height) * (shape.bits > 8 ? 2 : 1) * stainCount;
}

bool canBeHeld(const LoadedSample& image) { return image.complete && image.stack.reduction == 1 && !image.digestFollows && !image.contentDigest.empty(); }

} // namespace

void HeldFields::open(PlateReference plate) {
    const std::lock_guard lock(m_mutex);
    if (!isOf(plate->plate) || m_isForgotten.size() != plate->plate.samples.size()) {
        m_fields.clear();
        m_bytes = 0;
        m_reading.clear();
        ++m_openings;
    }
    m_isForgotten.assign(plate->plate.samples.size(), 0);
    m_plate = std::move(plate);
    m_changed.notify_all();
}

void HeldFields::close() {
    const std::lock_guard lock(m_mutex);
    ++m_openings;
    m_plate.reset();
    m_fields.clear();
    m_bytes = 0;
    m_reading.clear();
    m_changed.notify_all();
}

void HeldFields::forget(std::size_t sample) {
    const std::lock_guard lock(m_mutex);
    if (!m_plate || sample >= m_isForgotten.size())
        return;
    m_isForgotten[sample] = 1;
    if (const auto held = m_fields.find(sample); held != m_fields.end()) {
        m_bytes -= held->second->stack.byteCount();
        m_fields.erase(held);
    }
}

void HeldFields::put(std::size_t sample, std::shared_ptr<const LoadedSample> image) {
    const std::lock_guard lock(m_mutex);
    if (m_plate && isWanted(sample) && canBeHeld(*image) && m_bytes + image->stack.byteCount() <= m_limit)
        hold(sample, std::move(image));
}

std::vector<std::size_t> HeldFields::samples() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::size_t> held;
    for (const auto& [sample, image] : m_fields)
        held.push_back(sample);
    return held;
}

LoadedSample HeldFields::load(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop, const Loader& read) {
    std::unique_lock lock(m_mutex);
    const int found = isOf(plate) ? m_plate->indexOf(sample.id) : -1;
    const auto index = static_cast<std::size_t>(found);
    if (found >= 0 && options.threads == 1)
        m_changed.wait(lock, stop, [&] { return !m_reading.contains(index); });
    if (found >= 0 && isOf(plate))
        if (const auto held = find(index))
            return *held;
    if (found < 0 || !isOf(plate) || !isWanted(index) || m_bytes >= m_limit || bytesOf(shapeOf(plate, index)) > largestField) {
        lock.unlock();
        return read(plate, sample, options, stop);
    }
    const int opening = m_openings;
    m_reading.insert(index);
    lock.unlock();
    LoadOptions whole = options;
    whole.reduction = 1;
    whole.digest = true;
    try {
        LoadedSample image = read(plate, sample, whole, stop);
        endReading(opening, index, &image);
        return image;
    } catch (...) {
        endReading(opening, index, nullptr);
        throw;
    }
}

void HeldFields::endReading(int opening, std::size_t sample, const LoadedSample* image) {
    {
        const std::lock_guard lock(m_mutex);
        if (opening != m_openings)
            return;
        m_reading.erase(m_reading.find(sample));
        if (image && canBeHeld(*image) && isWanted(sample) && m_bytes + image->stack.byteCount() <= m_limit && image->stack.byteCount() <= largestField)
            hold(sample, std::make_shared<const LoadedSample>(*image));
    }
    m_changed.notify_all();
}

/// The same scan of it: another one may have other channels as stains.
bool HeldFields::isOf(const Plate& plate) const {
    return m_plate && plate.samples.sharesWith(m_plate->plate.samples) && plate.chosenPlane == m_plate->plate.chosenPlane;
}

bool HeldFields::isWanted(std::size_t sample) const { return sample < m_isForgotten.size() && m_isForgotten[sample] == 0; }

std::shared_ptr<const LoadedSample> HeldFields::find(std::size_t sample) const {
    const auto held = m_fields.find(sample);
    return held == m_fields.end() ? nullptr : held->second;
}

void HeldFields::hold(std::size_t sample, std::shared_ptr<const LoadedSample> image) {
    const std::size_t bytes = image->stack.byteCount();
    if (m_fields.emplace(sample, std::move(image)).second)
        m_bytes += bytes;
}

} // namespace locascope
