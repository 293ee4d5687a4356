#!/usr/bin/env python3
"""Compares ml-app's whole path with Pillow's and torchvision's on a folder of photos; run.sh calls it.

Needs torch, torchvision, numpy and Pillow (Debian: python3-torch python3-torchvision).
"""
import json
import pathlib
import struct
import sys

import numpy
import torch
import torchvision
from PIL import Image
from torchvision import transforms

photos, out = map(pathlib.Path, sys.argv[1:3])
data = (out / "seeded-1.safetensors").read_bytes()
length = struct.unpack("<Q", data[:8])[0]
header, numbers = json.loads(data[8 : 8 + length]), data[8 + length :]
model = torchvision.models.resnet18(weights=None).eval()
state = {
    name: torch.from_numpy(numpy.frombuffer(numbers[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]).copy())
    for name, entry in header.items()
}
missing, unexpected = model.load_state_dict(state, strict=False)
assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing), (missing, unexpected)

crop = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224)])
normalise = transforms.Compose(
    [transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
)
ours = json.loads((out / "logits.json").read_text())
grey_levels, differences, relative, same = [], [], [], 0
with torch.inference_mode():
    for name, values in ours.items():
        reference = crop(Image.open(photos / name).convert("RGB"))
        prepared = numpy.frombuffer((out / f"{name}.prepared").read_bytes(), numpy.uint8).reshape(3, 224, 224)
        pixels = numpy.asarray(reference).transpose(2, 0, 1)
        grey_levels.append(numpy.abs(prepared.astype(int) - pixels.astype(int)).max())
        logits = model(normalise(reference)[None])[0].numpy()
        mine = numpy.array(values)
        differences.append(numpy.abs(logits - mine).max())
        relative.append(numpy.linalg.norm(logits - mine) / numpy.linalg.norm(logits))
        same += int(logits.argmax() == mine.argmax())
spread = numpy.abs(logits).max()
print(f"photos {len(ours)}, same top-1 {same}")
print(f"largest difference of prepared pixels {max(grey_levels)} grey level(s)")
print(f"largest difference of a logit {max(differences):.2e} (logits reach {spread:.1f})")
print(f"relative error of logits: median {numpy.median(relative):.1e}, largest {max(relative):.1e}")
sys.exit(0 if same == len(ours) and max(grey_levels) <= 1 else 1)
