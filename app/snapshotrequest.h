#pragma once

#include "app/platescan.h"
#include "core/imaging/composite.h"
#include "core/imaging/crop.h"
#include "core/plate/vocabulary.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// The arguments of `locascope snapshot` as they were typed.
struct SnapshotArguments {
    std::filesystem::path plate;
    PlateNaming naming;
    std::vector<std::string> samples;
    std::filesystem::path out;
    std::vector<std::string> channels;
    std::vector<std::string> ranges; ///< STAIN=MIN-MAX[,GAMMA]
    std::string crop;                ///< X,Y,WIDTH,HEIGHT
    int pixels = 0;
    bool panel = false;
    bool grey = false;
    bool captions = false;
    bool scaleBar = false;
    bool labels = false;
    bool probabilities = false;
    std::string saliency;            ///< name or number of a class; empty: none
    std::filesystem::path model;
    std::filesystem::path review;
    std::string reviewer;
};

/// A picture alone, raw counts, or a figure with what must be said of it.
enum class SnapshotKind { Picture, RawCounts, PngFigure, PdfFigure, SvgFigure };

/// What they mean.
struct SnapshotRequest {
    SnapshotArguments typed;
    SnapshotKind kind = SnapshotKind::Picture;
    std::optional<PerStain<bool>> channels;           ///< none: not chosen
    PerStain<std::optional<ContrastWindow>> ranges;
    std::optional<PixelRectangle> crop;
    std::optional<ClassIndex> saliency;               ///< once the vocabulary is known: see classNamed

    bool isFigure() const { return kind != SnapshotKind::Picture && kind != SnapshotKind::RawCounts; }
    bool usesModel() const { return !typed.saliency.empty() || typed.probabilities; }
};

/// CLI::ValidationError, naming the argument, where one of them means nothing or two do not go together.
SnapshotRequest understood(const SnapshotArguments& arguments);

/// The class that --saliency names, by name or number. CLI::ValidationError where it is none.
ClassIndex classNamed(const std::string& text, const Vocabulary& vocabulary);

} // namespace locascope
