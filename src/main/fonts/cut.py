"""Cuts the console's fonts; needs fontTools.

usage: cut.py FOLDER_OF_INTER_TTF FOLDER_OF_JETBRAINS_MONO_TTF OUTPUT_FOLDER

Inter's own digits differ in width and JavaFX offers no switch for OpenType features, so the tabular
figures become the default ones. A modified font takes another name. Weights: JavaFX tells only
regular from bold within a family, so 600 is the bold of "Data Layer Sans", and 500 is a family of
its own, "Data Layer Sans Medium", with the same bold.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

KEPT = "U+0020-024F,U+0300-036F,U+0370-03FF,U+0400-04FF,U+2000-206F,U+2070-209F,U+20A0-20BF," \
       "U+2100-214F,U+2190-21FF,U+2200-22FF,U+2318,U+25A0-25FF,U+2713"


def figures_of_equal_width(font):
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            mapping = {}
            for index in record.Feature.LookupListIndex:
                for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
                    mapping.update(getattr(table, "ExtSubTable", table).mapping)
            for table in font["cmap"].tables:
                for digit in range(ord("0"), ord("9") + 1):
                    if digit in table.cmap:
                        table.cmap[digit] = mapping.get(table.cmap[digit], table.cmap[digit])
            return


def rename(font, family, style):
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 5, 8, 9, 11, 13, 14)]
    full = family if style == "Regular" else family + " " + style
    for number, text in ((1, family), (2, style), (3, full + " 1"), (4, full),
                         (6, full.replace(" ", ""))):
        names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def cut(source, family, style, target):
    font = TTFont(source)
    figures_of_equal_width(font)
    options = subset.Options()
    options.layout_features = []
    options.hinting = True
    options.name_IDs = ["*"]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(KEPT))
    cutter.subset(font)
    rename(font, family, style)
    font.save(target)
    print(target, Path(target).stat().st_size)


def main(inter, mono, out):
    one = lambda folder, name: next(Path(folder).rglob(name))
    regular = one(inter, "Inter_400Regular.ttf")
    medium = one(inter, "Inter_500Medium.ttf")
    semibold = one(inter, "Inter_600SemiBold.ttf")
    cut(regular, "Data Layer Sans", "Regular", f"{out}/DataLayerSans-Regular.ttf")
    cut(semibold, "Data Layer Sans", "Bold", f"{out}/DataLayerSans-Bold.ttf")
    cut(medium, "Data Layer Sans Medium", "Regular", f"{out}/DataLayerSansMedium-Regular.ttf")
    cut(one(mono, "JetBrainsMono_400Regular.ttf"), "Data Layer Mono", "Regular",
        f"{out}/DataLayerMono-Regular.ttf")


main(*sys.argv[1:])
