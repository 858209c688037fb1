#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope::tree {

/// One source file: where it is, from the project's root with '/', and what it says without comments.
struct SourceFile {
    std::string path;
    std::string code;
};

/// All .h and .cpp files below these folders of `root`, sorted by path.
std::vector<SourceFile> sourceFiles(const std::filesystem::path& root, const std::vector<std::string>& folders);

/// Comments become spaces; line ends and strings stay.
std::string withoutComments(std::string_view text);

/// Something a rule of ARCHITECTURE.md forbids, as "path:line: what".
using Finding = std::string;

/// Whether no file of another room includes this header.
bool isPrivate(const SourceFile& header, const std::vector<SourceFile>& all);

/// Includes that cross the layers, or that do not start at the project's root.
std::vector<Finding> crossingIncludes(const SourceFile& file);
/// LibTorch outside core/learning.
std::vector<Finding> strayTorch(const SourceFile& file);
/// Headers of Qt Widgets below ui/widgets and app. `widgetsHeaders` is the directory that holds them.
std::vector<Finding> strayWidgets(const SourceFile& file, const std::filesystem::path& widgetsHeaders);
/// Texts for readers made below ui/widgets and app.
std::vector<Finding> strayTexts(const SourceFile& file);
/// Types of Qt, OpenCV and LibTorch in core headers.
std::vector<Finding> foreignTypes(const SourceFile& file);
/// Files written by anything but core/files.
std::vector<Finding> strayWriters(const SourceFile& file);
/// Files opened by anything but core/files.
std::vector<Finding> strayReaders(const SourceFile& file);
/// Calls that block the window's thread.
std::vector<Finding> blockingCalls(const SourceFile& file);

} // namespace locascope::tree
