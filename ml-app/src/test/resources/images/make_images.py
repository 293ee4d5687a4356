#!/usr/bin/env python3
"""Makes the small images beside it, one of each kind that is decoded, and for each the pixels that Pillow's
convert("RGB") gives, as a .ppm.

Needs Pillow and numpy. Run it in this folder:

    /usr/bin/python3 make_images.py
"""
import io
import struct
import zlib

import numpy
from PIL import Image, ImageCms

W, H = 40, 24
y, x = numpy.mgrid[0:H, 0:W].astype(float)
rgb = numpy.stack([255 * x / W, 255 * y / H, 127 + 127 * numpy.sin((x + y) / 6)], axis=-1).astype(numpy.uint8)
photo = Image.fromarray(rgb)
alpha = Image.fromarray((255 * (1 - x / W)).astype(numpy.uint8))


def write(name, data, expected=None):
    with open(name, "wb") as file:
        file.write(data)
    expected = expected or Image.open(io.BytesIO(data)).convert("RGB")
    expected.save(name + ".ppm")


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(image, **options):
    return saved(image, "JPEG", quality=95, **options)


def png16(samples, colour_type):
    """A 16-bit PNG, which Pillow does not write in colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples.reshape(H, -1))
    header = struct.pack(">IIBBBBB", W, H, 16, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


write("colour.jpg", jpeg(photo))
write("colour-444.jpg", jpeg(photo, subsampling=0))
write("progressive.jpg", jpeg(photo, progressive=True))
write("grey.jpg", jpeg(photo.convert("L")))
write("cmyk.jpg", jpeg(photo.convert("CMYK")))

# Pillow does not write YCCK, but reads it: the same file, told that its first three components are luminance and
# colour differences.
ycc = numpy.asarray(photo.convert("YCbCr"))
black = numpy.full((H, W, 1), 200, numpy.uint8)
inverted = Image.fromarray(255 - numpy.concatenate([ycc, black], axis=-1), "CMYK")
data = bytearray(jpeg(inverted, subsampling=0))
data[data.index(b"Adobe") + 11] = 2
write("ycck.jpg", bytes(data))

# Metadata that must change nothing: a rotation, a colour profile, and EXIF without JFIF and without subsampling, which
# some readers take for a sign of RGB.
exif = Image.Exif()
exif[0x0112] = 6
write("rotated.jpg", jpeg(photo, exif=exif))
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
write("profile.jpg", jpeg(photo, icc_profile=profile))
data = jpeg(photo, subsampling=0, exif=exif)
jfif = data.index(b"\xff\xe0")
length = struct.unpack(">H", data[jfif + 2 : jfif + 4])[0]
write("exif-only.jpg", data[:jfif] + data[jfif + 2 + length :])

write("colour.png", saved(photo, "PNG"))
write("grey.png", saved(photo.convert("L"), "PNG"))
write("bilevel.png", saved(photo.convert("1"), "PNG"))
write("palette.png", saved(photo.quantize(16), "PNG"))
write("palette-transparent.png", saved(photo.quantize(16), "PNG", transparency=3))
rgba = photo.copy()
rgba.putalpha(alpha)
write("alpha.png", saved(rgba, "PNG"))
write("grey-alpha.png", saved(rgba.convert("LA"), "PNG"))
wide = rgb.astype(numpy.uint32) * 256 + 77
write("colour-16.png", png16(wide, 2))
# Pillow clips 16-bit grey at 255, so that all is white; here the upper eight bits are kept.
grey = rgb[..., 0]
write("grey-16.png", png16(wide[..., 0], 0), Image.fromarray(grey).convert("RGB"))
