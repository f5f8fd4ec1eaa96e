"""Limner's steps in Python PyTorch.

  peer.py FOLDER THREADS WARM TIMED     FOLDER: what Steps.java exported; seconds

First takes the exported steps and compares: losses, and what the averaged weights then paint. Then prints the parameters' number and the
median milliseconds of a training step and of a sampling pass, on one line.
"""
import importlib
import pathlib
import statistics
import sys
import time

import numpy
import torch

GIVEN = 3


class Given:
    """What Limner exported."""

    def __init__(self, folder):
        self.settings = dict(line.split(" ", 1) for line in (folder / "settings.txt").read_text().splitlines())
        numbers, offset, self.tensors, self.trained = numpy.fromfile(folder / "tensors.f32", numpy.float32), 0, {}, set()
        for line in (folder / "tensors.txt").read_text().splitlines():
            kind, name, *shape = line.split()
            shape = [*map(int, shape)]
            size = int(numpy.prod(shape))
            self.tensors[name] = torch.from_numpy(numbers[offset:offset + size].reshape(shape).copy())
            offset += size
            if kind == "trained":
                self.trained.add(name)
        self.pictures = numpy.fromfile(folder / "pictures.u8", numpy.uint8).reshape(-1, 1, 28, 28)
        self.labels, self.order = self["labels"].long(), self["order"].long().tolist()
        self.classes, self.batch = int(self.settings["classes"]), self.whole("batch")

    def __getitem__(self, name):
        return self.tensors[name]

    def whole(self, name):
        return int(self.settings[name])

    def number(self, name):
        return float(self.settings[name])

    def one_hot(self, labels):
        return torch.nn.functional.one_hot(labels, self.classes).float() if self.classes else None


class Network:
    """Weights by name, how they learn, and their average."""

    def __init__(self, given, name, averaged=True):
        own = {key[len(name) + 1:]: key for key in given.tensors if key.startswith(name + ".")}
        self.weights = {short: given[key].clone().requires_grad_(key in given.trained) for short, key in own.items()}
        self.average = {key: weight.detach().clone() for key, weight in self.weights.items()} if averaged else None
        self.trained = [weight for weight in self.weights.values() if weight.requires_grad]
        self.rates, self.clip, self.gamma = given["rate." + name] if "rate." + name in given.tensors else None, given.number("clipNorm"), given.number("gamma")
        options = {"betas": (given.number("adamBeta1"), given.number("adamBeta2")), "eps": given.number("epsilon"), "fused": True}
        self.adam = (torch.optim.AdamW(self.trained, weight_decay=given.number("weightDecay"), **options)
                     if given.settings["optimiser"] == "adamw" else torch.optim.Adam(self.trained, **options))

    def frozen(self):
        return {key: weight.detach() for key, weight in self.weights.items()}

    def update(self, step, rates=None):
        """By the gradients so far; step from 1 on."""
        rates = self.rates if rates is None else rates
        if self.clip:
            torch.nn.utils.clip_grad_norm_(self.trained, self.clip)
        for group in self.adam.param_groups:
            group["lr"] = float(rates[min(step, GIVEN) - 1])
        self.adam.step()
        self.adam.zero_grad()

    @torch.no_grad()
    def follow(self, step):
        beta = (1 - 1 / step) ** (self.gamma + 1)
        torch._foreach_lerp_([*self.average.values()], [weight.detach() for weight in self.weights.values()], 1 - beta)


class Batch:
    """Pictures of one step, and what is drawn for them: what was exported in the given steps, fresh numbers later."""

    def __init__(self, given, step):
        self.step, self.images, n = step, (step - 1) * given.batch, given.batch
        self.chosen = [given.order[(self.images + i) % len(given.order)] for i in range(n)]
        self.pictures = torch.from_numpy(given.pictures[self.chosen]).float().div_(255)
        self.labels = given.labels[self.chosen]
        self.classes = given.one_hot(self.labels)
        if step <= GIVEN:
            rows = slice(self.images, self.images + n)
            self.noise, self.times, self.dropout = given["noise"][rows], given["times"][rows], given["dropout"][rows]
        else:
            self.noise, self.times, self.dropout = torch.randn(n, given["noise"].shape[1]), torch.sigmoid(torch.randn(n)), torch.rand(n)


def main(folder, threads, warm, timed):
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    given = Given(folder)
    model = importlib.import_module(given.settings["family"]).model(given)
    losses = [model.train(Batch(given, step)) for step in range(1, GIVEN + 1)]
    noise = given["sample.noise"]
    y = given.one_hot(torch.arange(len(noise)) % given.classes) if given.classes else None
    with torch.inference_mode():
        painted = (model.paint(noise, y).clamp(0, 1) * 255).round()
    parted = (painted - given["expected.samples"]).abs()
    print(f"losses {losses}, limner's {given['expected.losses'].tolist()}; samples differ by {parted.mean():.4f} grey levels, {parted.max():.0f} at most",
          file=sys.stderr)
    if not numpy.allclose(losses, given["expected.losses"], rtol=1e-3) or parted.mean() > 0.5:
        sys.exit("not the same steps")

    step = GIVEN

    def train():
        nonlocal step
        step += 1
        if not numpy.isfinite(model.train(Batch(given, step))):
            sys.exit("diverged")

    @torch.inference_mode()
    def paint():
        classes = given.one_hot(torch.arange(len(noise)) % given.classes) if given.classes else None
        (model.paint(torch.randn(noise.shape).mul_(given.number("temperature")), classes).clamp_(0, 1) * 255).round_().to(torch.uint8).numpy().tobytes()

    parameters = sum(weight.numel() for network in model.networks for weight in network.trained)
    print(parameters, *(f"{median(each, warm, timed):.4f}" for each in (train, paint)))


def median(work, warm, timed):
    millis, begin = [], time.perf_counter()
    last = begin
    while last - begin < warm + timed:
        work()
        now = time.perf_counter()
        if now - begin > warm:
            millis.append((now - last) * 1e3)
        last = now
    return statistics.median(millis)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
