#pragma once

#include "core/files/error.h"

namespace locascope {

/// Of ReviewStore::append: one of the events is not taken for what it says, however often it is given; others may be.
class EventsRefused final : public Error {
public:
    enum class Because {
        Reviewer, ///< the login may not write in its reviewer's name
        Ruling,   ///< the login may neither rule nor change classes
        Content,
        Earlier,  ///< it builds on one that was refused: later on the same sample, or what takes it back
    };
    EventsRefused(const Error& error, Because because)
        : Error(error)
        , m_because(because) {}
    Because because() const { return m_because; }

private:
    Because m_because;
};

} // namespace locascope
