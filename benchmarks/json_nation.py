"""Compare reading and writing the whole nation as JSON with how others do it, in one run.

63 provinces with 705 districts, 10,598 communes and 8,752 certifications are read and written

- by this library, with the extra ``fast`` and without it, always with all of its checks;
- by msgspec into its own structs, and by pydantic, which check types alone;
- by msgspec into the classes of this library, with their checks, but passing over unknown and
  double fields and taking any text;
- by plain cattrs into the classes of this library, as strictly: with its detailed validation,
  refusing unknown and double fields, and taking texts, numbers and days as this library does.

All read the same documents, and all write the same but msgspec and pydantic's first way, which
write every default. Each round runs everyone once, so that times can be compared within it, and
the median of the rounds counts. The garbage collector waits meanwhile.
"""

import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import Enum
from statistics import median
from typing import Any

import attrs
import msgspec
import pydantic
from cattrs import Converter

from ntm_model import Certification, CertificationTier, Commune, District, Province, When, Years
from ntm_model.exchange.json import fast as fast_route
from ntm_model.exchange.json import plain as plain_route
from ntm_model.exchange.json.shapes import Part, once, parts
from ntm_model.exchange.leaves import LEAVES, member

ROUNDS = 9
PROVINCES, DISTRICTS, COMMUNES, CERTIFICATIONS = 63, 705, 10_598, 8_752
#: what is to be how many times as slow as what, at least or at most
GOALS = (
    ("read fast", "read msgspec structs", "at most", 2.2),
    ("read pydantic", "read fast", "at least", 1.6),
    ("read msgspec attrs", "read fast", "at least", 1.0),
    ("write pydantic, as short", "write fast", "at least", 2.0),
    ("write pydantic", "write fast", "at least", 2.0),
    ("read plain", "read plain cattrs", "at most", 1.1),
)
SYLLABLES = [
    "Đăk",
    "Hà",
    "Mòn",
    "Ngọc",
    "Hồi",
    "Sa",
    "Thầy",
    "Kon",
    "Rẫy",
    "Trường",
    "Quyết",
    "Thắng",
    "Bình",
    "Phú",
    "Nghĩa",
    "Lộc",
]


def nation() -> list[Province]:
    """Return a made-up nation of the true size; a decision recognises a few communes at once."""
    dice = random.Random(1)  # noqa: S311 - nothing is to be kept secret
    certified = [True] * CERTIFICATIONS + [False] * (COMMUNES - CERTIFICATIONS)
    dice.shuffle(certified)
    left = iter(certified)
    return [province(dice, number, left) for number in range(PROVINCES)]


def province(dice: random.Random, number: int, certified: Iterator[bool]) -> Province:
    """Return one province, whose communes are certified as the iterator says."""
    districts = tuple(
        District(name(dice), code=f"{number:02}{index:02}")
        for index in range(part_of(DISTRICTS, number))
    )
    decisions = [decision(dice) for _ in range(50)]
    communes = tuple(
        Commune(
            name(dice),
            code=f"{number:02}{index:03}",
            district=dice.choice(districts).id,
            certifications=(dice.choice(decisions),) if next(certified) else (),
        )
        for index in range(part_of(COMMUNES, number))
    )
    return Province(name(dice), code=f"{number:02}", districts=districts, communes=communes)


def decision(dice: random.Random) -> Certification:
    """Return what one decision says of each of its communes."""
    year = dice.randint(2012, 2023)
    return Certification(
        tier=CertificationTier.STANDARD,
        year=Years.of(year),
        decided=When.of(date(year, 12, 1) + timedelta(days=dice.randrange(200))),
        decision=f"{dice.randint(1, 3000)}/QĐ-UBND",
    )


def part_of(total: int, number: int) -> int:
    """Return how many of all units one province has."""
    return total // PROVINCES + (number < total % PROVINCES)


def name(dice: random.Random) -> str:
    """Return the name of a unit."""
    return " ".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3))))


@once
def struct(kind: Any) -> Any:  # noqa: ANN401 - a class of this library, and one of msgspec
    """Return msgspec's own class with the fields of one of this library's."""
    fields: list[Any] = []
    for part in parts(kind):
        default: Any = part.default
        if attrs.has(kind_of := default.__class__):
            default = msgspec.field(default_factory=struct(kind_of))
        annotation = annotated(part, struct)
        fields.append(
            (part.name, annotation) if part.required else (part.name, annotation, default)
        )
    return msgspec.defstruct(kind.__name__, fields, kw_only=True)


@once
def model(kind: Any) -> Any:  # noqa: ANN401 - a class of this library, and one of pydantic
    """Return pydantic's own class with the fields of one of this library's."""
    fields: dict[str, Any] = {}
    for part in parts(kind):
        default: Any = ... if part.required else part.default
        if attrs.has(kind_of := default.__class__):
            default = model(kind_of)()
        fields[part.name] = (annotated(part, model), default)
    config = pydantic.ConfigDict(frozen=True, extra="forbid")
    return pydantic.create_model(kind.__name__, __config__=config, **fields)


def annotated(part: Part, other: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any annotation
    """Return the type of a field, with the classes of another library."""
    kind: Any = other(part.kind) if attrs.has(part.kind) else part.kind
    kind = tuple[kind, ...] if part.many else kind
    return kind | None if part.optional else kind


@attrs.frozen
class File:
    """What a file with a province holds."""

    ntm_model: int
    province: Province


def plain_cattrs() -> Callable[[bytes], File]:
    """Return what reads a file by cattrs as it comes, but as strictly as this library."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for scalar, hook in LEAVES.items():
        converter.register_structure_hook(scalar, hook)
    converter.register_structure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, Enum), member
    )

    def read(text: bytes) -> File:
        return converter.structure(json.loads(text, object_pairs_hook=single), File)

    return read


def single(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON, in which no key may stand twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def jobs() -> dict[str, Callable[[], list[Any]]]:
    """Return everything that is measured."""
    values = nation()
    texts = [plain_route.dumps(value).encode() for value in values]
    decoder = msgspec.json.Decoder(struct(File))
    structs = [decoder.decode(text) for text in texts]
    native = msgspec.json.Decoder(File)
    schema = model(File)
    models = [schema.model_validate_json(text) for text in texts]
    cattrs_read = plain_cattrs()
    short = {"exclude_defaults": True, "indent": 1}
    written = [text.decode() for text in texts]
    alike = (
        [fast_route.loads(text, Province) for text in texts] == values
        and [cattrs_read(text).province for text in texts] == values
        and [native.decode(text).province for text in texts] == values
        and [fast_route.dumps(value) for value in values] == written
        and [f"{one.model_dump_json(**short)}\n" for one in models] == written
    )
    if not alike:
        raise SystemExit("what is compared is not the same")
    return {
        "read fast": lambda: [fast_route.loads(text, Province) for text in texts],
        "read msgspec structs": lambda: [decoder.decode(text) for text in texts],
        "read msgspec attrs": lambda: [native.decode(text) for text in texts],
        "read pydantic": lambda: [schema.model_validate_json(text) for text in texts],
        "read plain": lambda: [plain_route.loads(text, Province) for text in texts],
        "read plain cattrs": lambda: [cattrs_read(text) for text in texts],
        "write fast": lambda: [fast_route.dumps(value) for value in values],
        "write plain": lambda: [plain_route.dumps(value) for value in values],
        "write msgspec structs": lambda: [msgspec.json.encode(one) for one in structs],
        "write pydantic": lambda: [one.model_dump_json() for one in models],
        "write pydantic, as short": lambda: [one.model_dump_json(**short) for one in models],
    }


def seconds(job: Callable[[], list[Any]]) -> float:
    """Time one job."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    made = job()
    spent = time.perf_counter() - start
    del made
    gc.enable()
    return spent


def main() -> int:
    """Print the median times and ratios; with --check, fail when a goal is missed."""
    measured = jobs()
    for job in measured.values():
        job()
    rounds = [{name: seconds(job) for name, job in measured.items()} for _ in range(ROUNDS)]
    for what in measured:
        print(f"{what:26} {median(spent[what] for spent in rounds) * 1000:8.1f} ms")
    missed = False
    for one, other, side, goal in GOALS:
        ratio = median(spent[one] / spent[other] for spent in rounds)
        missed |= ratio > goal if side == "at most" else ratio < goal
        print(f"{one} takes {ratio:.2f} times {other} (goal: {side} {goal})")
    return int("--check" in sys.argv[1:] and missed)


if __name__ == "__main__":
    raise SystemExit(main())
