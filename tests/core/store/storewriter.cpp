// A program that decides as fast as the store lets it, for tests that kill it, fill its disk or cut its power.
//   storewriter FILE WRITER FIRST COUNT [ACKFILE]   appends numberedEvent(FIRST…), and writes each number once it is stored
//   storewriter --until-full DIRECTORY FREE_KB      fills a small file system, meets its end, makes room and goes on
#include "core/files/error.h"
#include "tests/support/reviewworld.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <stdexcept>
#include <sys/statvfs.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

namespace fs = std::filesystem;

constexpr int decisionsBetweenReopenings = 16; // closing moves the log into the file

void require(bool holds, const std::string& promise) {
    if (!holds)
        throw std::runtime_error(promise);
}

void acknowledge(int descriptor, int number) {
    const std::string line = std::to_string(number) + "\n";
    require(::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()), "cannot acknowledge");
}

// As the program does: what another program is in the way of is tried again, and nothing is given up. Each try waits for seconds.
template <class Act>
auto onceFree(const Act& act) {
    for (;;)
        try {
            return act();
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Busy)
                throw;
        }
}

void writeDecisions(const std::vector<std::string>& arguments) {
    const int first = std::stoi(arguments.at(3));
    const int count = std::stoi(arguments.at(4));
    const int acks = arguments.size() > 5 ? ::open(arguments[5].c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600) : STDOUT_FILENO;
    const auto open = [&] { return ReviewStore::open(arguments.at(1), {"/plate", "f"}); };
    auto store = onceFree(open);
    for (int number = first; number < first + count; ++number) {
        onceFree([&] { return store->append(std::vector{numberedEvent(number, arguments.at(2))}); });
        acknowledge(acks, number);
        onceFree([&] { store->tidy(); });
        if (number % decisionsBetweenReopenings == 0) {
            store.reset();
            store = onceFree(open);
        }
    }
}

// Leaves `kilobytes` free.
void placeBallast(const fs::path& file, std::uintmax_t kilobytes) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::string block(4096, 'b');
    struct statvfs space {};
    while (::fstatvfs(descriptor, &space) == 0 && space.f_bavail * space.f_frsize > kilobytes * 1024 &&
           ::write(descriptor, block.data(), block.size()) > 0) {
    }
    ::close(descriptor);
}

std::unique_ptr<ReviewStore> openedOnFullDisk(const fs::path& file, const fs::path& ballast) {
    try {
        return ReviewStore::open(file, {"/plate", "f"});
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::DiskFull, std::string("opening: ") + error.what());
        fs::remove(ballast);
        auto store = ReviewStore::open(file, {"/plate", "f"});
        require(store->verify().empty(), "half a review was left");
        return store;
    }
}

// Number of the first event that found no room.
int fillUp(ReviewStore& store) {
    for (int number = 1; number < 20'000; ++number) {
        try {
            store.append(std::vector{numberedEvent(number)});
        } catch (const Error& error) {
            require(error.kind() == ErrorKind::DiskFull, std::string("appending: ") + error.what());
            return number;
        }
    }
    throw std::runtime_error("the disk never became full");
}

void fillDisk(const fs::path& directory, std::uintmax_t freeKilobytes) {
    const fs::path ballast = directory / "ballast";
    placeBallast(ballast, freeKilobytes);
    const auto store = openedOnFullDisk(directory / "review.sqlite", ballast);
    const int refused = fillUp(*store);
    require(static_cast<int>(store->allEvents().size()) == refused - 1, "events were lost or half stored");
    require(store->verify().empty(), "damaged by the full disk");
    if (!fs::remove(ballast))
        return;
    const auto stored = store->append(numberedEvents(refused, 20));
    require(stored.front().sequence == refused, "the refused event was not taken later");
    require(store->verify().empty(), "damaged afterwards");
}

int run(const std::vector<std::string>& arguments) {
    try {
        if (arguments.at(1) == "--until-full")
            fillDisk(arguments.at(2), std::stoull(arguments.at(3)));
        else
            writeDecisions(arguments);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

} // namespace

int main(int argc, char* argv[]) {
    std::signal(SIGXFSZ, SIG_IGN);
    const QCoreApplication application(argc, argv);
    return run({argv, argv + argc});
}
