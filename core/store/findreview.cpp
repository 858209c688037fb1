#include "core/store/findreview.h"

#include "core/files/error.h"
#include "core/store/databasefile.h"
#include "core/store/pack.h"
#include "core/store/platebinding.h"

#include <algorithm>

namespace locascope {

namespace {

namespace fs = std::filesystem;

struct Candidate {
    fs::path file;
    PlateIdentity plate;
};

std::vector<fs::path> reviewFiles(const fs::path& directory) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory, none))
        if (entry.path().extension() == ".sqlite" && entry.path().filename().native().front() != '.')
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

PlateIdentity plateOfReview(const fs::path& file) {
    return ReviewStore::open(file, {}, StoreMode::ReadOnly)->boundTo();
}

fs::path freeFile(const fs::path& wanted) {
    fs::path file = wanted;
    for (int number = 2; fs::exists(fs::symlink_status(file)); ++number)
        file = wanted.parent_path() / (wanted.stem().native() + "-" + std::to_string(number) + ".sqlite");
    return file;
}

FoundReview found(const Candidate& candidate, ReviewMatch match, FoundReview result) {
    result.match = match;
    result.file = candidate.file;
    result.boundTo = candidate.plate;
    return result;
}

} // namespace

FoundReview findReview(const fs::path& dataDirectory, const PlateIdentity& plate) {
    FoundReview result;
    if (const fs::path answers = answersOfPack(plate.root); !answers.empty()) {
        const bool isThere = fs::exists(answers);
        return found({answers, isThere ? plateOfReview(answers) : PlateIdentity{}}, isThere ? ReviewMatch::Same : ReviewMatch::New, std::move(result));
    }
    const fs::path usual = defaultReviewFile(dataDirectory, plate.root);
    std::vector<fs::path> files = reviewFiles(usual.parent_path());
    std::stable_partition(files.begin(), files.end(), [&](const fs::path& file) { return file == usual; });
    std::vector<Candidate> twins;
    for (const fs::path& file : files) {
        try {
            const Candidate candidate{file, plateOfReview(file)};
            if (candidate.plate.root == plate.root)
                return found(candidate, ReviewMatch::Same, std::move(result));
            if (!plate.fingerprint.empty() && candidate.plate.fingerprint == plate.fingerprint)
                twins.push_back(candidate);
        } catch (const Error&) {
            if (file == usual)
                throw;
            result.unreadable.push_back(file);
        }
    }
    for (const Candidate& candidate : twins)
        if (std::error_code gone; !fs::exists(candidate.plate.root, gone))
            return found(candidate, ReviewMatch::Moved, std::move(result));
    if (!twins.empty())
        return found(twins.front(), ReviewMatch::Twin, std::move(result));
    result.file = freeFile(usual);
    return result;
}

} // namespace locascope
