"""Writes the pictures of this folder: each file, and beside it what Pillow makes of it, as FILE.png."""
import pathlib

import numpy
from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
RANDOM = numpy.random.default_rng(7)


def octaves(width, height, channels=3):
    """Smooth at all scales, as photographs are."""
    picture = numpy.zeros((height, width, channels))
    for size in (3, 6, 12, 24, 48):
        for c in range(channels):
            noise = Image.fromarray(RANDOM.normal(size=(size, size)).astype("float32"))
            picture[:, :, c] += numpy.asarray(noise.resize((width, height), Image.BICUBIC)) * 90 / size**0.5
    return Image.fromarray(numpy.clip(picture + 128, 0, 255).astype("uint8").squeeze())


def save(name, picture, **options):
    picture.save(HERE / name, **options)
    read = ImageOps.exif_transpose(Image.open(HERE / name))
    if read.mode == "P":
        read = read.convert("RGBA" if "transparency" in read.info else "RGB")
    if read.mode == "CMYK":
        read = read.convert("RGB")
    if read.mode == "1":
        read = read.convert("L")
    read.info = {}
    read.save(HERE / (name + ".png"), optimize=True)


def formats():
    rgb = octaves(37, 29)
    grey = rgb.convert("L")
    alpha = rgb.convert("RGBA")
    alpha.putalpha(octaves(37, 29, 1))
    exif = Image.Exif()
    exif[0x0112] = 6
    for name, sampling in (("444", 0), ("422", 1), ("420", 2)):
        save(f"{name}.jpg", rgb, quality=80, subsampling=sampling)
        save(f"{name}-progressive.jpg", rgb, quality=80, subsampling=sampling, progressive=True)
    save("restart.jpg", rgb, quality=60, restart_marker_blocks=2)
    save("grey.jpg", grey, quality=80, progressive=True)
    save("cmyk.jpg", rgb.convert("CMYK"), quality=90)
    save("rgb.jpg", rgb, quality=90, keep_rgb=True)
    save("turned.jpg", rgb, quality=80, exif=exif)
    save("plain.gif", rgb.quantize(64))
    save("interlaced.gif", rgb.quantize(64), interlace=1)
    save("transparent.gif", rgb.quantize(32), transparency=3)
    frames = [octaves(37, 29).quantize(16) for _ in range(3)]
    save("animated.gif", frames[0], save_all=True, append_images=frames[1:])
    save("plain.bmp", rgb)
    save("palette.bmp", rgb.quantize(16))
    save("one-bit.bmp", grey.convert("1"))
    save("lzw.tif", rgb, compression="tiff_lzw")
    save("deflate.tif", alpha, compression="tiff_adobe_deflate")
    save("packbits.tif", grey, compression="packbits")
    save("jpeg.tif", rgb, compression="jpeg")
    save("fax.tif", grey.convert("1"), compression="group4")
    save("cmyk.tif", rgb.convert("CMYK"))
    save("palette.tif", rgb.quantize(16))
    save("turned.tif", rgb, tiffinfo={274: 6})
    save("lossless.webp", rgb, lossless=True)
    save("lossless-alpha.webp", alpha, lossless=True, exact=True)
    save("lossy.webp", rgb, quality=80)
    save("lossy-alpha.webp", alpha, quality=70, alpha_quality=100, exact=True)
    animation = [octaves(37, 29) for _ in range(3)]
    save("animated.webp", animation[0], save_all=True, append_images=animation[1:], lossless=True)
    save("turned.webp", rgb, lossless=True, exif=exif)


def sizes():
    noise = Image.fromarray(RANDOM.integers(0, 256, (41, 53, 3)).astype("uint8"))
    natural = octaves(90, 64)
    alpha = octaves(50, 40).convert("RGBA")
    alpha.putalpha(octaves(50, 40, 1))
    for name, picture in (("noise", noise), ("natural", natural), ("alpha", alpha)):
        picture.save(HERE / f"{name}.png", optimize=True)
        for width, height in ((32, 32), (16, 16), (53, 20), (64, 48), (101, 7)):
            picture.resize((width, height), Image.BICUBIC).save(HERE / f"{name}-{width}x{height}.png", optimize=True)


formats()
sizes()
