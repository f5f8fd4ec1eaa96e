"""The plain PyTorch way: a DCGAN (Radford et al. 2016) as its tutorials have it, trained for some seconds on raw pictures.

  dcgan.py PICTURES N C H W SECONDS SAMPLES COUNT     pictures and samples: files of uint8 [N,C,H,W], 28 or 32 pixels a side
"""
import sys
import time

import numpy
import torch
from torch import nn


def networks(channels):
    def up(i, o, stride, padding):
        return [nn.ConvTranspose2d(i, o, 4, stride, padding, bias=False), nn.BatchNorm2d(o), nn.ReLU(True)]

    def down(i, o):
        return [nn.Conv2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.LeakyReLU(0.2, True)]

    generator = nn.Sequential(*up(100, 256, 1, 0), *up(256, 128, 2, 1), *up(128, 64, 2, 1),
                              nn.ConvTranspose2d(64, channels, 4, 2, 1, bias=False), nn.Tanh())
    discriminator = nn.Sequential(nn.Conv2d(channels, 64, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True), *down(64, 128),
                                  *down(128, 256), nn.Conv2d(256, 1, 4, 1, 0, bias=False))

    def first(module):
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0, 0.02)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1, 0.02)

    return generator.apply(first), discriminator.apply(first)


def main(pictures, shape, seconds, samples, count):
    torch.manual_seed(1)
    x = torch.from_numpy(numpy.fromfile(pictures, numpy.uint8).reshape(shape))
    side, edge = x.shape[2], (32 - x.shape[2]) // 2
    generator, discriminator = networks(x.shape[1])
    rate = {"lr": 2e-4, "betas": (0.5, 0.999)}
    of_generator = torch.optim.Adam(generator.parameters(), **rate)
    of_discriminator = torch.optim.Adam(discriminator.parameters(), **rate)
    loss, batch, seen = nn.BCEWithLogitsLoss(), 128, 0
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        for chosen in torch.randperm(len(x)).split(batch):
            real = nn.functional.pad(x[chosen].float() / 127.5 - 1, [edge] * 4, value=-1)
            fake = generator(torch.randn(len(real), 100, 1, 1))
            of_discriminator.zero_grad()
            on_real, on_fake = discriminator(real), discriminator(fake.detach())
            (loss(on_real, torch.ones_like(on_real)) + loss(on_fake, torch.zeros_like(on_fake))).backward()
            of_discriminator.step()
            of_generator.zero_grad()
            verdict = discriminator(fake)
            loss(verdict, torch.ones_like(verdict)).backward()
            of_generator.step()
            seen += len(real)
            if time.monotonic() - start >= seconds:
                break
    print(seen)
    generator.eval()
    with torch.no_grad():
        made = torch.cat([generator(torch.randn(100, 100, 1, 1)) for _ in range(0, count, 100)])[:count]
    made = made[:, :, edge:edge + side, edge:edge + side]
    ((made + 1) * 127.5).round().clamp(0, 255).to(torch.uint8).numpy().tofile(samples)


main(sys.argv[1], [*map(int, sys.argv[2:6])], float(sys.argv[6]), sys.argv[7], int(sys.argv[8]))
