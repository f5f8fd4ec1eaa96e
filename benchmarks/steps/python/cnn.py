"""glo-small: a decoder and a learned code for each picture."""
import math

import torch
from torch.nn import functional as F

from layers import decoder
from peer import Network


class Glo:
    def __init__(self, given):
        self.given, self.network = given, Network(given, "decoder")
        self.networks, self.codes, self.rates = [self.network], given["codes"].clone(), given["rate.glo"]
        self.ratio = given.number("codeLearningRate") / given.number("learningRate")
        self.scale = 2 * math.sqrt(self.codes.shape[1])
        self.components = given.whole("components")

    def train(self, batch):
        z = self.codes[batch.chosen].requires_grad_()
        x = decoder(self.network.weights, z * self.scale, batch.classes)
        loss = F.mse_loss(x, batch.pictures) + self.given.number("laplacian") * laplacian(x - batch.pictures)
        loss.backward()
        self.network.update(batch.step, self.rates)
        rate = float(self.rates[min(batch.step, len(self.rates)) - 1]) * self.ratio
        moved = z.detach() - rate * len(z) * z.grad
        self.codes[batch.chosen] = moved / moved.norm(dim=1, keepdim=True).clamp(min=1)
        self.network.follow(batch.step)
        return loss.item()

    def paint(self, noise, y):
        shares, means, factors = (self.given["fitted.density." + name] for name in ("shares", "means", "factors"))
        turn = torch.atan2(noise[:, -1], noise[:, -2]).div(2 * math.pi).remainder(1)
        rows = y.argmax(1)
        component = (shares[rows].cumsum(1) <= turn[:, None]).sum(1)
        chosen = rows * self.components + component.clamp(max=self.components - 1)
        z = (noise[:, None, :-2] @ factors[chosen]).squeeze(1) + means[chosen]
        return decoder(self.network.average, z * self.scale, y)


def laplacian(rest):
    """Σ_j mean |L_j|, a kernel that meets the edge being scaled to sum 1."""
    total = 0
    while rest.shape[-1] > 4:
        side = rest.shape[-1]
        down, up = matrices(side)
        low = down @ rest @ down.T
        total = total + (rest - up @ low @ up.T).abs().mean()
        rest = low
    return total + rest.abs().mean()


def matrices(side, made={}):
    if side not in made:
        kernel = torch.tensor([1., 4, 6, 4, 1])
        full = torch.stack([torch.nn.functional.pad(kernel, (i, side - 1 - i))[2:-2] for i in range(side)])
        down, up = full[::2], full[:, ::2]
        made[side] = down / down.sum(1, keepdim=True), up / up.sum(1, keepdim=True)
    return made[side]


model = Glo
