#pragma once

#include <torch/script.h>

namespace locascope {

/// The module, in evaluation mode, with its weights as constants of `forward` and batch norms folded into the convolutions before them. What scripts (`torch.jit.script`) do between the two is made plain
/// first: a question whether a tensor has four axes, that ends in an error or in nothing, is taken out, and a list of tensors that is appended to and joined again and again, as in DenseNet, becomes a
/// list for each time that it is joined. The numbers stay the same but for rounding.
torch::jit::Module frozenModule(const torch::jit::Module& module);

} // namespace locascope
