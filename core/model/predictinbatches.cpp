#include "core/model/predictinbatches.h"

#include "core/files/error.h"

#include <algorithm>
#include <iterator>

namespace locascope {

std::vector<std::vector<float>> predictInBatches(Engine& engine, std::span<const InputTensor> inputs, std::size_t& batch, std::stop_token stop) {
    std::vector<std::vector<float>> rows;
    while (rows.size() < inputs.size() && !stop.stop_requested()) {
        const auto some = inputs.subspan(rows.size(), std::min(batch, inputs.size() - rows.size()));
        try {
            auto answered = engine.predict(some, stop);
            std::move(answered.begin(), answered.end(), std::back_inserter(rows));
            if (answered.size() < some.size())
                return rows;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::TooLarge || some.size() == 1)
                throw;
            batch = (some.size() + 1) / 2;
        }
    }
    return rows;
}

} // namespace locascope
