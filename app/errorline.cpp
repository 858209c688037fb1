#include "app/errorline.h"

namespace locascope {

namespace {

std::string oneLine(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string line;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 || byte == 0x7f) {
            line += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        } else {
            line += character;
        }
    }
    return line;
}

// A server's address without the name and password of its user, and without options, which may hold one.
std::string withoutUser(std::string address) {
    const std::size_t begin = address.find("://") + 3;
    address = address.substr(0, address.find('?', begin));
    const std::size_t end = address.rfind('@');
    return end == std::string::npos || end < begin ? address : address.erase(begin, end + 1 - begin);
}

std::string fullPath(const std::filesystem::path& path) {
    if (path.string().find("://") != std::string::npos) {
        return withoutUser(path.string());
    }
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(path, failed);
    return failed ? path.string() : whole.string();
}

std::string sentence(std::string_view cause) {
    std::string text = oneLine(cause);
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) {
        text.pop_back();
    }
    return text.ends_with('?') ? text : text + ".";
}

// A cause that knows better than its kind what to do says so behind a semicolon.
bool saysWhatToDo(const std::string& detail) { return detail.find("; ") != std::string::npos; }

} // namespace

std::string_view remedy(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::NotFound: return "Check the name.";
    case ErrorKind::PermissionDenied: return "Ask its owner for access, or choose another place.";
    case ErrorKind::NotARegularFile: return "Name a regular file, or a directory where a plate is meant.";
    case ErrorKind::OutsidePlate: return "Copy the file into the plate.";
    case ErrorKind::TooLarge: return "Use a smaller image or a smaller model.";
    case ErrorKind::Empty: return "Choose another, or copy it again from where it was made.";
    case ErrorKind::EndsEarly: return "Copy it again from where it was made.";
    case ErrorKind::Damaged: return "Copy it again from where it was made.";
    case ErrorKind::Unsupported: return "Name another file; images are PNG, JPEG or TIFF of 8 or 16 bits.";
    case ErrorKind::Invalid: return "Correct it and try again.";
    case ErrorKind::Mismatch: return "Use files that belong together.";
    case ErrorKind::ReadFailed: return "Check the device and try again.";
    case ErrorKind::WriteFailed: return "Check the device and try again.";
    case ErrorKind::DiskFull: return "Free some space and try again; nothing was changed.";
    case ErrorKind::ReadOnly: return "Choose a place that can be written to.";
    case ErrorKind::Busy: return "Choose another name, or wait until the other program is done.";
    case ErrorKind::TimedOut: return "Try again, or leave it out.";
    case ErrorKind::ModuleMissing: return "Install the package locascope completely; everything but the classifier works without it.";
    case ErrorKind::ModelFailed: return "Use another model.";
    }
    return "";
}

std::string errorLine(std::string_view what, const Error& error) {
    std::string line = "locascope: ";
    if (!what.empty()) {
        line += oneLine(what) + ": ";
    }
    if (!error.path().empty()) {
        line += oneLine(fullPath(error.path())) + ": ";
    }
    line += sentence(error.detail());
    return saysWhatToDo(error.detail()) ? line : line + " " + std::string(remedy(error.kind()));
}

std::string errorLine(std::string_view what, std::string_view cause) {
    const std::string start = what.empty() ? "locascope: " : "locascope: " + oneLine(what) + ": ";
    return start + sentence(cause);
}

} // namespace locascope
