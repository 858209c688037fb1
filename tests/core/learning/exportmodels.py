# Writes classifiers of torchvision with random weights as ONNX, each with two images and what PyTorch makes of them: exportmodels.py DIRECTORY
# Status 77 where this Python has no torchvision.
import sys
import warnings

try:
    import torch
    import torchvision.models as models
    from torchvision.models.resnet import Bottleneck
    from torchvision.ops import SqueezeExcitation
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


class OfFourStains(torch.nn.Module):
    """As the DenseNet of the Human Protein Atlas is published: four inputs, probabilities and features."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, red, green, blue, yellow):
        maps = torch.relu(self.model.features(torch.cat([red, green, blue, yellow], 1)))
        features = torch.flatten(torch.nn.functional.adaptive_avg_pool2d(maps, 1), 1)
        return torch.sigmoid(self.model.classifier(features)), features


class SqueezedBottleneck(Bottleneck):
    """Of SE-ResNeXt: channels are weighed before they are added (Hu et al. 2018)."""

    def __init__(self, inplanes, planes, *arguments, **options):
        super().__init__(inplanes, planes, *arguments, **options)
        self.squeeze = SqueezeExcitation(4 * planes, planes // 4)

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.squeeze(self.bn3(self.conv3(out)))
        return self.relu(out + (x if self.downsample is None else self.downsample(x)))


def write(directory, name, tensor):
    with open(f"{directory}/{name}", "wb") as file:
        file.write(tensor.contiguous().numpy().tobytes())


def export(directory, name, make, side, dynamic=True):
    model, head = randomised(with_four_channels(make()))
    images = torch.rand(2, 4, side, side)
    with torch.no_grad():
        head.weight.mul_(1 / model(images).std())
        logits = model(images)
    axes = {"image": {0: "n"}, "classes": {0: "n"}} if dynamic else {}
    torch.onnx.export(model, images[:1], f"{directory}/{name}.onnx", input_names=["image"], output_names=["classes"], opset_version=13, dynamic_axes=axes)
    write(directory, f"{name}.images", images)
    write(directory, f"{name}.logits", logits)
    return model, images


out = sys.argv[1]
export(out, "resnet18", lambda: models.resnet18(num_classes=CLASSES), 64)
densenet, images = export(out, "densenet121", lambda: models.densenet121(num_classes=CLASSES), 64)
export(out, "mobilenet_v3_small", lambda: models.mobilenet_v3_small(num_classes=CLASSES), 64)
export(out, "efficientnet_b0", lambda: models.efficientnet_b0(num_classes=CLASSES), 64)
export(out, "inception_v3", lambda: models.inception_v3(num_classes=CLASSES, aux_logits=False, init_weights=False, transform_input=False), 128)
export(out, "se_resnext", lambda: models.ResNet(SqueezedBottleneck, [1, 1, 1, 1], num_classes=CLASSES, groups=32, width_per_group=4), 64)
export(out, "shufflenet", lambda: models.shufflenet_v2_x0_5(num_classes=CLASSES), 64)
vit = lambda: models.VisionTransformer(image_size=64, patch_size=16, num_layers=2, num_heads=2, hidden_dim=32, mlp_dim=64, num_classes=CLASSES)
export(out, "vit", vit, 64)
export(out, "vit_of_one_image", vit, 64, dynamic=False)
export(out, "resnet18_of_one_image", lambda: models.resnet18(num_classes=CLASSES), 64, dynamic=False)

stains = ["red", "green", "blue", "yellow"]
torch.onnx.export(OfFourStains(densenet).eval(), tuple(images[:1].split(1, 1)), f"{out}/four_stains.onnx", input_names=stains, output_names=["classes", "features"],
                  opset_version=11)
write(out, "four_stains.images", images)
with torch.no_grad():
    write(out, "four_stains.logits", densenet(images))
    maps = torch.relu(densenet.features(images))
    write(out, "four_stains.features", maps.mean((2, 3)))
