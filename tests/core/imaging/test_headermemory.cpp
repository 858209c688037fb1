#include "core/imaging/headermemory.h"
#include "core/imaging/inspectremembering.h"
#include "core/imaging/loadsample.h"
#include "tests/support/smallplate.h"

#include <QTest>

#include <chrono>
#include <fstream>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

// As if the files had been written long ago.
void makeOld(const Plate& plate) {
    const auto longAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
    for (const Sample& sample : plate.samples)
        for (const std::string& file : filesOf(sample))
            std::filesystem::last_write_time(plate.root / file, longAgo);
}

// The same size and time, other content: whoever opens the file sees it.
void spoilSilently(const std::filesystem::path& file) {
    const auto time = std::filesystem::last_write_time(file);
    const auto size = std::filesystem::file_size(file);
    std::ofstream(file, std::ios::binary) << std::string(size, 'x');
    std::filesystem::last_write_time(file, time);
}

Plate inspected(Plate plate, HeaderMemory& memory) {
    plate.problems.clear();
    inspectPlate(plate, {}, {}, {}, &memory);
    return plate;
}

} // namespace

class TestHeaderMemory : public QObject {
    Q_OBJECT
private slots:
    void whatIsKnownIsNotOpenedAgain() {
        SmallPlate made;
        made.addWhole("a", 12, 9, 8);
        made.addWhole("b", 30, 40, 16);
        makeOld(made.plate());
        HeaderMemory memory;
        const Plate first = inspected(made.plate(), memory);
        QCOMPARE(memory.size(), std::size_t{8});
        spoilSilently(made.pathOf(made.plate().samples[1], Stain::Nucleus));
        const Plate second = inspected(made.plate(), memory);
        QVERIFY(second.problems.empty());
        QVERIFY(first.shapes == second.shapes);
        QCOMPARE(second.shapes[1], (SampleShape{30, 40, 16}));
        HeaderMemory nothing;
        QCOMPARE(inspected(made.plate(), nothing).problems.size(), std::size_t{1}); // it is broken, and was not looked at
    }

    void whatChangedIsReadAgain() {
        SmallPlate made;
        Sample& sample = made.addWhole("a", 12, 9, 8);
        makeOld(made.plate());
        HeaderMemory memory;
        inspected(made.plate(), memory);
        for (const Stain stain : allStains)
            made.put(sample, stain, encodeGreyPng(knownPlane(20, 10, 16)));
        QCOMPARE(inspected(made.plate(), memory).shapes[0], (SampleShape{20, 10, 16}));
    }

    void whatWasJustWrittenIsNotRemembered() {
        SmallPlate made;
        made.addWhole("a");
        HeaderMemory memory;
        inspected(made.plate(), memory);
        QCOMPARE(memory.size(), std::size_t{0});
    }

    void problemsAreNeverRemembered() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Protein, Bytes{});
        makeOld(made.plate());
        HeaderMemory memory;
        QCOMPARE(inspected(made.plate(), memory).problems.size(), std::size_t{1});
        QCOMPARE(memory.size(), std::size_t{3});
        QCOMPARE(inspected(made.plate(), memory).problems.size(), std::size_t{1});
    }

    void filesThatAreGoneAreForgotten() {
        SmallPlate made;
        made.addWhole("a");
        made.addWhole("b");
        makeOld(made.plate());
        HeaderMemory memory;
        inspected(made.plate(), memory);
        made.plate().samples.edit().pop_back();
        inspected(made.plate(), memory);
        QCOMPARE(memory.size(), std::size_t{4});
    }

    void anInterruptedInspectionForgetsNothing() {
        SmallPlate made;
        made.addWhole("a");
        makeOld(made.plate());
        HeaderMemory memory;
        inspected(made.plate(), memory);
        std::stop_source stop;
        stop.request_stop();
        inspectPlate(made.plate(), {}, {}, stop.get_token(), &memory);
        QCOMPARE(memory.size(), std::size_t{4});
    }

    void everyFieldOfAHeaderComesBack() {
        ImageHeader header;
        header.format = FileFormat::Tiff;
        header.width = 65500;
        header.height = 3;
        header.channels = 4;
        header.bits = 12;
        header.pages = 2;
        header.colourised = header.isFloatingPoint = header.isGzipped = true;
        header.chromaAcross = 2;
        header.chromaDown = 4;
        const HeaderMemory::Key key = HeaderMemory::keyOf("a.tif", {7, 9});
        const ImageHeader back = HeaderMemory({*HeaderMemory::entryOf(key, header)}).find(key).value();
        QVERIFY(back.format == header.format && back.width == 65500 && back.height == 3 && back.channels == 4 && back.bits == 12 && back.pages == 2);
        QVERIFY(back.colourised && back.isFloatingPoint && back.isGzipped && back.chromaAcross == 2 && back.chromaDown == 4);
        QVERIFY(!HeaderMemory({*HeaderMemory::entryOf(key, header)}).find(HeaderMemory::keyOf("a.tif", {8, 9})));
        QVERIFY(!HeaderMemory({*HeaderMemory::entryOf(key, header)}).find(HeaderMemory::keyOf("b.tif", {7, 9})));
        header.pages = 70000;
        QVERIFY(!HeaderMemory::entryOf(key, header));
    }

    void aDamagedFileIsNoMemory() {
        const TemporaryFolder folder;
        const std::filesystem::path file = headerMemoryFile(folder.path(), "/plate");
        QCOMPARE(HeaderMemory::read(file).size(), std::size_t{0});
        const HeaderMemory memory({*HeaderMemory::entryOf(HeaderMemory::keyOf("a", {1, 2}), {}), *HeaderMemory::entryOf(HeaderMemory::keyOf("b", {1, 2}), {})});
        memory.write(file);
        QVERIFY(HeaderMemory::read(file) == memory);
        const auto size = std::filesystem::file_size(file);
        for (std::uintmax_t at = 0; at < size; ++at) {
            memory.write(file);
            std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekg(static_cast<std::streamoff>(at));
            const int byte = bytes.get();
            bytes.seekp(static_cast<std::streamoff>(at));
            bytes.put(static_cast<char>(byte ^ 0x10));
            bytes.close();
            QCOMPARE(HeaderMemory::read(file).size(), std::size_t{0});
        }
        for (std::uintmax_t length = 0; length < size; ++length) {
            memory.write(file);
            std::filesystem::resize_file(file, length);
            QCOMPARE(HeaderMemory::read(file).size(), std::size_t{0});
        }
    }

    void aPlateIsInspectedWithWhatIsRememberedOfIt() {
        SmallPlate made;
        made.addWhole("a", 12, 9, 8);
        makeOld(made.plate());
        const TemporaryFolder cache;
        inspectRemembering({}, made.plate());
        QVERIFY(std::filesystem::is_empty(cache.path()));
        inspectRemembering(cache.path(), made.plate());
        QCOMPARE(HeaderMemory::read(headerMemoryFile(cache.path(), made.plate().root)).size(), std::size_t{4});
        spoilSilently(made.pathOf(made.plate().samples[0], Stain::Nucleus));
        Plate again = made.plate();
        again.shapes.clear();
        inspectRemembering(cache.path(), again);
        QVERIFY(again.problems.empty());
        QCOMPARE(again.shapes.at(0), (SampleShape{12, 9, 8}));
        inspectRemembering("/proc/nowhere", again); // where nothing is remembered and nothing can be written
        QCOMPARE(again.problems.size(), std::size_t{1});
    }

    void anInterruptedInspectionIsNotRemembered() {
        SmallPlate made;
        made.addWhole("a");
        makeOld(made.plate());
        const TemporaryFolder cache;
        std::stop_source stop;
        stop.request_stop();
        inspectRemembering(cache.path(), made.plate(), {}, stop.get_token());
        QVERIFY(std::filesystem::is_empty(cache.path()));
    }

    void oldMemoriesMakeRoomForNewOnes() {
        const TemporaryFolder folder;
        const HeaderMemory memory({*HeaderMemory::entryOf(HeaderMemory::keyOf("a", {1, 2}), {})});
        for (int i = 0; i < 4; ++i) {
            const std::filesystem::path file = headerMemoryFile(folder.path(), "/plate" + std::to_string(i));
            memory.write(file);
            std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(10 - i));
        }
        keepNewestHeaderMemories(folder.path(), 2 * std::filesystem::file_size(headerMemoryFile(folder.path(), "/plate0")));
        QCOMPARE(HeaderMemory::read(headerMemoryFile(folder.path(), "/plate1")).size(), std::size_t{0});
        QCOMPARE(HeaderMemory::read(headerMemoryFile(folder.path(), "/plate2")).size(), std::size_t{1});
        QCOMPARE(HeaderMemory::read(headerMemoryFile(folder.path(), "/plate3")).size(), std::size_t{1});
        keepNewestHeaderMemories(folder / "nowhere", 0);
    }
};

QTEST_GUILESS_MAIN(TestHeaderMemory)
#include "test_headermemory.moc"
