#pragma once

#include "core/store/labelevent.h"

#include <filesystem>

namespace locascope {

/// What ReviewStore::append asks of every event: Error Invalid where uuid or sampleId is empty, TooLarge above 32 MiB.
void requireStorable(const LabelEvent& event, const std::filesystem::path& place);

} // namespace locascope
