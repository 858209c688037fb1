# Classifiers of torchvision with random weights, for what exports models to be read by tests. Ends with status 77 where this Python has no torchvision.
import sys
import warnings

try:
    import torch
    import torchvision.models as models
except ImportError:
    sys.exit(77)

warnings.simplefilter("ignore")
torch.manual_seed(1)
CLASSES = 28


def with_four_channels(model):
    name, first = next((n, m) for n, m in model.named_modules() if isinstance(m, torch.nn.Conv2d))
    taken = torch.nn.Conv2d(4, first.out_channels, first.kernel_size, first.stride, first.padding, bias=first.bias is not None)
    parent, _, child = name.rpartition(".")
    setattr(model.get_submodule(parent), child, taken)
    return model


def randomised(model):
    """Equal statistics would become one tensor of the file, and a random network's outputs are nearly equal."""
    for part in model.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.running_mean.normal_(0, 0.1)
            part.running_var.uniform_(0.5, 1.5)
            torch.nn.init.uniform_(part.weight, 0.5, 1.5)
            torch.nn.init.normal_(part.bias, 0, 0.1)
        elif isinstance(part, torch.nn.Conv2d) and part.bias is not None:
            torch.nn.init.normal_(part.bias, 0, 0.1)
    head = [part for part in model.modules() if isinstance(part, torch.nn.Linear)][-1]
    torch.nn.init.normal_(head.weight, 0, 0.1)
    return model.eval(), head


def ready(make, side):
    """A model of four channels, two images, and what it makes of them: logits that differ about as much as a trained model's."""
    model, head = randomised(with_four_channels(make()))
    images = torch.rand(2, 4, side, side)
    with torch.no_grad():
        head.weight.mul_(1 / model(images).std())
        return model, images, model(images)


def write_onnx(model, images, file, dynamic=True):
    axes = {"image": {0: "n"}, "classes": {0: "n"}} if dynamic else {}
    torch.onnx.export(model, images[:1], file, input_names=["image"], output_names=["classes"], opset_version=13, dynamic_axes=axes)


def write(file, tensor):
    with open(file, "wb") as out:
        out.write(tensor.contiguous().numpy().tobytes())
