"""latent-small, both stages, and pixel-small."""
import math

import torch
from scipy.optimize import linear_sum_assignment
from torch.nn import functional as F

from layers import conv, dense, group_norm
from peer import Network


class Flow:
    def __init__(self, given):
        self.given, self.latent, self.patch = given, given.settings["space"] == "latent", 1 if given.settings["space"] == "latent" else 2
        self.velocity = Network(given, "flow")
        self.coder = Network(given, "autoencoder") if self.latent else None
        self.networks = [self.velocity, self.coder] if self.latent else [self.velocity]
        self.heads, self.frequencies = given.whole("heads"), 1000 * 10_000 ** (-torch.arange(32) / 32)

    def train(self, batch):
        if self.latent and batch.images < self.given.whole("autoencoderImages"):
            loss = self.first(batch)
        else:
            total = self.second(batch)
            total.backward()
            self.velocity.update(batch.step)
            loss = total.item()
        for network in self.networks:
            network.follow(batch.step)
        return loss

    def paint(self, noise, y):
        x = noise.view(len(noise), *((4, 7, 7) if self.latent else (1, 28, 28)))
        w, both, guidance = self.velocity.average, torch.cat([y, torch.zeros_like(y)]), self.given.number("guidance")

        def v(x, t):
            told, untold = self.field(w, torch.cat([x, x]), torch.full((2 * len(x),), t), both).chunk(2)
            return untold + guidance * (told - untold)

        steps = self.given.whole("evaluations") // 2
        for i in range(steps):
            x = x + v(x + v(x, i / steps) / (2 * steps), (i + 0.5) / steps) / steps
        return self.decode(self.coder.average, x) if self.latent else (x + 1) / 2

    def first(self, batch):
        parts, loss = self.given.whole("autoencoderSteps"), 0
        for x, noise in zip(batch.pictures.chunk(parts), batch.noise.chunk(parts)):
            w = self.coder.weights
            z = self.encode(w, x, True)
            painted = self.decode(w, z + self.given.number("latentNoise") * noise.view(z.shape))
            edges = sum((painted.diff(dim=side) - x.diff(dim=side)).abs().mean() for side in (2, 3))
            total = ((painted - x).abs().mean() + self.given.number("edges") * edges) / parts
            total.backward()
            self.coder.update(batch.step)
            loss += total.item()
        return loss

    def second(self, batch):
        if self.latent:
            with torch.no_grad():
                data = self.encode(self.coder.weights, batch.pictures, False)
        else:
            data = 2 * batch.pictures - 1
        told = batch.dropout >= self.given.number("classDropout")
        noise = coupled(batch.noise, data.flatten(1), torch.where(told, batch.labels, -1)).view(data.shape)
        direction = data - noise
        between = noise + direction * batch.times.view(-1, 1, 1, 1)
        return F.mse_loss(self.field(self.velocity.weights, between, batch.times, batch.classes * told[:, None]), direction)

    def encode(self, w, x, learning):
        h = F.relu(conv(w, "encoder.halving.1", 2 * x - 1, 2))
        h = F.relu(conv(w, "encoder.halving.2", h, 2))
        h = conv(w, "encoder.code", F.relu(residual(w, "encoder.last", h)), 1, 0)
        return F.batch_norm(h, w["latent.mean"], w["latent.variance"], training=learning, momentum=0.02)

    def decode(self, w, z):
        h = conv(w, "decoder.opening", z)
        h = residual(w, "decoder.deepest.2", residual(w, "decoder.deepest.1", h))
        h = residual(w, "decoder.refinement.1", F.pixel_shuffle(conv(w, "decoder.doubling.1", F.relu(h)), 2))
        return torch.sigmoid(F.pixel_shuffle(conv(w, "decoder.painting", F.relu(group_norm(w, "decoder.norm", h))), 2))

    def field(self, w, x, times, y):
        angles = times[:, None] * self.frequencies
        e = F.silu(dense(w, "velocity.waves", torch.cat([angles.cos(), angles.sin()], 1)))
        e = F.silu(dense(w, "velocity.time", e) + dense(w, "velocity.classes", y))
        h = conv(w, "velocity.opening", F.pixel_unshuffle(x, self.patch))
        kept = h = block(w, "velocity.down.0.0", h, e)
        h = conv(w, "velocity.halving.0", h, 2)
        h = attention(w, "velocity.attention", block(w, "velocity.lowest", h, e), self.heads)
        h = F.pixel_shuffle(conv(w, "velocity.doubling.0", block(w, "velocity.middle.0", h, e)), 2)
        h = torch.cat([h[:, :, :kept.shape[2], :kept.shape[3]], kept], 1)
        h = block(w, "velocity.up.0.0", h, e)
        return F.pixel_shuffle(conv(w, "velocity.closing", F.silu(group_norm(w, "velocity.norm", h))), self.patch)


def coupled(noise, data, conditions):
    """Noise exchanged within each condition so that the squared distances' sum is least."""
    products, order = -(data @ noise.T), torch.arange(len(noise))
    for condition in conditions.unique():
        rows = (conditions == condition).nonzero()[:, 0]
        order[rows] = rows[linear_sum_assignment(products[rows][:, rows].numpy())[1]]
    return noise[order]


def residual(w, name, h):
    return h + conv(w, name + ".second", F.relu(conv(w, name + ".first", F.relu(group_norm(w, name + ".norm", h)))))


def block(w, name, x, e):
    h = conv(w, name + ".first", F.silu(group_norm(w, name + ".norm", x)))
    gain, shift = dense(w, name + ".film", e)[:, :, None, None].chunk(2, 1)
    h = conv(w, name + ".second", F.silu(F.group_norm(h, 8) * (1 + gain) + shift))
    return h + (conv(w, name + ".skip", x, 1, 0) if name + ".skip.weight" in w else x)


def attention(w, name, x, heads):
    pixels = group_norm(w, name + ".norm", x).flatten(2).mT
    q, k, v = (each.unflatten(2, (heads, -1)).transpose(1, 2) for each in dense(w, name + ".projections", pixels).chunk(3, 2))
    mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
    return x + dense(w, name + ".output", mixed).mT.unflatten(2, x.shape[2:])


model = Flow
