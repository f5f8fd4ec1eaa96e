"""Reads a folder of a run's event files as TensorBoard does: by its library, and by its server with the fast loader."""

import json
import struct
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from tensorboard.backend.event_processing import event_accumulator

PORT = 16066


def check(condition, text):
    if not condition:
        sys.exit(f"NOT RIGHT: {text}")


def rising(steps, what):
    check(len(steps) > 0 and all(a < b for a, b in zip(steps, steps[1:])), f"{what}: steps {steps}")


def by_library(folder):
    events = event_accumulator.EventAccumulator(str(folder), size_guidance={"scalars": 0, "images": 0, "tensors": 0})
    events.Reload()
    tags = events.Tags()
    print(f"{folder.name}: {len(tags['scalars'])} scalars, {len(tags['images'])} image tags")
    for tag in tags["scalars"]:
        points = events.Scalars(tag)
        rising([point.step for point in points], tag)
        print(f"  {tag}: {len(points)} points, steps {points[0].step} to {points[-1].step}, "
              f"{points[0].value:.4g} to {points[-1].value:.4g}")
    for tag in tags["images"]:
        pictures = events.Images(tag)
        rising([picture.step for picture in pictures], tag)
        newest = pictures[-1]
        width, height = struct.unpack(">II", newest.encoded_image_string[16:24])
        check((width, height) == (newest.width, newest.height), f"{tag}: the sides of its picture")
        print(f"  {tag}: {len(pictures)} pictures, steps {[picture.step for picture in pictures]}, {width}x{height}")
    return tags


def by_server(root, run, tags):
    server = subprocess.Popen([sys.executable, "-m", "tensorboard.main", "--logdir", str(root), "--port", str(PORT),
                               "--load_fast", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        found = {}
        for _ in range(60):
            try:
                found = ask("scalars/tags")
            except OSError:
                pass
            if len(found.get(run, {})) == len(tags["scalars"]):
                break
            time.sleep(1)
        check(set(found.get(run, {})) == set(tags["scalars"]), f"the server shows {found}")
        query = urllib.parse.urlencode({"run": run, "tag": "loss/loss"})
        steps = [point[1] for point in ask("scalars/scalars?" + query)]
        rising(steps, "loss/loss by the server")
        images = ask("images/tags")
        check(set(images.get(run, {})) == set(tags["images"]), f"the server shows {images}")
        print(f"  by the server: the same tags; loss/loss has {len(steps)} points")
    finally:
        server.terminate()
        server.wait()


def ask(path):
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/data/plugin/{path}", timeout=5) as answer:
        return json.load(answer)


if len(sys.argv) != 2:
    sys.exit("usage: check FOLDER, as limner tensorboard RUN FOLDER has written it")
root = Path(sys.argv[1])
for folder in sorted(path for path in root.iterdir() if path.is_dir()):
    by_server(root, folder.name, by_library(folder))
print("right")
