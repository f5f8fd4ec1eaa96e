#!/usr/bin/env python3
"""Limner's Inception features beside PyTorch's, from the same random weights and pictures: torchvision's inception_v3 with the changes that FIDs
are published by (averages that do not count padding, maxima in the last block) and its resizing (bilinear, no smoothing, to 299×299).

  python -m pip install torch==2.7.1 torchvision==0.22.1      into an environment of your own
  python benchmarks/inception-parity/parity.py CLASSPATH      CLASSPATH: models and store with their libraries, as in
                                                              'generator-service/target/quarkus-app/lib/main/*'
Ends with the largest difference relative to the largest feature, and fails above 1e-4.
"""
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import torch
import torch.nn.functional as F
import torchvision

HERE = pathlib.Path(__file__).resolve().parent
COUNT, CHANNELS, HEIGHT, WIDTH = 4, 3, 28, 40


def safetensors(tensors):
    header, parts, at = {}, [], 0
    for name, tensor in sorted(tensors.items()):
        data = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(parts)


def network():
    """Random weights whose activations neither vanish nor grow."""
    torch.manual_seed(1)
    model = torchvision.models.inception_v3(weights=None, aux_logits=False, init_weights=False).eval()
    for module in model.modules():
        if isinstance(module, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(module.weight)
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.8, 1.2)
            torch.nn.init.normal_(module.bias, 0, 0.1)
            torch.nn.init.normal_(module.running_mean, 0, 0.1)
            torch.nn.init.uniform_(module.running_var, 0.5, 1.5)
    return model


def features(model, pictures):
    found = {}
    model.Mixed_7c.register_forward_hook(lambda module, given, made: found.update(made=made))
    plain = F.avg_pool2d

    def pooled(x, kernel_size, stride=None, padding=0):
        return plain(x, kernel_size, stride, padding, count_include_pad=False)

    def last(x, kernel_size, stride=None, padding=0):
        return F.max_pool2d(x, kernel_size, stride, padding)

    F.avg_pool2d = pooled
    model.Mixed_7c.register_forward_pre_hook(lambda module, given: setattr(F, "avg_pool2d", last))
    try:
        x = F.interpolate(pictures.float() / 255, size=(299, 299), mode="bilinear", align_corners=False)
        with torch.no_grad():
            model(2 * x - 1)
    finally:
        F.avg_pool2d = plain
    return found["made"].mean((2, 3))


def main(classpath):
    model = network()
    pictures = torch.randint(0, 256, (COUNT, CHANNELS, HEIGHT, WIDTH), dtype=torch.uint8)
    theirs = features(model, pictures)
    with tempfile.TemporaryDirectory() as folder:
        weights, pixels = pathlib.Path(folder, "weights.safetensors"), pathlib.Path(folder, "pictures.u8")
        weights.write_bytes(safetensors({k: v for k, v in model.state_dict().items() if v.dtype == torch.float32}))
        pixels.write_bytes(pictures.numpy().tobytes())
        done = subprocess.run(["java", "-cp", classpath, HERE / "InceptionParity.java", weights, pixels, *map(str, (COUNT, CHANNELS, HEIGHT, WIDTH))],
                              stdout=subprocess.PIPE, text=True, check=True)
    ours = torch.tensor([[float(number) for number in line.split()] for line in done.stdout.splitlines()])
    worst = ((ours - theirs).abs().max() / theirs.abs().max()).item()
    print(f"{COUNT} pictures, {theirs.shape[1]} features each: largest {theirs.abs().max():.4g}, spread {theirs.std():.4g}, largest difference {worst:.2g} of it")
    return 0 if worst <= 1e-4 else 1


sys.exit(main(sys.argv[1]))
