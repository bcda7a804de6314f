"""Puts the pictures of a folder, in the order of their names, on one, each
with its number: sheet.py FOLDER FILE."""

import math
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

GAP = 10
LINE = 16


def main(folder, to):
    pages = [Image.open(it) for it in sorted(pathlib.Path(folder).glob("*.png"))]
    width = max(it.width for it in pages) + GAP
    height = max(it.height for it in pages) + GAP + LINE
    # A sheet that is nearly square.
    columns = math.ceil(math.sqrt(len(pages) * height / width))
    rows = math.ceil(len(pages) / columns)
    sheet = Image.new("RGB", (columns * width + GAP, rows * height + GAP), "#808080")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(12)
    for number, page in enumerate(pages):
        left = GAP + number % columns * width
        top = GAP + number // columns * height
        draw.text((left, top), str(number + 1), fill="white", font=font)
        sheet.paste(page, (left, top + LINE))
    sheet.save(to, optimize=True)


main(*sys.argv[1:])
