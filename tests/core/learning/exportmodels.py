# Writes classifiers of torchvision with random weights as ONNX, each with two images and what PyTorch makes of them: exportmodels.py DIRECTORY
# Status 77 where this Python has no torchvision.
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from zoomodels import CLASSES, models, ready, torch, write, write_onnx

from torchvision.models.resnet import Bottleneck
from torchvision.ops import SqueezeExcitation


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


def export(directory, name, make, side, dynamic=True):
    model, images, logits = ready(make, side)
    write_onnx(model, images, f"{directory}/{name}.onnx", dynamic)
    write(f"{directory}/{name}.images", images)
    write(f"{directory}/{name}.logits", logits)
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
write(f"{out}/four_stains.images", images)
with torch.no_grad():
    write(f"{out}/four_stains.logits", densenet(images))
    maps = torch.relu(densenet.features(images))
    write(f"{out}/four_stains.features", maps.mean((2, 3)))
