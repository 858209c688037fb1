#include "core/simulation/cellline.h"

#include <array>

namespace locascope {

std::span<const CellLine> cellLines() {
    static constexpr std::array<CellLine, 11> lines{{
        // name        nucleus aspect ratio elong arms length rugged blebs cluster cover
        {"U-2 OS", 31.0F, 1.30F, 2.15F, 1.55F, 3, 0.55F, 0.12F, 0.10F, 0.25F, 0.55F},
        {"A-431", 30.0F, 1.20F, 1.85F, 1.20F, 0, 0.00F, 0.07F, 0.10F, 0.75F, 0.60F},
        {"U-251 MG", 29.0F, 1.45F, 2.00F, 1.95F, 3, 0.75F, 0.11F, 0.12F, 0.20F, 0.42F},
        {"HEK 293", 21.0F, 1.35F, 1.70F, 1.60F, 3, 0.70F, 0.13F, 0.05F, 0.55F, 0.62F},
        {"HeLa", 26.0F, 1.25F, 1.90F, 1.70F, 2, 0.60F, 0.11F, 0.25F, 0.35F, 0.45F},
        {"MCF7", 26.0F, 1.20F, 1.80F, 1.25F, 0, 0.00F, 0.08F, 0.05F, 0.85F, 0.58F},
        {"RT4", 24.0F, 1.25F, 1.70F, 1.20F, 0, 0.00F, 0.06F, 0.03F, 0.95F, 0.65F},
        {"SH-SY5Y", 22.0F, 1.30F, 1.65F, 1.80F, 3, 1.40F, 0.10F, 0.10F, 0.45F, 0.35F},
        {"BJ", 30.0F, 1.60F, 2.30F, 2.80F, 2, 0.60F, 0.06F, 0.03F, 0.10F, 0.45F},
        {"PC-3", 27.0F, 1.35F, 1.85F, 1.85F, 3, 0.65F, 0.13F, 0.30F, 0.25F, 0.40F},
        {"Hep G2", 24.0F, 1.15F, 1.75F, 1.25F, 0, 0.00F, 0.08F, 0.08F, 0.85F, 0.55F},
    }};
    return lines;
}

} // namespace locascope
