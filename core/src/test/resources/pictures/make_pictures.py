#!/usr/bin/env python3
"""Make the little pictures of this folder and what Pillow sees in them.

    python make_pictures.py        # needs Pillow and NumPy; writes beside itself

expected.csv: file, width, height, CRC-32 of the pixels [height, width, 3] after the rules of the model's own
preprocessing: turned by EXIF, mode RGB taken as it is, every other mode converted to RGBA and laid over white.
resize.csv: size before and after, CRC-32 of Pillow's bilinear resize of pattern(width, height).
"""
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

HERE = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(1)


def pattern(width, height):
    """The same picture as in the Java tests."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    return np.stack([x * 7 + y * 3, x * y + 11 * x, (x * 31) ^ (y * 17)], -1).astype(np.uint8)


def save(name, image, **options):
    image.save(os.path.join(HERE, name), **options)


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(data)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, width, height, depth, colour_type, samples, before=b""):
    """Kinds of PNG that Pillow does not write; samples [height, bytes of a row]."""
    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    write(name, b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def bmp(name, width, height, bits, compression, masks, data, header_size=40, palette=b""):
    header = struct.pack("<IiiHHIIiiII", header_size, width, height, 1, bits, compression, len(data), 2835, 2835, len(palette) // 4, 0)
    header += masks if header_size == 40 else masks + bytes(header_size - 40 - len(masks))
    offset = 14 + len(header) + len(palette)
    write(name, b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + header + palette + data)


def make():
    y, x = np.mgrid[0:30, 0:47]
    a = np.stack([x * 255 // 46, y * 255 // 29, (x + y) * 255 // 75], -1).astype(np.uint8)
    a[5:15, 10:25] = [200, 30, 40]
    rgb = Image.fromarray(a)
    rgba = Image.fromarray(np.dstack([a, (255 - x * 5 % 256).astype(np.uint8)]))
    grey = rgb.convert("L")
    indexed = rgb.quantize(64)
    odd = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    i, j = odd.find(b"rXYZ"), odd.find(b"bXYZ")
    odd[i:i + 4], odd[j:j + 4] = b"bXYZ", b"rXYZ"  # red and blue change places

    save("rgb.png", rgb)
    save("rgba.png", rgba)
    save("grey.png", grey)
    save("grey-alpha.png", rgba.convert("LA"))
    save("indexed.png", indexed)
    save("indexed-transparent.png", indexed, transparency=bytes(range(0, 256, 4)))
    save("one-bit.png", rgb.convert("1"))
    save("rgb-key.png", rgb, transparency=(200, 30, 40))
    save("grey-key.png", grey, transparency=100)
    save("profile.png", rgb, icc_profile=bytes(odd))
    png("rgb-16.png", 12, 9, 16, 2, rng.integers(0, 65536, (9, 36)).astype(">u2"))
    png("rgba-16.png", 12, 9, 16, 6, rng.integers(0, 65536, (9, 48)).astype(">u2"))
    png("grey-alpha-16.png", 12, 9, 16, 4, rng.integers(0, 65536, (9, 24)).astype(">u2"))
    png("grey-16.png", 12, 9, 16, 0, rng.integers(0, 65536, (9, 12)).astype(">u2"))
    png("grey-4.png", 12, 9, 4, 0, rng.integers(0, 256, (9, 6)).astype("u1"))
    png("grey-4-key.png", 12, 9, 4, 0, rng.integers(0, 256, (9, 6)).astype("u1"), chunk(b"tRNS", b"\0\5"))
    four = chunk(b"PLTE", rng.integers(0, 256, 12).astype("u1").tobytes())
    png("indexed-2.png", 12, 9, 2, 3, rng.integers(0, 256, (9, 3)).astype("u1"), four + chunk(b"tRNS", b"\x80\0"))
    three = chunk(b"PLTE", rng.integers(0, 256, 9).astype("u1").tobytes())
    png("indexed-short-palette.png", 12, 9, 2, 3, rng.integers(0, 256, (9, 3)).astype("u1"), three)

    save("baseline.jpg", rgb, quality=90, subsampling=0)
    save("progressive.jpg", rgb, quality=80, subsampling=0, progressive=True)
    save("grey.jpg", grey, quality=90)
    save("cmyk.jpg", rgb.convert("CMYK"), quality=90)
    save("profile.jpg", rgb, quality=90, subsampling=0, icc_profile=bytes(odd))
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x112] = orientation
        save(f"exif-{orientation}.jpg", rgb, quality=90, subsampling=0, exif=exif)
    exif = Image.Exif()
    exif[0x112] = 6
    save("exif-6.png", rgb, exif=exif)
    save("exif-6.webp", rgb, exif=exif, lossless=True)

    frames = [rgb.transpose(Image.Transpose.FLIP_LEFT_RIGHT), rgb.transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    save("lossless.webp", rgb, lossless=True)
    save("lossless-alpha.webp", rgba, lossless=True, exact=True)
    save("animated.webp", rgb, lossless=True, save_all=True, append_images=frames, duration=100)
    save("profile.webp", rgb, lossless=True, icc_profile=bytes(odd))
    save("lossy.webp", rgb, quality=90)

    save("rgb.bmp", rgb)
    save("indexed.bmp", indexed)
    save("one-bit.bmp", rgb.convert("1"))
    save("grey.bmp", grey)
    deep = rng.integers(0, 2**32, (9, 12)).astype("<u4").tobytes()
    bmp("rgb-32.bmp", 12, 9, 32, 0, b"", deep)
    bmp("rgba-32.bmp", 12, 9, 32, 3, struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000), deep, header_size=108)
    bmp("rgb-565.bmp", 12, 9, 16, 3, struct.pack("<III", 0xF800, 0x7E0, 0x1F), deep[:216])
    bmp("from-top.bmp", 12, -9, 24, 0, b"", deep[:324])
    runs = b"".join(bytes([8, row, 4, 255 - row, 0, 0]) for row in range(9)) + b"\0\1"
    bmp("runs.bmp", 12, 9, 8, 1, b"", runs, palette=rng.integers(0, 256, 1024).astype("u1").tobytes())

    save("indexed.gif", indexed)
    save("transparent.gif", indexed, transparency=5)
    save("interlaced.gif", indexed, interlace=1)
    save("animated.gif", rgb, save_all=True, append_images=frames)


def expected():
    lines = []
    for file in sorted(os.listdir(HERE)):
        # Pillow clips 16-bit grey where it takes the high byte of every other kind; lossy WebP depends on the decoder.
        if file.endswith((".py", ".csv", ".md")) or file in ("grey-16.png", "lossy.webp"):
            continue
        image = ImageOps.exif_transpose(Image.open(os.path.join(HERE, file)))
        if image.mode != "RGB":
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255)), image).convert("RGB")
        lines.append(f"{file},{image.width},{image.height},{zlib.crc32(image.tobytes())}\n")
    write("expected.csv", "".join(lines).encode())


def resized():
    lines = []
    for w, h, nw, nh in [(1, 1, 560, 560), (2, 3, 373, 560), (47, 30, 560, 357), (640, 480, 560, 420), (1000, 700, 1000, 560),
                         (700, 1000, 560, 1000), (1920, 1080, 1120, 630), (3000, 5, 2240, 3), (5, 3000, 3, 2240), (5, 500, 3, 375), (5, 505, 3, 378),
                         (333, 500, 372, 560), (561, 563, 560, 561), (2500, 1700, 1120, 761), (3, 2, 2, 1), (1, 999, 1, 7)]:
        out = Image.fromarray(pattern(w, h)).resize((nw, nh), Image.Resampling.BILINEAR)
        lines.append(f"{w},{h},{nw},{nh},{zlib.crc32(out.tobytes())}\n")
    write("resize.csv", "".join(lines).encode())


if __name__ == "__main__":
    make()
    expected()
    resized()
