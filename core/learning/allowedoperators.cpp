#include "core/learning/examine.h"

#include <algorithm>
#include <array>

namespace locascope {

namespace {

using namespace std::string_view_literals;

constexpr std::array prims{
    "Constant"sv, "GetAttr"sv, "SetAttr"sv, "If"sv, "Loop"sv, "ListConstruct"sv, "ListUnpack"sv, "TupleConstruct"sv, "TupleUnpack"sv,
    "TupleIndex"sv, "TupleSlice"sv, "DictConstruct"sv, "NumToTensor"sv, "ImplicitTensorToNum"sv, "RaiseException"sv, "Uninitialized"sv,
    "unchecked_cast"sv, "unchecked_unwrap_optional"sv, "CreateObject"sv, "device"sv, "dtype"sv, "layout"sv,
    "is_cuda"sv, "is_nested"sv, "requires_grad"sv, "shape"sv, "min"sv, "max"sv, "abs"sv, "data"sv, "isinstance"sv, "range"sv, "rangelist"sv,
    "BroadcastSizes"sv, "ConstantChunk"sv, "Return"sv, "Param"sv, "AutogradZero"sv, "AutogradAdd"sv, "annotate"sv};

// Tensor arithmetic, shapes, convolution, normalisation, pooling, activation, attention, and the arithmetic of sizes.
constexpr std::array atens{
    "conv1d"sv, "conv2d"sv, "conv3d"sv, "_convolution"sv, "convolution"sv, "_convolution_mode"sv, "conv_transpose2d"sv, "conv_transpose1d"sv,
    "linear"sv, "addmm"sv, "mm"sv, "bmm"sv, "matmul"sv, "baddbmm"sv, "einsum"sv, "outer"sv, "dot"sv, "mv"sv,
    "batch_norm"sv, "instance_norm"sv, "layer_norm"sv, "group_norm"sv, "native_batch_norm"sv, "native_layer_norm"sv, "norm"sv, "local_response_norm"sv,
    "adaptive_avg_pool1d"sv, "adaptive_avg_pool2d"sv, "adaptive_avg_pool3d"sv, "adaptive_max_pool2d"sv, "avg_pool1d"sv, "avg_pool2d"sv, "avg_pool3d"sv,
    "max_pool1d"sv, "max_pool2d"sv, "max_pool2d_with_indices"sv, "max_pool3d"sv,
    "relu"sv, "relu_"sv, "relu6"sv, "relu6_"sv, "leaky_relu"sv, "leaky_relu_"sv, "prelu"sv, "elu"sv, "elu_"sv, "selu"sv, "celu"sv, "gelu"sv,
    "silu"sv, "silu_"sv, "mish"sv, "mish_"sv, "hardtanh"sv, "hardtanh_"sv, "hardswish"sv, "hardswish_"sv, "hardsigmoid"sv, "hardsigmoid_"sv,
    "sigmoid"sv, "sigmoid_"sv, "tanh"sv, "tanh_"sv, "softmax"sv, "log_softmax"sv, "_softmax"sv, "_log_softmax"sv, "softplus"sv, "threshold"sv, "threshold_"sv,
    "glu"sv, "log_sigmoid"sv, "dropout"sv, "dropout_"sv, "feature_dropout"sv, "feature_dropout_"sv, "alpha_dropout"sv,
    "scaled_dot_product_attention"sv, "_scaled_dot_product_attention"sv,
    "add"sv, "add_"sv, "sub"sv, "sub_"sv, "rsub"sv, "mul"sv, "mul_"sv, "div"sv, "div_"sv, "floordiv"sv, "floor_divide"sv, "remainder"sv, "fmod"sv, "pow"sv, "pow_"sv,
    "neg"sv, "neg_"sv, "abs"sv, "abs_"sv, "exp"sv, "exp_"sv, "expm1"sv, "log"sv, "log_"sv, "log1p"sv, "log2"sv, "log10"sv, "sqrt"sv, "sqrt_"sv, "rsqrt"sv, "rsqrt_"sv,
    "square"sv, "reciprocal"sv, "sin"sv, "cos"sv, "tan"sv, "atan"sv, "atan2"sv, "erf"sv, "floor"sv, "floor_"sv, "ceil"sv, "ceil_"sv, "round"sv, "round_"sv, "trunc"sv, "sign"sv,
    "clamp"sv, "clamp_"sv, "clamp_min"sv, "clamp_min_"sv, "clamp_max"sv, "clamp_max_"sv, "addcmul"sv, "addcdiv"sv, "lerp"sv, "maximum"sv, "minimum"sv,
    "mean"sv, "sum"sv, "prod"sv, "std"sv, "var"sv, "var_mean"sv, "std_mean"sv, "amax"sv, "amin"sv, "max"sv, "min"sv, "argmax"sv, "argmin"sv, "topk"sv, "sort"sv, "argsort"sv,
    "cumsum"sv, "diagonal"sv, "logsumexp"sv, "median"sv, "all"sv, "any"sv, "count_nonzero"sv, "isnan"sv, "isinf"sv, "isfinite"sv, "nan_to_num"sv,
    "view"sv, "reshape"sv, "flatten"sv, "unflatten"sv, "permute"sv, "transpose"sv, "transpose_"sv, "t"sv, "movedim"sv, "squeeze"sv, "squeeze_"sv, "unsqueeze"sv, "unsqueeze_"sv,
    "expand"sv, "expand_as"sv, "repeat"sv, "repeat_interleave"sv, "cat"sv, "concat"sv, "stack"sv, "chunk"sv, "split"sv, "split_with_sizes"sv, "unbind"sv, "narrow"sv, "select"sv, "slice"sv,
    "index"sv, "index_select"sv, "gather"sv, "masked_fill"sv, "masked_fill_"sv, "where"sv, "roll"sv, "flip"sv, "rot90"sv, "tril"sv, "triu"sv, "contiguous"sv, "clone"sv, "detach"sv, "copy_"sv,
    "pad"sv, "constant_pad_nd"sv, "reflection_pad2d"sv, "replication_pad2d"sv, "zero_pad2d"sv, "pixel_shuffle"sv, "pixel_unshuffle"sv, "channel_shuffle"sv, "unfold"sv, "im2col"sv,
    "upsample_nearest2d"sv, "upsample_bilinear2d"sv, "upsample_bicubic2d"sv, "__interpolate"sv, "__upsample"sv, "grid_sampler"sv, "affine_grid_generator"sv,
    "zeros"sv, "zeros_like"sv, "ones"sv, "ones_like"sv, "full"sv, "full_like"sv, "empty"sv, "empty_like"sv, "arange"sv, "linspace"sv, "tensor"sv, "scalar_tensor"sv, "new_zeros"sv, "new_ones"sv, "new_full"sv, "eye"sv,
    "rand"sv, "randn"sv, "rand_like"sv, "randn_like"sv, "bernoulli"sv, "bernoulli_"sv, "embedding"sv, "one_hot"sv, "cdist"sv, "cosine_similarity"sv, "meshgrid"sv,
    "to"sv, "type_as"sv, "float"sv, "size"sv, "numel"sv, "dim"sv, "len"sv, "item"sv, "is_floating_point"sv, "stride"sv, "is_grad_enabled"sv, "is_autocast_enabled"sv,
    "eq"sv, "ne"sv, "lt"sv, "le"sv, "gt"sv, "ge"sv, "logical_and"sv, "logical_or"sv, "logical_not"sv, "logical_xor"sv, "__and__"sv, "__or__"sv, "__not__"sv, "__is__"sv, "__isnot__"sv,
    "__getitem__"sv, "__contains__"sv, "__derive_index"sv, "__range_length"sv, "append"sv, "extend"sv, "insert"sv, "keys"sv, "values"sv, "items"sv, "list"sv, "Int"sv, "Float"sv, "Bool"sv, "IntImplicit"sv, "FloatImplicit"sv, "ScalarImplicit"sv,
    "format"sv, "_shape_as_tensor"sv, "_set_item"sv, "fill_"sv, "zero_"sv, "ceil_divide"sv, "percentFormat"sv, "str"sv, "find"sv};

template <class Names>
bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

bool isAllowedOperator(std::string_view name) {
    if (name.substr(0, 6) == "prim::")
        return contains(prims, name.substr(6));
    if (name.substr(0, 6) == "aten::")
        return contains(atens, name.substr(6));
    return false;
}

} // namespace locascope
