"""The layers that several families have, as functions of weights by name."""
import torch
from torch.nn import functional as F


def dense(w, name, x):
    return F.linear(x, w[name + ".weight"], w[name + ".bias"])


def conv(w, name, x, stride=1, padding=1):
    return F.conv2d(x, w[name + ".weight"], w.get(name + ".bias"), stride, padding)


def join(x, y):
    return x if y is None else torch.cat([x, y], 1)


def group_norm(w, name, x):
    return F.group_norm(x, 8, w[name + ".scale"].flatten(), w[name + ".shift"].flatten())


def decoder(w, z, y):
    h = F.relu(dense(w, "decoder.widening", join(z, y)))
    h = F.relu(dense(w, "decoder.opening", h)).unflatten(1, (-1, 7, 7))
    h = F.relu(F.pixel_shuffle(conv(w, "decoder.doubling.1", h), 2))
    h = F.relu(conv(w, "decoder.refinement.1", h))
    return torch.sigmoid(F.pixel_shuffle(conv(w, "decoder.painting", h), 2))
