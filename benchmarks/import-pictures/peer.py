"""The plain Python way to make a dataset version: read, decode, cut square, resize, hash, sort, write shards.

peer.py idx FOLDER | peer.py zip FILE SIDE | peer.py make FILE COUNT     PROCESSES=1 in the environment: so many processes
Prints: pictures, seconds of the clock, seconds of all processors.
"""
import gzip
import hashlib
import io
import multiprocessing
import os
import pathlib
import resource
import struct
import sys
import tempfile
import time
import zipfile

import numpy as np
from PIL import Image

SHARD = 4096


def square(encoded, side):
    """One encoded picture as planar RGB: its middle, resized by an anti-aliased bicubic filter; and its hash."""
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    short = min(picture.size)
    left, top = (picture.width - short) // 2, (picture.height - short) // 2
    if picture.size != (side, side):
        picture = picture.crop((left, top, left + short, top + short)).resize((side, side), Image.BICUBIC)
    pixels = np.ascontiguousarray(np.asarray(picture).transpose(2, 0, 1)).tobytes()
    return pixels, hashlib.sha256(pixels).digest()


def some(job):
    """The named entries of a zip, each as square() has it."""
    path, names, side = job
    with zipfile.ZipFile(path) as archive:
        return [(*square(archive.read(name), side), name.split("/")[-2]) for name in names]


def read_zip(path, side, processes):
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jpg")]
    jobs = [(path, names[first::4 * processes], side) for first in range(4 * processes)]
    if processes == 1:
        return [record for job in jobs for record in some(job)]
    with multiprocessing.Pool(processes) as pool:
        return [record for records in pool.imap_unordered(some, jobs) for record in records]


def read_idx(folder):
    records = []
    for name in ("train", "t10k"):
        images = gzip.decompress((folder / f"{name}-images-idx3-ubyte.gz").read_bytes())
        labels = gzip.decompress((folder / f"{name}-labels-idx1-ubyte.gz").read_bytes())
        count, height, width = struct.unpack(">III", images[4:16])
        size = height * width
        for i in range(count):
            pixels = images[16 + i * size:16 + (i + 1) * size]
            records.append((pixels, hashlib.sha256(pixels).digest(), labels[8 + i]))
    return records


def store(records):
    """Leaves out duplicates, sorts, and writes shards under their hash."""
    records = sorted({digest: (pixels, label) for pixels, digest, label in records}.values(), key=lambda record: record[0])
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(records), SHARD):
            shard = np.frombuffer(b"".join(pixels for pixels, _ in records[first:first + SHARD]), np.uint8).tobytes()
            pathlib.Path(folder, hashlib.sha256(shard).hexdigest()).write_bytes(shard)


def make(path, count):
    """Photographs of 12 megapixels, as a telephone makes them: soft shapes, grain, JPEG of quality 90."""
    random = np.random.default_rng(1)
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(count):
            soft = Image.fromarray(random.integers(0, 256, (12, 16, 3), dtype=np.uint8)).resize((4000, 3000), Image.BICUBIC)
            grain = random.normal(0, 6, (3000, 4000, 1)).astype(np.float32)
            photo = Image.fromarray(np.clip(np.asarray(soft, np.float32) + grain, 0, 255).astype(np.uint8))
            encoded = io.BytesIO()
            photo.save(encoded, "JPEG", quality=90)
            archive.writestr(f"photos/{'ab'[i % 2]}/{i}.jpg", encoded.getvalue())


if __name__ == "__main__":
    what, path = sys.argv[1], pathlib.Path(sys.argv[2])
    if what == "make":
        make(path, int(sys.argv[3]))
        sys.exit()
    start = time.monotonic()
    found = read_idx(path) if what == "idx" else read_zip(path, int(sys.argv[3]), int(os.environ.get("PROCESSES", "1")))
    store(found)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(len(found), time.monotonic() - start, sum(usage.ru_utime + usage.ru_stime for usage in used))
