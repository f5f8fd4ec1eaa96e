"""conv-small: a variational autoencoder with a learned prior."""
import math

import torch
from torch.nn import functional as F

from layers import conv, decoder, dense, join
from peer import Network


class Vae:
    def __init__(self, given):
        self.given, self.network = given, Network(given, "vae")
        self.networks, self.couplings = [self.network], given.whole("couplings")

    def train(self, batch):
        loss = self.loss(self.network.weights, batch)
        loss.backward()
        self.network.update(batch.step)
        self.network.follow(batch.step)
        return loss.item()

    def paint(self, u, y):
        w, z = self.network.average, u
        for i in reversed(range(self.couplings)):
            a, b = self.halves(z, i)
            s, t = self.changes(w, i, a, y)
            z = self.joined(a, b * s.exp() + t, i)
        s, t = dense(w, "prior.affine", y).chunk(2, 1)
        return decoder(w, z * s.tanh().exp() + t, y)

    def loss(self, w, batch):
        x, y = batch.pictures, batch.classes
        h = F.relu(conv(w, "encoder.halving.0", 2 * x - 1, 2))
        h = F.relu(conv(w, "encoder.halving.1", h, 2))
        h = F.relu(conv(w, "encoder.last", h)).flatten(1)
        mean, log_variance = dense(w, "encoder.moments", join(h, y)).chunk(2, 1)
        z = mean + (log_variance / 2).exp() * batch.noise
        error = F.mse_loss(decoder(w, z, y), x)
        negative_entropy = -0.5 * (1 + math.log(2 * math.pi) + log_variance).sum(1).mean()
        beta = self.given.number("beta") * min(batch.images / self.given.number("betaWarmUp"), 1)
        return 784 / 2 * (error + 4e-6).log() + beta * (negative_entropy - self.log_density(w, z, y).mean())

    def log_density(self, w, z, y):
        s, t = dense(w, "prior.affine", y).chunk(2, 1)
        s = s.tanh()
        u, volume = (z - t) * (-s).exp(), -s.sum(1)
        for i in range(self.couplings):
            a, b = self.halves(u, i)
            s, t = self.changes(w, i, a, y)
            u = self.joined(a, (b - t) * (-s).exp(), i)
            volume = volume - s.sum(1)
        return volume - 0.5 * (u * u + math.log(2 * math.pi)).sum(1)

    @staticmethod
    def changes(w, i, a, y):
        s, t = dense(w, f"prior.output.{i}", F.relu(dense(w, f"prior.hidden.{i}", join(a, y)))).chunk(2, 1)
        return s.tanh(), t

    @staticmethod
    def halves(z, i):
        a, b = z.chunk(2, 1)
        return (a, b) if i % 2 == 0 else (b, a)

    @staticmethod
    def joined(a, b, i):
        return torch.cat([a, b] if i % 2 == 0 else [b, a], 1)


model = Vae
