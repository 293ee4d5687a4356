#!/usr/bin/env python3
"""Preprocesses photos as Pillow and torchvision do, for 'elastic bench preprocess': preprocess.py DIR

Reads lines "WAY SECONDS" from standard input and answers each with photos a second. One thread. The ways:
"crop" resizes and crops, as our prepare does; "tensor" also makes a normalised tensor of it.
"""
import itertools
import pathlib
import sys
import time

import torch
from PIL import Image
from torchvision import transforms

torch.set_num_threads(1)
crop = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224)])
normalise = transforms.Compose(
    [transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
)
ways = {"crop": crop, "tensor": transforms.Compose([crop, normalise])}

names = sorted(p for p in pathlib.Path(sys.argv[1]).iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
photos = [Image.open(name).convert("RGB") for name in names]
for line in sys.stdin:
    way, seconds = line.split()
    transform, done, start = ways[way], 0, time.perf_counter()
    for photo in itertools.cycle(photos):
        transform(photo)
        done += 1
        elapsed = time.perf_counter() - start
        if elapsed >= float(seconds):
            break
    print(done / elapsed, flush=True)
