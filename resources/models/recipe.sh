#!/bin/bash
# How organelle-28.pt was made: 13 minutes of simulating and 71 of training on two cores that other work shared, and no image of anybody's.
# Usage: recipe.sh DIRECTORY    a new directory; locascope must be on PATH, and training holds 9.4 GB of pixels in memory
# The schedule ended by its time limit, in epoch 15 of 18, so another machine ends elsewhere and gives other weights: compare scores, not bits.
# The committed weights were trained before `verdict` (core/learning/architecture.cpp) was written and moved under it unchanged: training goes through
# `teach`, and on random input the two gave the same logits to the last bit.
set -euo pipefail
mkdir "$1"
cd "$1"

locascope simulate train --samples 9000 --seed 2026 --balance balanced --truth train.csv --sheet train-sheet.csv --masks train-masks
locascope train train --labels train.csv --groups train-sheet.csv --masks train-masks --out organelle-28.pt --name "Organelle evidence 28" \
    --epochs 18 --minutes 68 --batch 32 --seed 28 --resume checkpoints
