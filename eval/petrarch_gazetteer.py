#!/usr/bin/env python3
"""Turns PETRARCH dictionaries into a gazetteer folder for `legation code|eval --gazetteer DIR`.

  petrarch_gazetteer.py --actors FILE… --agents FILE… --output DIR [--tables DIR]

Reads actor dictionaries (names, `+` synonyms, codes with `<`, `>` and `-` dates) and agent dictionaries (nouns with
`~CODE`, plurals in braces, `!SETS!`), and nothing else: no sentence and no gold answer. How codes are mapped is in
eval/README.md. What cannot be said in a gazetteer is told on stderr, one line each. Python 3.11, standard library only.
"""

import argparse
import csv
import re
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "crates/legation/data/gazetteer"
SECTORS = HERE.parent / "crates/legation/data/ontology/sectors.csv"
# Words that stay small inside a name.
PARTICLES = {"of", "the", "and", "in", "on", "for", "de", "la"}
HEADERS = {
    "sectors": ["sector", "name", "definition"],
    "countries": "entity iso2 cow name aliases adjectives people capitals seats status note".split(),
    "groups": "entity name aliases country type sectors since until verified note".split(),
    "institutions": ["lemma", "type", "sectors", "note"],
    "offices": ["lemma", "sectors", "note"],
    "roles": ["lemma", "type", "sectors", "note"],
}


def tell(message: str) -> None:
    print(message, file=sys.stderr)


# --- reading the dictionaries -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Code:
    """A code of an actor, with the first and last day on which it holds."""

    code: str
    since: date | None = None
    until: date | None = None


@dataclass
class Actor:
    """The names of an actor and its codes, in the order of the dictionary."""

    names: list[str]
    codes: list[Code] = field(default_factory=list)


def content_lines(path: Path) -> list[str]:
    """Lines without comments: `#` to the end of the line, `<!-- … -->` over several."""
    text = re.sub(r"<!\s*--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = []
    for line in text.splitlines():
        # `[###]` is a code of older dictionaries, not a comment.
        line = re.sub(r"(?<!\[)(?<!#)#(?!#*\]).*", "", line).rstrip()
        if line.strip():
            lines.append(line)
    return lines


def day(digits: str) -> date:
    digits = digits if len(digits) == 8 else "19" + digits
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def read_code(cell: str) -> Code | None:
    """`GON`, `HOB <950601`, `HOB >990816`, `HOB 19950601 - 19990815`."""
    found = re.fullmatch(r"\s*([^\s<>]+)\s*(?:([<>])\s*(\d{6,8})|(\d{6,8})\s*-\s*(\d{6,8}))?\s*", cell)
    if not found:
        return None
    code, sign, one, first, last = found.groups()
    code = code.upper().replace("/", "_")
    if sign == "<":
        return Code(code, None, day(one) - timedelta(days=1))
    if sign == ">":
        return Code(code, day(one) + timedelta(days=1), None)
    return Code(code, day(first) if first else None, day(last) if last else None)


def read_actors(path: Path) -> list[Actor]:
    actors: list[Actor] = []
    for line in content_lines(path):
        name, *cells = re.split(r"[\[\]]", line)
        name = name.strip()
        if name.startswith("+") and actors:
            actors[-1].names.append(name[1:].strip())
        elif name:
            actors.append(Actor([name]))
        for cell in cells:
            if not cell.strip() or not actors:
                continue
            code = read_code(cell)
            if code is None:
                tell(f"{path.name}: {actors[-1].names[0]}: code {cell!r} is not understood")
            else:
                actors[-1].codes.append(code)
    return actors


def read_agents(path: Path) -> list[tuple[str, list[str]]]:
    """Nouns in lower case, and the sectors that they add to an actor."""
    sets: dict[str, list[str]] = {}
    agents = []
    for line in content_lines(path):
        if found := re.match(r"\s*(!\w+!)\s*=\s*(.*)", line):
            sets[found[1]] = [word.strip() for word in found[2].split(",")]
            continue
        found = re.match(r"([^\[{]*)(?:\{([^}]*)\})?\s*\[\s*([^\]\s]+)\s*\]", line)
        if not found:
            tell(f"{path.name}: line {line!r} is not understood")
            continue
        noun, plural, code = found.groups()
        sectors = chunks(code.replace("~", ""))
        for word in [noun] + ([plural] if plural and plural.strip() else []):
            agents += [(phrase(one).lower(), sectors) for one in expanded(word, sets)]
    return agents


def expanded(word: str, sets: dict[str, list[str]]) -> list[str]:
    for marker, words in sets.items():
        if marker in word:
            return [one for each in words for one in expanded(word.replace(marker, each, 1), sets)]
    return [word]


# --- from dictionary to gazetteer ---------------------------------------------------------------------------------


def chunks(code: str) -> list[str]:
    """A code in parts of three letters, each once: GOVMED is GOV and MED."""
    return list(dict.fromkeys(code[at : at + 3] for at in range(0, len(code), 3)))


def phrase(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def spellings(name: str) -> list[str]:
    """A dictionary in capitals fits any case; a gazetteer wants the cases that texts use."""
    capitals = phrase(name)
    words = capitals.split(" ")
    small = [word.lower() if idx and word.lower() in PARTICLES else title(word) for idx, word in enumerate(words)]
    forms = [" ".join(small), " ".join(title(word) for word in words)]
    if "-" in capitals:
        forms.append(" ".join(word.capitalize() for word in words))
    # Acronyms keep their capitals beside other words ("Barad-dur", "UN envoy"); an article may be small in the text.
    forms.append(capitals)
    if words[0] == "THE" and len(words) > 1:
        forms += [" ".join(form.split(" ")[1:]) for form in list(forms)]
    return list(dict.fromkeys(forms))


def title(word: str) -> str:
    return "-".join(part if "." in part else part.capitalize() for part in word.split("-"))


def last_wins(actors: list[Actor]) -> list[Actor]:
    """A name that stands twice belongs to the entry that comes last."""
    owner = {phrase(name): idx for idx, actor in enumerate(actors) for name in actor.names}
    kept = [Actor([n for n in a.names if owner[phrase(n)] == idx], a.codes) for idx, a in enumerate(actors)]
    return [actor for actor in kept if actor.names]


class Folder:
    """The tables as they are filled."""

    def __init__(self, tables: Path) -> None:
        self.rows: dict[str, list[list[str]]] = {name: [] for name in HEADERS}
        self.known_sectors = {row["sector"] for row in table(SECTORS)}
        self.program_states = {row["entity"] for row in table(tables / "countries.csv")}
        self.program_offices = {row["lemma"] for row in table(tables / "offices.csv")}
        self.program_institutions = {row["lemma"]: row["type"] for row in table(tables / "institutions.csv")}
        self.states: dict[str, list[str]] = {}
        self.lemmas: set[str] = set()

    def add_sectors(self, sectors: list[str]) -> str:
        for sector in sectors:
            if sector not in self.known_sectors:
                self.known_sectors.add(sector)
                self.rows["sectors"].append([sector, sector, "code of the PETRARCH dictionaries"])
        return "|".join(sectors)

    def add_actors(self, actors: list[Actor]) -> None:
        dated = []
        for actor in last_wins(actors):
            codes = [code for code in actor.codes if is_sayable(actor, code)]
            if len(codes) == 1 and re.fullmatch(r"[A-Z]{3}", codes[0].code) and codes[0] == Code(codes[0].code):
                self.states.setdefault(codes[0].code, []).extend(actor.names)
            elif codes:
                dated.append(Actor(actor.names, codes))
        for code, names in self.states.items():
            forms = list(dict.fromkeys(form for name in names for form in spellings(name)))
            self.rows["countries"].append([code, "", "", forms[0], "|".join(forms[1:]), "", "", "", "", "state", ""])
        for actor in dated:
            self.add_group(actor)

    def add_group(self, actor: Actor) -> None:
        forms = list(dict.fromkeys(form for name in actor.names for form in spellings(name)))
        # The dictionary takes the first code that holds and falls back to the one without dates, or to none; of a
        # gazetteer's rows the last that holds is taken.
        always = [code for code in actor.codes if code == Code(code.code)] or [Code("---")]
        bounded = [code for code in actor.codes if code != Code(code.code)]
        for code in always + bounded[::-1]:
            is_state = code.code[:3] in self.states or code.code[:3] in self.program_states
            base = code.code[:3] if is_state and "_" not in code.code else ""
            kind = "state" if len(code.code) == 3 and base else "institution"
            sectors = self.add_sectors([] if "_" in code.code else chunks(code.code[3:]))
            since, until = (str(bound or "") for bound in (code.since, code.until))
            row = [code.code, forms[0], "|".join(forms[1:]), base, kind, sectors, since, until, "unchecked", ""]
            self.rows["groups"].append(row)

    def add_agents(self, agents: list[tuple[str, list[str]]]) -> None:
        for lemma, sectors in agents:
            if lemma in self.lemmas:
                continue
            self.lemmas.add(lemma)
            joined = self.add_sectors(sectors)
            if lemma in self.program_offices:
                self.rows["offices"].append([lemma, joined, ""])
            elif lemma in self.program_institutions:
                self.rows["institutions"].append([lemma, self.program_institutions[lemma], joined, ""])
            else:
                self.rows["roles"].append([lemma, "people", joined, ""])

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, header in HEADERS.items():
            if self.rows[name]:
                with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows([header, *self.rows[name]])


def is_sayable(actor: Actor, code: Code) -> bool:
    """One entity, several (`ELR/GAL`, which the scorer reads from `ELR_GAL`), or nobody (`---`), but no mark (`+++`)."""
    sayable = code.code == "---" or re.fullmatch(r"[A-Z0-9_]+", code.code) is not None
    if not sayable:
        tell(f"{actor.names[0]}: left out, a gazetteer has no row for code {code.code}")
    return sayable


def table(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=Path, nargs="+", required=True, help="actor dictionaries")
    parser.add_argument("--agents", type=Path, nargs="*", default=[], help="agent dictionaries")
    parser.add_argument("--tables", type=Path, default=TABLES, help="the program's gazetteer, to sort agents by")
    parser.add_argument("--output", type=Path, required=True, help="folder for the tables")
    args = parser.parse_args()
    folder = Folder(args.tables)
    folder.add_actors([actor for path in args.actors for actor in read_actors(path)])
    folder.add_agents([agent for path in args.agents for agent in read_agents(path)])
    folder.write(args.output)
    counts = ", ".join(f"{len(rows)} {name}" for name, rows in folder.rows.items() if rows)
    tell(f"{args.output}: {counts}")


if __name__ == "__main__":
    main()
