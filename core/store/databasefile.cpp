#include "core/store/databasefile.h"

#include "core/files/descriptor.h"
#include "core/files/error.h"
#include "core/files/systemerror.h"
#include "core/files/writefile.h"
#include "core/store/platebinding.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

namespace locascope {

namespace {

namespace fs = std::filesystem;

fs::path withSuffix(fs::path file, const char* suffix) { return file += suffix; }

fs::path directoryOf(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

// A new, empty, private database file with a passing name; removed again unless it was renamed.
class PassingFile final {
public:
    explicit PassingFile(const fs::path& target)
        : m_target(target)
        , m_path(directoryOf(target) / ("." + target.filename().native() + "." + newUuid() + ".part")) {
        const Descriptor made(::open(m_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!made.isOpen())
            throw writeError(errno, m_target, "cannot be created");
    }
    ~PassingFile() {
        if (!m_renamed)
            for (const char* const suffix : {"", "-wal", "-shm", "-journal"})
                ::unlink(withSuffix(m_path, suffix).c_str());
    }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;

    const fs::path& path() const { return m_path; }

    void sync() const {
        const Descriptor file(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file.isOpen() || ::fsync(file.number()) != 0)
            throw writeError(errno, m_target, "cannot be synchronised with the disk");
    }

    // `directory` is synced, so that the name survives a power cut.
    void rename(const Descriptor& directory) {
        if (::rename(m_path.c_str(), m_target.c_str()) != 0)
            throw writeError(errno, m_target, "cannot be renamed into place");
        m_renamed = true;
        if (::fsync(directory.number()) != 0 && errno != EINVAL && errno != ENOTSUP)
            throw writeError(errno, m_target, "its directory cannot be synchronised with the disk");
    }

private:
    fs::path m_target;
    fs::path m_path;
    bool m_renamed = false;
};

// Held while a name is chosen and taken; programs that make the same review wait for one another.
Descriptor lockedDirectory(const fs::path& file) {
    Descriptor directory(::open(directoryOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.isOpen())
        throw writeError(errno, file, "cannot be created");
    ::flock(directory.number(), LOCK_EX); // where a file system has no locks, rename alone decides
    return directory;
}

void requireNoOrphans(const fs::path& file) {
    for (const char* const suffix : {"-wal", "-journal"})
        if (fs::exists(fs::symlink_status(withSuffix(file, suffix))))
            throw Error(ErrorKind::Damaged, file,
                        std::string("missing, while its ") + suffix + " is there; put the review back, or move the " + suffix + " away");
}

// Closing does the same, but tells nobody when the disk is full.
void moveLogIntoFile(const SqliteDatabase& database) {
    if (database.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        throw Error(ErrorKind::Busy, database.file(), "its log is held by another program; try again");
}

void copyPages(const SqliteDatabase& source, const SqliteDatabase& copy) {
    sqlite3_backup* const backup = sqlite3_backup_init(copy.handle(), "main", source.handle(), "main");
    if (!backup)
        copy.fail(sqlite3_extended_errcode(copy.handle()), sqlite3_errmsg(copy.handle()));
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK)
        copy.fail(code, sqlite3_errmsg(copy.handle()));
}

void requireNotItself(const SqliteDatabase& source, const fs::path& target) {
    std::error_code ignored;
    if (fs::equivalent(source.file(), target, ignored))
        throw Error(ErrorKind::Invalid, target, "not backed up: this is the review itself; choose another file");
    if (fs::is_directory(target, ignored))
        throw Error(ErrorKind::NotARegularFile, target, "not backed up: a directory, not a file; name a file");
}

} // namespace

void createReviewFile(const fs::path& file, const PlateIdentity& plate, const SchemaSteps& steps) {
    makeDirectory(directoryOf(fs::absolute(file)), FileAccess::Private);
    requireNoOrphans(file);
    PassingFile passing(file);
    {
        const SqliteDatabase database(passing.path(), SqliteAccess::ReadWrite);
        createSchema(database, steps);
        SqliteTransaction transaction(database);
        bindPlate(database, plate);
        transaction.commit();
        moveLogIntoFile(database);
    }
    passing.sync();
    const Descriptor directory = lockedDirectory(file);
    if (fs::exists(fs::symlink_status(file)))
        return;
    requireNoOrphans(file);
    passing.rename(directory);
}

void backUpDatabase(const SqliteDatabase& source, const fs::path& target) {
    requireNotItself(source, target);
    PassingFile passing(target);
    {
        const SqliteDatabase copy(passing.path(), SqliteAccess::ReadWrite);
        copyPages(source, copy);
        moveLogIntoFile(copy);
    }
    passing.sync();
    passing.rename(lockedDirectory(target));
}

void requirePlausibleFile(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        throw readError(errno, file, "cannot be opened");
    if (!S_ISREG(status.st_mode))
        throw Error(ErrorKind::NotARegularFile, file, "not a regular file; name the review's file");
    if (::access(file.c_str(), R_OK) != 0)
        throw readError(errno, file, "cannot be opened");
    if (status.st_size == 0)
        throw Error(ErrorKind::Damaged, file, "the review holds no bytes; nothing was changed, use a backup");
    struct stat journal {};
    if (::stat(withSuffix(file, "-journal").c_str(), &journal) == 0 && journal.st_size > 0)
        throw Error(ErrorKind::Damaged, file,
                    "a -journal lies beside the review, which Locascope never makes; move the -journal away");
}

std::string obstacleToWriting(const fs::path& file) {
    if (::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0)
        return errno == EROFS ? "its file system is read-only" : "the file is read-only";
    const fs::path directory = directoryOf(fs::canonical(file));
    if (::faccessat(AT_FDCWD, directory.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
        return "its folder is read-only";
    return {};
}

SqliteAccess readingAccess(const fs::path& file) {
    for (const char* const suffix : {"-wal", "-shm"})
        if (fs::exists(withSuffix(fs::canonical(file), suffix)))
            return SqliteAccess::QueryOnly;
    return SqliteAccess::Immutable;
}

} // namespace locascope
