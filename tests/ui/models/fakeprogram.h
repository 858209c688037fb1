#pragma once

#include "core/files/writefile.h"

#include <filesystem>
#include <string>

namespace locascope::testing {

/// An executable in `folder` that does what this shell text says in the place of locascope; in it $file is what was asked about. Called as `model import … -- FILE` or `model verify --in-child … -- FILE`.
inline std::filesystem::path fakeProgram(const std::filesystem::path& folder, const std::string& text) {
    const std::filesystem::path program = folder / "program.sh";
    writeFile(program, "#!/bin/bash\nfile=\"${@: -1}\"\n" + text + "\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    return program;
}

/// What an import does when all is well: the card that lies as card.yaml beside the program becomes that of $name.
inline const std::string importsWell = "name=$(basename \"${file%.*}\"); models=\"$LOCASCOPE_DATA_DIR/models\"; mkdir -p \"$models\"; cp \"$(dirname \"$0\")/card.yaml\" \"$models/$name.yaml\"\n"
                                       "echo weights > \"$models/$name.pt\"; echo \"$models/$name.pt: imported, passed its trial; 2 classes\"";

} // namespace locascope::testing
