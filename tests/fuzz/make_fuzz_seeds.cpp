#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "core/plate/namingcatalogue.h"
#include "core/plate/namingyaml.h"
#include "core/plate/platerecord.h"
#include "core/plate/tiffrecord.h"
#include "core/plate/vocabularies.h"
#include "core/plate/vocabulary.h"
#include "core/review/auditdraw.h"
#include "core/similarity/featurememory.h"
#include "core/store/decisioncodec.h"
#include "core/store/historycsv.h"
#include "core/store/pack.h"
#include "core/store/refusedrun.h"
#include "core/store/reviewvocabulary.h"
#include "tests/support/gzipped.h"
#include "tests/support/madeimages.h"
#include "tests/support/npybuilder.h"
#include "tests/support/onnxbuilder.h"
#include "tests/support/rdftexts.h"
#include "tests/support/stacktiff.h"
#include "tests/support/zipbuilder.h"

#include <filesystem>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::vector<Bytes> images() {
    const Plane grey = smoothPlane(20, 15, 8);
    const Plane deep = smoothPlane(20, 15, 16);
    const std::vector<std::uint8_t> colours(std::size_t{3} * 20 * 15, 90);
    return {
        encodeGreyPng(grey),
        encodeGreyPng(deep),
        pngBytes(20, 15, 8, SPNG_COLOR_TYPE_TRUECOLOR, colours, 1),
        greyJpegBytes(grey),
        greyJpegBytes(grey, {.components = 1, .quality = 90, .isProgressive = true}),
        jpegBytes(20, 15, colours, {.components = 3, .quality = 90, .isProgressive = false}),
        greyTiffBytes(grey),
        greyTiffBytes(deep, {.compression = COMPRESSION_LZW, .predictor = 2}),
        greyTiffBytes(grey, {.compression = COMPRESSION_ADOBE_DEFLATE, .tile = 16}),
        greyTiffBytes(deep, {.compression = COMPRESSION_PACKBITS, .mode = "wb"}),
        greyTiffBytes(grey, {.pages = 2, .mode = "w8"}),
        tiffBytes(20, 15, {.bits = 12}, [](int, int) { return std::vector<std::uint8_t>(30, 0x5a); }),
        tiffBytes(20, 15, {.bits = 32, .sampleFormat = SAMPLEFORMAT_IEEEFP}, [](int, int) { return std::vector<std::uint8_t>(80, 0x44); }),
        tiffBytes(20, 15, {.samples = 5, .planar = PLANARCONFIG_SEPARATE}, [](int, int) { return std::vector<std::uint8_t>(20, 7); }),
        gzipped(greyTiffBytes(grey)),
        gzipped(encodeGreyPng(deep)),
    };
}

Bytes bytesOf(std::string_view text) {
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

std::vector<Bytes> omeTexts() {
    const std::string plate = "<Plate ID=\"Plate:0\" Name=\"P\"><Well ID=\"Well:0\" Row=\"1\" Column=\"2\"><WellSample ID=\"WellSample:0\" Index=\"0\"><ImageRef ID=\"Image:0\"/></WellSample></Well></Plate>";
    const std::string set = "<TiffData FirstC=\"1\" FirstZ=\"0\" IFD=\"3\" PlaneCount=\"2\"><UUID FileName=\"b.ome.tif\">urn:uuid:b</UUID></TiffData>";
    const std::string whole = omeText({{.c = 2, .z = 3, .t = 2, .order = "XYCZT", .channels = {"DAPI", "GFP"}, .inPixels = set, .attributes = " PhysicalSizeX=\"80\" PhysicalSizeXUnit=\"nm\""}, {}}, plate, "urn:uuid:a");
    return {
        bytesOf(whole),
        bytesOf("<OME UUID=\"urn:uuid:a\"><BinaryOnly MetadataFile=\"set.companion.ome\" UUID=\"urn:uuid:c\"/></OME>"),
        bytesOf("<OME><Image><LogicalChannel SamplesPerPixel=\"2\" Name=\"x\"/><Pixels SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"><TiffData IFD=\"0\" NumPlanes=\"1\"/></Pixels></Image></OME>"),
        bytesOf("ImageJ=1.53t\nimages=12\nchannels=3\nslices=2\nframes=2\nhyperstack=true\nunit=micron\n"),
        stackTiffBytes(flatPlanes(2), {.description = whole, .resolution = 10}),
        stackTiffBytes(flatPlanes(2), {.description = "ImageJ=1\nunit=micron\n", .mode = "w8"}),
    };
}

/// A name of each scheme that comes with the program, with an expression that takes it, and each scheme as a file.
std::vector<Bytes> namings() {
    std::vector<Bytes> seeds;
    for (const NamingScheme& scheme : shippedNamingSchemes()) {
        seeds.push_back(bytesOf(scheme.rules().example + "\n" + scheme.rules().files.front()));
        seeds.push_back(bytesOf(formatNamingRules(scheme.rules())));
    }
    return seeds;
}

std::vector<Bytes> operaIndexes() {
    return {
        bytesOf("<EvaluationInputData><Plates><Plate><Name>P</Name></Plate></Plates><Images><Image Version=\"1\"><URL>r01c02f03p01-ch1sk1fk1fl1.tiff</URL><Row>1</Row><Col>2</Col><FieldID>3</FieldID>"
                "<ChannelID>1</ChannelID><ChannelName>HOECHST 33342</ChannelName><ImageResolutionX Unit=\"m\">2.9E-07</ImageResolutionX></Image></Images></EvaluationInputData>"),
        bytesOf("<EvaluationInputData><Maps><Map><Entry ChannelID=\"2\"><ChannelName>Alexa 488</ChannelName><ImageResolutionX Unit=\"um\">0.3</ImageResolutionX></Entry></Map></Maps>\n"
                "<Images>\n<Image><URL>../a.tiff</URL><ChannelID>2</ChannelID></Image></Images></EvaluationInputData>"),
    };
}

std::vector<Bytes> yokogawaFiles() {
    return {
        bytesOf("<bts:MeasurementData xmlns:bts=\"b\"><bts:MeasurementRecord bts:Type=\"IMG\" bts:Row=\"4\" bts:Column=\"8\" bts:FieldIndex=\"1\" bts:Ch=\"1\">P_D08_T0001F001L01A01Z01C01.tif</bts:MeasurementRecord></bts:MeasurementData>"),
        bytesOf("<bts:MeasurementDetail bts:MeasurementSettingFileName=\"a.mes\"><bts:MeasurementChannel bts:Ch=\"1\" bts:HorizontalPixelDimension=\"0.325\"/></bts:MeasurementDetail>"),
        bytesOf("<bts:MeasurementSetting><bts:ChannelList><bts:Channel bts:Ch=\"1\" bts:Fluorophore=\"DAPI\" bts:Acquisition=\"BP445/45\"><bts:LightSourceName>405 nm</bts:LightSourceName></bts:Channel></bts:ChannelList></bts:MeasurementSetting>"),
    };
}

std::vector<Bytes> records() {
    TiffRecord record{.contents = {.pages = {0, 1, 2}, .chain = 3, .width = 20, .height = 15}, .description = "ImageJ=1\n", .isOme = false, .omeUuid = {}, .document = {}};
    std::vector<Bytes> seeds = {bytesOf(packedRecord(record))};
    const std::string set = "<TiffData FirstC=\"1\" IFD=\"3\" PlaneCount=\"2\"><UUID FileName=\"b.ome.tif\">urn:uuid:b</UUID></TiffData>";
    record.contents.pages = {0, 3};
    record.isOme = true;
    record.document = parseOmeXml(omeText({{.c = 2, .z = 3, .channels = {"DAPI", "GFP"}, .inPixels = set}, {}}, {}, "urn:uuid:a"), "seed.ome.tif", std::size_t{1} << 20);
    seeds.push_back(bytesOf(packedRecord(record)));
    return seeds;
}

std::vector<Bytes> tables() {
    return {bytesOf("Id,Target\na,0 25\nb,\n"), bytesOf("Id,Predicted\r\n\"a,\"\"b\"\"\",3\r\n"), bytesOf("Id,Nucleoplasm,Cytosol\na,1,\nb,0,0.25\n"),
            bytesOf("\xef\xbb\xbfId;Target\na;0\n"), bytesOf("Id,Note\na,\"two\nlines\"\nb,'=1+1\n"), bytesOf("Id,p0,p1\na,0.5,1e-3\n")};
}

std::vector<Bytes> vocabularies() {
    return {bytesOf("index,name,go,go_term,group,key,training_images\n0,Nucleoplasm,GO:0005654,nucleoplasm,nucleus,1,12885\n1,Nuclear membrane,GO:0031965,nuclear membrane,nucleus,Shift+1,1254\n"),
            bytesOf("index,name\n0,One\n1,\"Two, or more\"\n"), bytesOf("name\nAlone\n"), bytesOf("from,to\nOne,Three\nTwo,\n\"Tw\"\"o\",Three\n")};
}

std::vector<Bytes> cards() {
    ModelCard card;
    card.name = "seed";
    card.description = "two lines\nof text: with a colon";
    card.authors = {"A", "B"};
    card.modelDigest = std::string(64, 'a');
    card.vocabularyId = "two";
    card.classes = {"One", "Two"};
    card.input.mean = {0.1, 0.2, 0.3, 0.4};
    card.input.deviation = {0.1, 0.2, 0.3, 0.4};
    card.thresholds = {0.5, 0.25};
    card.scores = {{"macro_f1", 0.5}};
    card.provenance = {{"seed", "7"}};
    std::vector<Bytes> seeds = {bytesOf(formatModelCard(card))};
    card.input.absentStain = AbsentStain::Zeros;
    card.output = OutputKind::Probabilities;
    card.trainedOn = TrainedOn::Mixed;
    card.atLeastOne = true;
    card.input.steps = {{.kind = StepKind::Linear, .factor = {255}, .addend = {0}}, {.kind = StepKind::Range, .over = StepOver::Image, .lowest = 1, .highest = 99, .epsilon = 1e-6}};
    seeds.push_back(bytesOf(formatModelCard(card)));
    card.input.views = {.width = 600, .height = 520, .crops = Crops::Five, .orientations = Orientations::Eight, .combine = CombineViews::Maximum};
    card.output = OutputKind::ExclusiveLogits;
    card.temperature = 1.5;
    seeds.push_back(bytesOf(formatModelCard(card)));
    seeds.push_back(bytesOf("name: both\nensemble:\n  - {model: a.yaml, weight: 2}\n  - {model: b.pt}\nthresholds: [0.5, 0.25]\nat_least_one: true\n"));
    return seeds;
}

std::vector<Bytes> descriptions() {
    return {bytesOf(rdfOfFive()), bytesOf(rdfOfFour()),
            bytesOf(replaced(rdfOfFour(), "name: scale_range\n        kwargs: {mode: per_sample, axes: yx, min_percentile: 0, max_percentile: 100}",
                             "name: zero_mean_unit_variance\n        kwargs: {mode: fixed, axes: yx, mean: [1, 2, 3, 4], std: [1, 2, 3, 4]}\n      - {name: clip, kwargs: {min: 0, max: 1}}\n      - {name: binarize, kwargs: {threshold: 0.5}}"))};
}

std::vector<Bytes> arrays() {
    return {npyOfFloats({1, 2, 3, 4}, {2, 2}), npyOf(npyHeader(">i2", {2, 1}, true), std::string(4, '\1'), 2), npyOf(npyHeader("|u1", {4}), "abcd", 3)};
}

std::vector<Bytes> archives() {
    return {ZipBuilder().add("a.txt", "stored").add(packed("b/c.txt", "packed, packed, packed")).bytes(), ZipBuilder().add("../out", "x").bytes(),
            ZipBuilder().add({.name = "link", .content = "a", .attributes = 0120777U << 16U}).bytes()};
}

std::vector<Bytes> networks() {
    OnnxBuilder small;
    small.input("image", {0, 4, 8, 8}).output("classes");
    small.reals("w", {4, 4, 1, 1}, std::vector<float>(16, 0.5F));
    small.node("Conv", {"image", "w"}, {"a"}).list("kernel_shape", {1, 1});
    small.node("GlobalAveragePool", {"a"}, {"b"});
    small.node("Flatten", {"b"}, {"classes"});
    OnnxBuilder shapes;
    shapes.input("image", {0, 4, 8, 8}).output("classes").output("features");
    shapes.wholes("zero", {0});
    shapes.wholes("rest", {-1});
    shapes.node("Shape", {"image"}, {"s"});
    shapes.node("Gather", {"s", "zero"}, {"n"}).whole("axis", 0);
    shapes.node("Concat", {"n", "rest"}, {"to"}).whole("axis", 0);
    shapes.node("GlobalAveragePool", {"image"}, {"p"});
    shapes.node("Reshape", {"p", "to"}, {"features"});
    shapes.node("Sigmoid", {"features"}, {"classes"});
    return {small.bytes(), shapes.bytes()};
}

std::vector<Bytes> plates() {
    Sample sample{.id = "d/B02_1", .shortId = "B02_1", .plateName = "P", .well = "B02", .site = 1, .files = {}, .planes = {}, .pixelSizeUm = 0.5};
    sample.files[Stain::Nucleus] = "d/B02_1.tif";
    const auto planes = std::make_shared<SamplePlanes>();
    planes->stains[Stain::Nucleus] = {{"d/B02_1.tif", 0, -1}, {"d/B02_1.tif", 1, 2}};
    planes->otherFiles = {"d/other.tif"};
    sample.planes = planes;
    Plate plate;
    plate.scheme = "own";
    plate.channels = {{"ch1", "DAPI", Stain::Nucleus, Channel::Source::Guess}};
    plate.samples = {sample, Sample{.id = "x", .shortId = "x", .plateName = "P", .well = {}, .site = {}, .files = {}, .planes = {}, .pixelSizeUm = {}}};
    plate.problems = {{"d/a.png", "d/B02_1", ErrorKind::Damaged, "is odd"}};
    plate.notes = {{Note::Kind::StainAbsent, "reticulum", 7}};
    return {bytesOf(packedPlate(plate))};
}

std::vector<Bytes> reviewTexts() {
    VocabularyChange split{.kind = ChangeKind::Split, .classes = {toClass(3)}, .into = {}, .names = {"Inner", "Outer"}, .description = {}, .reason = "two things", .follows = "a-uuid"};
    VocabularyChange merge{.kind = ChangeKind::Merge, .classes = {toClass(3), toClass(5)}, .into = toClass(2), .names = {}, .description = {}, .reason = {}, .follows = {}};
    VocabularyChange describe{.kind = ChangeKind::Describe, .classes = {toClass(7)}, .into = {}, .names = {}, .description = {"#ff8000", "group", "Alt+0", "text", std::vector<std::string>{"A01", "\xFF"}}, .reason = {}, .follows = {}};
    LabelEvent event;
    event.uuid = "uuid";
    event.sampleId = "A01";
    event.reviewer = "Ann";
    event.after = Decision{};
    event.after->present = {toClass(1), toClass(27)};
    event.after->note = "a note";
    event.after->proposal = Proposal{"model", {0.5F, 0.25F}, {0.5F, 0.5F}};
    const RefusedRun run{3, 7, EventsRefused::Because::Ruling, "Ann may not rule"};
    return {bytesOf(formatVocabularyChange(split)), bytesOf(formatVocabularyChange(merge)), bytesOf(formatVocabularyChange(describe)), bytesOf(encodeDecision(*event.after)),
            bytesOf(refusedKey(run) + '=' + refusedValue(run)), bytesOf(formatDrawnSamples({7, 100, {"A01", "B02"}, "Ann", 1, 0})), bytesOf(formatPackNote({"Which?", "plate", "ab"})),
            bytesOf(formatStoredVocabulary(Vocabulary("own", {{toClass(0), "This", {}, {}, {}, "1", 0}}))), bytesOf(historyCsvHeading() + historyCsvLine(event, humanProteinAtlasVocabulary())),
            bytesOf(std::string_view("predictions names"))};
}

std::vector<Bytes> features() {
    FeatureTable table;
    const std::vector<float> one{1, 0.5F, -0.25F}, other{0, 0, 1};
    table.put(0, featureKey("a"), one);
    table.put(1, featureKey("b"), other);
    return {bytesOf(packedFeatures({"/plate", "model"}, table))};
}

void write(const std::filesystem::path& folder, const std::vector<Bytes>& seeds) {
    makeDirectory(folder);
    for (std::size_t i = 0; i < seeds.size(); ++i)
        writeFile(folder / std::to_string(i), seeds[i], {.durability = Durability::Ordered, .access = FileAccess::Default});
}

} // namespace

// make_fuzz_seeds DIR: small valid inputs from which the fuzzers start, in a directory each: fuzz_decode in DIR/decode, and so on.
int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    makeDirectory(folder);
    write(folder / "decode", images());
    write(folder / "ome", omeTexts());
    write(folder / "tiffrecord", records());
    write(folder / "platerecord", plates());
    write(folder / "naming", namings());
    write(folder / "opera", operaIndexes());
    write(folder / "mlf", yokogawaFiles());
    write(folder / "csv", tables());
    write(folder / "vocabulary", vocabularies());
    write(folder / "modelcard", cards());
    write(folder / "bioimage", descriptions());
    write(folder / "npy", arrays());
    write(folder / "zip", archives());
    write(folder / "onnx", networks());
    write(folder / "reviewtexts", reviewTexts());
    write(folder / "features", features());
    return 0;
}
