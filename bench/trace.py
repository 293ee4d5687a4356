#!/usr/bin/env python3
"""Writes torchvision's ResNet18 as torch.jit.trace gives it: trace.py FILE.pt

Its weights are drawn; 'elastic bench network --traced FILE.pt' measures its speed beside that of the archive that the
benchmarks assemble themselves. Needs Debian's python3-torchvision.
"""
import sys

import torch
import torchvision

torch.manual_seed(0)
with torch.no_grad():
    model = torchvision.models.resnet18(weights=None).eval()
    torch.jit.trace(model, torch.zeros(1, 3, 224, 224)).save(sys.argv[1])
