# Writes classifiers of torchvision with random weights, real size and four input channels as TorchScript, ONNX and bioimage.io packages, with what PyTorch makes of the images
# of a plate: exportzoo.py DIRECTORY PLATE MODEL
# DIRECTORY/MODEL/ gets weights.pt, weights.onnx, five/ (a folder in format 0.5 with TorchScript) and four.zip (in format 0.4 with ONNX); plain.floats, five.floats and four.floats
# are probabilities of the plate's samples in the order of their ids × 28 classes: plain of shares of full scale by a mean and a deviation of 0.2, the others as the package says. Status 77 where this Python has no torchvision.
import hashlib
import os
import pathlib
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from zoomodels import CLASSES, models, randomised, torch, with_four_channels, write, write_onnx

try:
    import numpy
    from PIL import Image
except ImportError:
    sys.exit(77)

MODELS = {
    "resnet18": lambda side: models.resnet18(num_classes=CLASSES),
    "densenet121": lambda side: models.densenet121(num_classes=CLASSES),
    "inception_v3": lambda side: models.inception_v3(num_classes=CLASSES, aux_logits=False, init_weights=False, transform_input=False),
    "mobilenet_v3": lambda side: models.mobilenet_v3_large(num_classes=CLASSES),
    "efficientnet_b0": lambda side: models.efficientnet_b0(num_classes=CLASSES),
    "vit_b_16": lambda side: models.vit_b_16(num_classes=CLASSES, image_size=side),
}
STAINS = ["red", "green", "blue", "yellow"]  # microtubules, protein, nucleus, reticulum


def images_of(plate):
    """Samples × stains × height × width, as counts of 8 bits."""
    ids = sorted(file.name.removesuffix("_green.png") for file in plate.glob("*_green.png"))
    return numpy.array([[numpy.asarray(Image.open(plate / f"{sample}_{stain}.png")) for stain in STAINS] for sample in ids], dtype=numpy.float32)


# As bioimage.io's specification puts it in words, written for this test.
def standardised(images, eps=1e-6):
    return (images - images.mean((2, 3), keepdims=True)) / (images.std((2, 3), keepdims=True) + eps)


def stretched(images, low, high, eps=1e-6):
    lower, upper = (numpy.percentile(images, percentile, axis=(2, 3), keepdims=True) for percentile in (low, high))
    return (images - lower) / (upper - lower + eps)


STANDARDISED_FIVE = """
      - id: zero_mean_unit_variance
        kwargs: {axes: [x, y], eps: 0.000001}"""
STRETCHED_FIVE = """
      - id: scale_range
        kwargs: {axes: [x, y], min_percentile: 1, max_percentile: 99.8}"""
STANDARDISED_FOUR = """
      - name: zero_mean_unit_variance
        kwargs: {mode: per_sample, axes: yx, eps: 0.000001}"""
STRETCHED_FOUR = """
      - name: scale_range
        kwargs: {mode: per_sample, axes: yx, min_percentile: 1, max_percentile: 99.8}"""


def digest_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def words(name, version):
    return f"""format_version: {version}
type: model
name: {name} of four stains
description: Random weights, to be read by a test.
authors:
  - {{name: A. Author, affiliation: Nowhere}}
license: MIT
cite: [{{text: Nobody 2020, url: 'https://example.org'}}]
tags: [classification]
timestamp: '2023-01-01T00:00:00'
"""


def rdf_of_five(name, folder, side, steps):
    return words(name, "0.5.3") + f"""documentation: {{source: README.md, sha256: {digest_of(folder / "README.md")}}}
inputs:
  - id: raw
    description: four stains
    axes:
      - {{type: batch}}
      - {{type: channel, channel_names: [microtubules, protein, nucleus, endoplasmic reticulum]}}
      - {{type: space, id: y, size: {side}}}
      - {{type: space, id: x, size: {side}}}
    data: {{type: float32, range: [0, 255]}}
    test_tensor: {{source: test-input.npy, sha256: {digest_of(folder / "test-input.npy")}}}
    preprocessing:
      - {{id: ensure_dtype, kwargs: {{dtype: float32}}}}{steps}
outputs:
  - id: probabilities
    description: one a class
    axes:
      - {{type: batch}}
      - {{type: channel, channel_names: [{", ".join(f"class{index}" for index in range(CLASSES))}]}}
    data: {{type: float32, range: [0, 1]}}
    test_tensor: {{source: test-output.npy, sha256: {digest_of(folder / "test-output.npy")}}}
    postprocessing:
      - {{id: sigmoid}}
weights:
  torchscript:
    source: weights.pt
    sha256: {digest_of(folder / "weights.pt")}
    pytorch_version: {torch.__version__.split("a")[0]}
"""


def rdf_of_four(name, folder, side, steps):
    return words(name, "0.4.9") + f"""documentation: README.md
inputs:
  - name: raw
    axes: bcyx
    data_type: float32
    data_range: [0, 255]
    shape: [1, 4, {side}, {side}]
    preprocessing:{steps}
outputs:
  - name: probabilities
    axes: bc
    data_type: float32
    data_range: [0, 1]
    shape: [1, {CLASSES}]
    postprocessing:
      - name: sigmoid
test_inputs: [test-input.npy]
test_outputs: [test-output.npy]
weights:
  onnx: {{source: weights.onnx, sha256: {digest_of(folder / "weights.onnx")}, opset_version: 13}}
"""


class Zoo:
    def __init__(self, directory, plate):
        self.directory = directory
        self.raw = images_of(plate)
        self.side = self.raw.shape[-1]

    def export(self, name, standardises_in_five):
        folder = self.directory / name
        folder.mkdir()
        made = {"plain": (self.raw / 255 - 0.2) / 0.2, "five": standardised(self.raw), "four": stretched(self.raw, 1, 99.8)}
        if not standardises_in_five:
            made["five"], made["four"] = made["four"], made["five"]
        made = {form: torch.from_numpy(images.astype(numpy.float32)) for form, images in made.items()}
        model = fitted(*randomised(with_four_channels(MODELS[name](self.side))), torch.cat(list(made.values())))
        script(name, model, made["plain"][:1]).save(str(folder / "weights.pt"))
        write_onnx(model, made["plain"], folder / "weights.onnx")
        with torch.no_grad():
            results = {form: torch.sigmoid(model(images)) for form, images in made.items()}
        for form, result in results.items():
            write(folder / f"{form}.floats", result)
        self.package(name, folder / "five", results["five"], "weights.pt", rdf_of_five, STANDARDISED_FIVE if standardises_in_five else STRETCHED_FIVE)
        self.package(name, folder / "four", results["four"], "weights.onnx", rdf_of_four, STRETCHED_FOUR if standardises_in_five else STANDARDISED_FOUR)
        with zipfile.ZipFile(folder / "four.zip", "w") as archive:
            for file in sorted((folder / "four").iterdir()):
                archive.write(file, file.name)

    def package(self, name, folder, result, weights, rdf, steps):
        folder.mkdir()
        numpy.save(folder / "test-input.npy", self.raw[:1])
        numpy.save(folder / "test-output.npy", result[:1].numpy())
        (folder / "README.md").write_text("# Nothing to see\n")
        os.link(folder.parent / weights, folder / weights)
        (folder / "rdf.yaml").write_text(rdf(name, folder, self.side, steps))


def script(name, model, image):
    """As people do it: by tracing; with its control flow, which of Inception gives a tuple; without gradients, for which PyTorch computes attention in one step."""
    if name == "inception_v3":
        return torch.jit.script(model)
    if name != "vit_b_16":
        return torch.jit.trace(model, image)
    with torch.no_grad():
        return torch.jit.trace(model, image)


def fitted(model, head, images):
    """Statistics are those of images, as after training, so that answers depend on them; what is the same for all images is taken away, and the rest made as large as is usual."""
    for part in model.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.reset_running_stats()
            part.momentum = None  # the mean of all
    with torch.no_grad():
        model.train()(images)
        logits = model.eval()(images)
        spread = (logits - logits.mean(0)).std()
        head.bias.copy_((head.bias - logits.mean(0)) / spread)
        head.weight.div_(spread)
    return model


name = sys.argv[3]
Zoo(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])).export(name, list(MODELS).index(name) % 2 == 0)
