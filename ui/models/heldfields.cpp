#include "ui/models/heldfields.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace locascope {

namespace {

using Clock = std::chrono::steady_clock;

/// 0 where the headers were not read yet.
std::size_t bytesOf(const SampleShape& shape) {
    return static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(shape.height) * (shape.bits > 8 ? 2 : 1) * stainCount;
}

std::size_t fullBytesOf(const ChannelStack& stack) {
    const auto planes = static_cast<std::size_t>(std::count_if(stack.planes.values.begin(), stack.planes.values.end(), [](const Plane& plane) { return !plane.isEmpty(); }));
    return static_cast<std::size_t>(stack.fullWidth) * static_cast<std::size_t>(stack.fullHeight) * (stack.bits > 8 ? 2 : 1) * planes;
}

bool canBeHeld(const LoadedSample& image) { return image.complete && image.stack.reduction == 1 && !image.digestFollows && !image.contentDigest.empty(); }

/// Notes when what somebody waits for is there: what is done afterwards is no reading.
LoadOptions timed(const LoadOptions& options, Clock::time_point& there) {
    LoadOptions noting = options;
    if (options.decoded)
        noting.decoded = [&there, tell = options.decoded](const LoadedSample& decoded) {
            there = Clock::now();
            tell(decoded);
        };
    return noting;
}

} // namespace

HeldFields::KeptField::KeptField(const LoadedSample& read)
    : image(read) {
    for (const Stain stain : allStains)
        planes[stain] = KeptPlane(std::exchange(image.stack.planes[stain], {}));
}

std::optional<LoadedSample> HeldFields::KeptField::find() const {
    LoadedSample found = image;
    for (const Stain stain : allStains) {
        found.stack.planes[stain] = planes[stain].find();
        if (found.stack.planes[stain].isEmpty() && !planes[stain].isEmpty())
            return std::nullopt;
    }
    return found;
}

void HeldFields::open(PlateReference plate) {
    const std::lock_guard lock(m_mutex);
    if (!isOf(plate->plate) || m_wanted.size() != plate->plate.samples.size())
        letGo();
    m_wanted.assign(plate->plate.samples.size(), Wanted::All);
    m_plate = std::move(plate);
    m_isResting = false;
    m_changed.notify_all();
}

void HeldFields::follow(PlateReference plate) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_plate && m_wanted.size() == plate->plate.samples.size()) {
            m_plate = std::move(plate);
            return;
        }
    }
    open(std::move(plate));
}

void HeldFields::rest() {
    const std::lock_guard lock(m_mutex);
    m_isResting = true;
}

void HeldFields::close() {
    const std::lock_guard lock(m_mutex);
    letGo();
    m_plate.reset();
    m_changed.notify_all();
}

void HeldFields::letGo() {
    ++m_openings;
    m_fields.clear();
    m_bytes = 0;
    m_elsewhere.clear();
    m_inputs.clear();
    m_pace = {};
    m_reading.clear();
}

void HeldFields::forget(std::size_t sample) {
    const std::lock_guard lock(m_mutex);
    if (!m_plate || sample >= m_wanted.size())
        return;
    m_wanted[sample] = Wanted::Nothing;
    m_inputs.forget(sample);
    if (const auto held = m_fields.find(sample); held != m_fields.end()) {
        m_bytes -= held->second->stack.byteCount();
        m_fields.erase(held);
    }
}

void HeldFields::setRecipe(const std::optional<InputRecipe>& recipe) {
    const std::lock_guard lock(m_mutex);
    m_inputs.setRecipe(recipe);
}

void HeldFields::put(std::size_t sample, const std::shared_ptr<const LoadedSample>& image) {
    const std::lock_guard lock(m_mutex);
    if (!m_plate || !canBeHeld(*image))
        return;
    const std::size_t bytes = image->stack.byteCount();
    if (bytes > m_limits.largestField)
        note(sample, *image);
    else if (!m_isResting && isWanted(sample) && m_bytes + bytes <= m_limits.planes)
        hold(sample, image);
}

std::vector<std::size_t> HeldFields::samples() const {
    const std::lock_guard lock(m_mutex);
    std::set<std::size_t> held;
    for (const auto& [sample, image] : m_fields)
        held.insert(sample);
    for (const auto& [sample, image] : m_elsewhere)
        if (isWanted(sample) && image.find())
            held.insert(sample);
    for (const std::size_t sample : m_inputs.samples())
        held.insert(sample);
    return {held.begin(), held.end()};
}

std::size_t HeldFields::inputBytes() const {
    const std::lock_guard lock(m_mutex);
    return m_inputs.byteCount();
}

LoadedSample HeldFields::load(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop, const Loader& read) {
    std::unique_lock lock(m_mutex);
    const int found = indexIn(plate, sample);
    const auto index = static_cast<std::size_t>(found);
    if (found >= 0 && options.threads == 1)
        m_changed.wait(lock, stop, [&] { return !m_reading.contains(index); });
    if (found < 0 || !isOf(plate)) {
        lock.unlock();
        return read(plate, sample, options, stop);
    }
    if (const auto held = find(index))
        return *held;
    const Reading reading{index, m_openings, mustBeWhole(plate, index)};
    if (reading.isAwaited)
        m_reading.insert(index);
    lock.unlock();
    auto there = Clock::time_point::max();
    LoadOptions asked = timed(options, there);
    if (reading.isAwaited) {
        asked.reduction = 1;
        asked.digest = true;
    }
    try {
        const auto began = Clock::now();
        LoadedSample image = read(plate, sample, asked, stop);
        const auto recipe = take(reading, image, std::min(there, Clock::now()) - began, stop);
        if (recipe)
            takeInput(reading, recipe, image);
        endReading(reading);
        return image;
    } catch (...) {
        endReading(reading);
        throw;
    }
}

InputReference HeldFields::input(const Plate& plate, const Sample& sample, const InputRecipe& recipe, std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    const int found = indexIn(plate, sample);
    const auto index = static_cast<std::size_t>(found);
    if (found < 0 || !m_changed.wait(lock, stop, [&] { return !m_reading.contains(index); }) || !isOf(plate))
        return nullptr;
    const bool isOfRecipe = m_inputs.recipe() && *m_inputs.recipe() == recipe;
    InputReference held = isOfRecipe ? m_inputs.find(index) : nullptr;
    if (!held && isWanted(index))
        m_wanted[index] = Wanted::Planes;
    return held;
}

/// Holds the planes, or says by which recipe they are to be prepared, if any.
RecipeReference HeldFields::take(const Reading& reading, const LoadedSample& image, std::chrono::duration<double> took, const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    if (reading.opening != m_openings)
        return nullptr;
    const std::size_t bytes = fullBytesOf(image.stack);
    const bool isLarge = bytes > m_limits.largestField;
    if (isLarge && stop.stop_requested())
        return nullptr; // somebody waits for this thread
    if (isLarge)
        m_pace.note(bytes, took);
    if (!canBeHeld(image))
        return nullptr;
    if (isLarge)
        note(reading.sample, image);
    if (!isWanted(reading.sample))
        return nullptr;
    if (!isLarge && !m_isResting && m_bytes + bytes <= m_limits.planes)
        hold(reading.sample, std::make_shared<const LoadedSample>(image));
    return isLarge && isInputWanted(reading.sample) ? m_inputs.recipe() : nullptr;
}

/// A field that the recipe cannot use is read again: the sweep says why.
void HeldFields::takeInput(const Reading& reading, const RecipeReference& recipe, const LoadedSample& image) {
    try {
        PreparedInput prepared{preprocess(image.stack, *recipe), image.contentDigest};
        const std::lock_guard lock(m_mutex);
        if (reading.opening == m_openings && isInputWanted(reading.sample))
            m_inputs.hold(reading.sample, recipe, std::move(prepared));
    } catch (const std::exception&) {
    }
}

void HeldFields::endReading(const Reading& reading) {
    {
        const std::lock_guard lock(m_mutex);
        const auto mine = m_reading.find(reading.sample);
        if (!reading.isAwaited || reading.opening != m_openings || mine == m_reading.end())
            return;
        m_reading.erase(mine);
    }
    m_changed.notify_all();
}

/// The same scan of it: another one may have other channels as stains.
bool HeldFields::isOf(const Plate& plate) const {
    return m_plate && plate.samples.sharesWith(m_plate->plate.samples) && plate.chosenPlane == m_plate->plate.chosenPlane;
}

int HeldFields::indexIn(const Plate& plate, const Sample& sample) const { return isOf(plate) ? m_plate->indexOf(sample.id) : -1; }

bool HeldFields::isWanted(std::size_t sample) const { return sample < m_wanted.size() && m_wanted[sample] != Wanted::Nothing; }

bool HeldFields::isInputWanted(std::size_t sample) const {
    return !m_isResting && m_wanted[sample] == Wanted::All && !m_inputs.find(sample) && m_inputs.hasRoom() && m_pace.isBelow(m_limits.slowBelow);
}

/// Read at its full size and with its digest, whatever was asked for. One of which no header is known may be a small one.
bool HeldFields::mustBeWhole(const Plate& plate, std::size_t sample) const {
    if (m_isResting || !isWanted(sample))
        return false;
    return bytesOf(shapeOf(plate, sample)) > m_limits.largestField ? isInputWanted(sample) : m_bytes < m_limits.planes;
}

std::optional<LoadedSample> HeldFields::find(std::size_t sample) const {
    if (const auto held = m_fields.find(sample); held != m_fields.end())
        return *held->second;
    const auto elsewhere = m_elsewhere.find(sample);
    return elsewhere == m_elsewhere.end() ? std::nullopt : elsewhere->second.find();
}

void HeldFields::note(std::size_t sample, const LoadedSample& image) {
    std::erase_if(m_elsewhere, [](const auto& entry) { return !entry.second.find(); });
    m_elsewhere.insert_or_assign(sample, KeptField(image));
}

void HeldFields::hold(std::size_t sample, std::shared_ptr<const LoadedSample> image) {
    const std::size_t bytes = image->stack.byteCount();
    if (m_fields.emplace(sample, std::move(image)).second)
        m_bytes += bytes;
}

} // namespace locascope
