#!/usr/bin/env python3
"""Makes the golden files beside it: a narrow ResNet18 (width 8, 10 classes) in four file formats, six images, and
torchvision's own logits for them.

Needs torch, torchvision, numpy and Pillow (Debian: python3-torch python3-torchvision). Run it in this folder:

    /usr/bin/python3 make_golden.py

The images are 256 x 256, so that Resize(256) leaves them as they are and the logits test the network alone; the
last one is not, and takes the whole way.
"""
import json
import struct

import numpy
import torch
from PIL import Image
from torch import nn
from torchvision import transforms
from torchvision.models.resnet import BasicBlock, ResNet

WIDTH, CLASSES = 8, 10


class NarrowResNet18(ResNet):
    """torchvision's ResNet18, forward and blocks included, with WIDTH channels after the stem instead of 64."""

    def __init__(self):
        nn.Module.__init__(self)
        self._norm_layer = nn.BatchNorm2d
        self.inplanes, self.dilation, self.groups, self.base_width = WIDTH, 1, 1, 64
        self.conv1 = nn.Conv2d(3, WIDTH, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTH)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.layer1 = self._make_layer(BasicBlock, WIDTH, 2)
        self.layer2 = self._make_layer(BasicBlock, 2 * WIDTH, 2, stride=2)
        self.layer3 = self._make_layer(BasicBlock, 4 * WIDTH, 2, stride=2)
        self.layer4 = self._make_layer(BasicBlock, 8 * WIDTH, 2, stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(8 * WIDTH, CLASSES)


def draw(width, height, seed):
    """Smooth colour fields and a few hard-edged boxes."""
    random = numpy.random.RandomState(seed)
    y, x = numpy.mgrid[0:height, 0:width].astype(float)
    image = numpy.zeros((height, width, 3))
    for channel in range(3):
        fx, fy, phase = random.uniform(0.01, 0.08, 2).tolist() + [random.uniform(0, 6)]
        image[..., channel] = 127 + 120 * numpy.sin(fx * x + fy * y + phase)
    for _ in range(6):
        left, top = random.randint(0, width // 2), random.randint(0, height // 2)
        image[top : top + height // 4, left : left + width // 4] = random.randint(0, 256, 3)
    return Image.fromarray(image.clip(0, 255).astype(numpy.uint8))


def bfloat16(tensor):
    """Rounds to what bfloat16 can hold, so that every format holds the same numbers."""
    return tensor.to(torch.bfloat16).to(tensor.dtype)


def write_safetensors(path, tensors):
    """Convolutions and the linear weight as BF16, all else as it is (F32; the batch counters I64)."""
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        if tensor.dim() > 1:
            blob = (tensor.contiguous().view(torch.int32) >> 16).to(torch.int16).numpy().tobytes()
            dtype = "BF16"
        else:
            blob = tensor.numpy().tobytes()
            dtype = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        offset += len(blob)
        blobs.append(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


torch.manual_seed(19)
torch.set_num_threads(1)
model = NarrowResNet18().eval()
with torch.no_grad():
    for name, tensor in model.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 1.5)
        elif name.endswith("num_batches_tracked"):
            tensor.fill_(7)
        elif name.endswith("weight") and tensor.dim() == 4:
            tensor.normal_(0, (2 / (tensor[0].numel())) ** 0.5)
        elif name.endswith("weight") and tensor.dim() == 1:
            tensor.uniform_(0.6, 1.2)
        elif name == "fc.weight":
            tensor.normal_(0, 0.2)
        else:
            tensor.normal_(0, 0.2)
        if tensor.dim() > 1:
            tensor.copy_(bfloat16(tensor))

images = {f"square-{i}.png": draw(256, 256, i) for i in range(1, 6)}
images["landscape.png"] = draw(420, 300, 6)
for name, image in images.items():
    image.save(name, optimize=True)

prepare = transforms.Compose(
    [
        transforms.Resize(256),
        transforms.CenterCrop(224),
        transforms.ToTensor(),
        transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    ]
)
batch = torch.stack([prepare(image) for image in images.values()])
with torch.no_grad():
    # The bias takes away what all images have in common, so that they differ in class.
    model.fc.bias.zero_().sub_(model(batch).mean(0))
    logits = {name: model(prepare(image)[None])[0].tolist() for name, image in images.items()}

torch.save(model.state_dict(), "narrow.pth")
torch.save(model.state_dict(), "narrow-legacy.pth", _use_new_zipfile_serialization=False)
torch.jit.script(model).save("narrow.pt")
write_safetensors("narrow.safetensors", model.state_dict())
with open("logits.json", "w") as file:
    json.dump(logits, file, indent=1)
    file.write("\n")
for name, values in logits.items():
    ranked = sorted(values, reverse=True)
    print(f"{name:15} class {values.index(ranked[0])}, {ranked[0]:.2f}, ahead by {ranked[0] - ranked[1]:.2f}")
