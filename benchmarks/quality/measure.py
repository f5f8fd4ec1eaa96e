"""Trains presets for some seconds each and measures what they paint, beside a DCGAN written the plain PyTorch way."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from figures import HERE, ROOT, record

FOLDER = HERE / "quality"
COUNT = os.environ.get("COUNT", "2000")
SHOWN = ["images", "samplesPerSecond", "fid", "kid", "kidError", "precision", "recall", "labelAccuracy", "labelAccuracyReal", "trainOnSynthetic",
         "nearestRatio"]
ALL = "flow:latent-small gan:resnet-hinge vae:conv-small cnn:glo-small gan:dcgan-32"


def limner(*arguments):
    """The lines that Quality prints."""
    libraries = ROOT / "generator-service" / "target" / "quarkus-app" / "lib" / "main" / "*"
    done = subprocess.run(["java", "-Xmx4g", "-cp", libraries, FOLDER / "Quality.java", *map(str, arguments)], stdout=subprocess.PIPE, text=True,
                          check=True, env={**os.environ, "OMP_WAIT_POLICY": "passive"})
    return done.stdout.splitlines()


def peer(data, seconds):
    """The same seconds of the plain PyTorch way: how many images it saw, and the file of its samples."""
    python = FOLDER / "target" / "venv" / "bin" / "python"
    if not python.exists():
        print(f"installs the peer, torch==2.7.1 and numpy, into {python.parent.parent}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", python.parent.parent], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "torch==2.7.1", "numpy"], check=True)
    raw, samples = FOLDER / "target" / "pictures.u8", FOLDER / "target" / "samples.u8"
    shape = limner("export", data, raw)[-1].split()
    seen = subprocess.run([python, FOLDER / "dcgan.py", raw, *shape, seconds, samples, COUNT], stdout=subprocess.PIPE, text=True, check=True).stdout
    return float(seen), samples


def measure(name, data, said, seconds="180", models=ALL):
    """Records NAME: the models (FAMILY:PRESET[,SETTING=VALUE]…) and the peer on DATA, a folder of IDX files or a zip of pictures in folders."""
    seconds = os.environ.get("SECONDS", seconds)
    models = os.environ.get("MODELS", models).split()
    (FOLDER / "target").mkdir(exist_ok=True)
    seen, samples = peer(data, seconds)
    figures, fids = [], {}
    for line in limner("measure", data, FOLDER / "target" / name, COUNT, f"{seconds}s", *models, f"raw:{samples}"):
        model, *pairs = line.split()
        found = {key: float(value) for key, value in (pair.split("=") for pair in pairs)}
        label = "plain PyTorch DCGAN" if model == "peer" else model.replace(":", " ")
        found = {"images": seen, **found}
        fids[label] = found["fid"]
        figures.append((label, ", ".join(f"{key} {found[key]:.4g}" for key in SHOWN if key in found), ""))
        print(*figures[-1], file=sys.stderr)
    other = fids.pop("plain PyTorch DCGAN")
    best = min(fids, key=fids.get)
    record(name, f"ratio {fids[best] / other:.3f} (limner {best} fid {fids[best]:.2f}, plain PyTorch DCGAN fid {other:.2f})", figures,
           f"{said} {seconds} s of training each, one run, seed 1, none left out; {COUNT} samples at each preset's own temperature, measured with "
           "features of a classifier trained on the same training pictures (so FID is comparable within a data set only), reference: the held-out "
           "pictures. The unconditional peers have no label accuracy.")
