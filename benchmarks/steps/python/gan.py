"""resnet-hinge and dcgan-32."""
import torch
from torch.nn import functional as F

from layers import conv, dense, join
from peer import Network


def batch_norm(w, name, x, learning):
    return F.batch_norm(x, w[name + ".runningMean"], w[name + ".runningVariance"], w.get(name + ".weight"), w.get(name + ".bias"), learning)


class Pair:
    """Both sides in turn; one painting a step."""

    def __init__(self, given):
        self.given = given
        self.generator, self.discriminator = Network(given, "generator"), Network(given, "discriminator", averaged=False)
        self.networks = [self.generator, self.discriminator]

    def train(self, batch):
        fake = self.generate(self.generator.weights, batch.noise, batch.classes, True)
        self.refresh(self.discriminator.frozen())
        loss = self.judged(self.prepared(self.discriminator.weights), 2 * batch.pictures - 1, fake.detach(), batch.classes)
        loss.backward()
        self.discriminator.update(batch.step)
        wish = self.wished(self.score(self.prepared(self.discriminator.frozen()), fake, batch.classes))
        wish.backward()
        self.generator.update(batch.step)
        self.generator.follow(batch.step)
        return loss.item() + wish.item()

    def paint(self, z, y):
        return (self.generate(self.generator.average, z, y, False) + 1) / 2


class Dcgan(Pair):
    def generate(self, w, z, y, learning):
        h = z[:, :, None, None]
        for i in (1, 2, 3, 4):
            h = F.conv_transpose2d(h, w[f"painting.{i}.weight"], stride=1 if i == 1 else 2, padding=0 if i == 1 else 1)
            h = F.relu(batch_norm(w, f"painting.norm.{i}", h, learning)) if i < 4 else torch.tanh(h)
        return h[:, :, :28, :28]

    def score(self, w, x, y):
        h = F.leaky_relu(conv(w, "judging.1", F.pad(x, (0, 4, 0, 4), value=-1), 2), 0.2)
        for i in (2, 3):
            h = F.leaky_relu(batch_norm(w, f"judging.norm.{i}", conv(w, f"judging.{i}", h, 2), True), 0.2)
        return conv(w, "judging.4", h, 1, 0).flatten()

    def refresh(self, w):
        pass

    def prepared(self, w):
        return w

    def judged(self, w, real, fake, y):
        return F.softplus(-self.score(w, real, y)).mean() + F.softplus(self.score(w, fake, y)).mean()

    def wished(self, scores):
        return F.softplus(-scores).mean()


class Residual(Pair):
    def generate(self, w, z, y, learning):
        given = join(z, y)
        s = F.relu(dense(w, "style", given))
        x = dense(w, "opening", given).unflatten(1, (-1, 7, 7))
        h = transposed(w, "rising.2.doubling", modulated(w, "rising.2.before", x, s, learning))
        h = conv(w, "rising.2.refinement", modulated(w, "rising.2.between", h, s, learning))
        h = h + F.interpolate(conv(w, "rising.2.shortcut", x, 1, 0), scale_factor=2)
        h = F.relu(transposed(w, "doubling", modulated(w, "closing", h, s, learning)))
        return torch.tanh(conv(w, "painting", h))

    def score(self, w, x, y):
        x = conv(w, "stem", x, 2)
        h = conv(w, "falling.1.refinement", F.leaky_relu(x, 0.2))
        h = conv(w, "falling.1.halving", F.leaky_relu(h, 0.2), 2) + conv(w, "falling.1.shortcut", F.avg_pool2d(x, 2), 1, 0)
        h = h + conv(w, "last", F.leaky_relu(h, 0.2))
        features = F.leaky_relu(h, 0.2).sum((2, 3))
        return dense(w, "verdict", features).flatten() + (dense(w, "projection", features) * y).sum(1)

    @torch.no_grad()
    def refresh(self, w):
        for name, u in [(key[:-2], value) for key, value in w.items() if key.endswith(".u")]:
            matrix = w[name].flatten(1)
            u.copy_(F.normalize(matrix @ F.normalize(matrix.T @ u, dim=0), dim=0))

    def prepared(self, w):
        made = dict(w)
        for name, u in [(key[:-2], value) for key, value in w.items() if key.endswith(".u")]:
            matrix = w[name].flatten(1)
            v = F.normalize(matrix.detach().T @ u, dim=0)
            made[name] = w[name] / torch.dot(u, matrix @ v)
        return made

    def judged(self, w, real, fake, y):
        on_real, on_fake = self.score(w, torch.cat([real, fake]), torch.cat([y, y])).chunk(2)
        return F.relu(1 - on_real).mean() + F.relu(1 + on_fake).mean()

    def wished(self, scores):
        return -scores.mean()


def transposed(w, name, x):
    return F.conv_transpose2d(x, w[name + ".weight"], stride=2, padding=1)


def modulated(w, name, x, s, learning):
    gain, shift = dense(w, name + ".changes", s)[:, :, None, None].chunk(2, 1)
    return F.relu(batch_norm(w, name + ".norm", x, learning) * (1 + gain) + shift)


def model(given):
    return Dcgan(given) if given.settings["network"] == "dcgan" else Residual(given)
