#!/bin/bash
# How organelle-28.pt was made: an hour of training on two cores (wall_seconds in the card), and no image of anybody's.
# Usage: recipe.sh DIRECTORY    a new directory with 12 GB to spare; locascope must be on PATH, 16 GB of memory free
# The same seeds, threads and LibTorch on the same processor give the same weights; elsewhere rounding differs and so do they.
# The committed weights were trained before `verdict` (core/learning/architecture.cpp) was written and moved under it unchanged: training goes through
# `teach`, and on random input the two gave the same logits to the last bit.
# The time limit makes the length of the schedule depend on the machine: on a faster one say --minutes 0.01 less or more epochs and compare scores.
set -euo pipefail
mkdir "$1"
cd "$1"

locascope simulate train --samples 9000 --seed 2026 --balance balanced --truth train.csv --sheet train-sheet.csv --masks train-masks
locascope train train --labels train.csv --groups train-sheet.csv --masks train-masks --out organelle-28.pt --name "Organelle evidence 28" \
    --epochs 18 --minutes 68 --batch 32 --seed 28 --resume checkpoints
