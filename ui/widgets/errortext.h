#pragma once

#include "core/files/error.h"
#include "ui/models/sessiontypes.h"

#include <QString>

namespace locascope {

/// One sentence or two in the reader's language: what failed, which file, what to do now. `detail` is the core's English clause
/// and follows in brackets where it is not empty. No line break.
QString errorSentence(ErrorKind kind, const QString& path, const QString& detail);
QString errorSentence(const Error& error);

/// What a kind means in two or three words, for lists ("ends early").
QString errorKindText(ErrorKind kind);

/// Kind and cause for a list, the kind once: "empty (an empty file)", "ends early at byte 3000".
QString problemText(ErrorKind kind, const QString& cause);

/// The sentence of a notice: from its kind and path where it has them, led by what was being done (its key), else its text.
QString noticeSentence(const Notice& notice);

} // namespace locascope
