#include "core/model/predictinbatches.h"

#include "core/files/error.h"

#include <algorithm>
#include <iterator>

namespace locascope {

namespace {

using Rows = std::vector<std::vector<float>>;

void append(Rows& rows, Rows more) { std::move(more.begin(), more.end(), std::back_inserter(rows)); }

} // namespace

Rows predictInBatches(Engine& engine, std::span<const InputTensor> inputs, std::size_t& batch, std::stop_token stop, Rows* features) {
    Rows rows, seen;
    while (rows.size() < inputs.size() && !stop.stop_requested()) {
        const auto some = inputs.subspan(rows.size(), std::min(batch, inputs.size() - rows.size()));
        try {
            Rows answered = engine.predict(some, stop);
            const bool isCut = answered.size() < some.size();
            append(rows, std::move(answered));
            if (features != nullptr)
                append(seen, engine.takeFeatures());
            if (isCut)
                break;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::TooLarge || some.size() == 1)
                throw;
            batch = (some.size() + 1) / 2;
        }
    }
    if (features != nullptr)
        *features = seen.size() == rows.size() ? std::move(seen) : Rows();
    return rows;
}

} // namespace locascope
