#pragma once

#include <string>

namespace locascope::testing {

/// A description in format 0.5 of a classifier of four channels of 16 × 16 pixels and 28 classes.
inline std::string rdfOfFive() {
    return R"(format_version: 0.5.4
type: model
name: Organelles of a test
description: made by a test
authors:
  - name: A. Author
  - name: B. Author
license: MIT
inputs:
  - id: image
    axes:
      - type: batch
      - type: channel
        channel_names: [DAPI, antibody, alpha-tubulin, calreticulin]
      - {type: space, id: y, size: 16}
      - {type: space, size: 16}
    data: {type: uint16}
    test_tensor: {source: in.npy}
    preprocessing:
      - id: ensure_dtype
        kwargs: {dtype: float32}
      - id: scale_range
        kwargs: {axes: [x, y], min_percentile: 0, max_percentile: 100}
outputs:
  - id: classes
    axes:
      - type: batch
      - type: channel
        channel_names: [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27]
    test_tensor: {source: out.npy}
    postprocessing:
      - id: sigmoid
weights:
  torchscript: {source: weights.pt, pytorch_version: 1.13}
)";
}

/// The same in format 0.4, whose channels have no names.
inline std::string rdfOfFour() {
    return R"(format_version: 0.4.9
type: model
name: Organelles of a test
authors: [{name: A. Author}]
license: MIT
inputs:
  - name: image
    axes: bcyx
    data_type: float32
    data_range: [-.inf, .inf]
    shape: [1, 4, 16, 16]
    preprocessing:
      - name: scale_range
        kwargs: {mode: per_sample, axes: yx, min_percentile: 0, max_percentile: 100}
outputs:
  - name: classes
    axes: bc
    data_type: float32
    data_range: [0, 1]
    shape: [1, 28]
    postprocessing:
      - name: sigmoid
test_inputs: [in.npy]
test_outputs: [out.npy]
weights:
  torchscript: {source: weights.pt}
)";
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    return at == std::string::npos ? std::string() : text.replace(at, what.size(), by);
}

} // namespace locascope::testing
