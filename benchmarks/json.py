"""Compare reading and writing the whole nation as JSON with how others do it, in one run.

63 provinces with 705 districts, 10,598 communes and 8,752 certifications are read and written

- by this library, with the extra ``fast`` and without it, always with all of its checks;
- by msgspec into its own structs, and by pydantic, which check types alone;
- by plain cattrs into the classes of this library, with its detailed validation, refusing
  unknown fields and texts, numbers and days of other types.

Everyone reads the same documents. Each round runs everyone once, and times are compared within
a round; the median of the rounds counts. The garbage collector waits meanwhile.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from ntm_model import (
    Certification,
    CertificationTier,
    Commune,
    District,
    Province,
    When,
    Years,
)

ROUNDS = 9
PROVINCES, DISTRICTS, COMMUNES, CERTIFICATIONS = 63, 705, 10_598, 8_752
#: how many times as fast or slow this library is to be: read left by right
GOALS = {
    ("read, fast", "read, msgspec"): ("at most", 2.2),
    ("read, pydantic", "read, fast"): ("at least", 1.6),
    ("write, pydantic", "write, fast"): ("at least", 2.0),
    ("read, plain", "read, cattrs"): ("at most", 1.1),
}
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


def nation(seed: int = 1) -> list[Province]:
    """Return a made-up nation of the true size; a decision recognises a few communes at once."""
    dice = random.Random(seed)
    certified = iter(
        dice.sample([True] * CERTIFICATIONS + [False] * (COMMUNES - CERTIFICATIONS), COMMUNES)
    )
    return [_province(dice, number, certified) for number in range(PROVINCES)]


def _province(dice: random.Random, number: int, certified: Iterator[bool]) -> Province:
    districts = tuple(
        District(_name(dice), code=f"{number:02}{index:02}")
        for index in range(_part(DISTRICTS, number))
    )
    decisions = [_decision(dice) for _ in range(50)]
    communes = tuple(
        Commune(
            _name(dice),
            code=f"{number:02}{index:03}",
            district=dice.choice(districts).id,
            certifications=(dice.choice(decisions),) if next(certified) else (),
        )
        for index in range(_part(COMMUNES, number))
    )
    return Province(_name(dice), code=f"{number:02}", districts=districts, communes=communes)


def _decision(dice: random.Random) -> Certification:
    year = dice.randint(2012, 2023)
    return Certification(
        tier=CertificationTier.STANDARD,
        year=Years.of(year),
        decided=When.of(date(year, 12, 1) + timedelta(days=dice.randrange(200))),
        decision=f"{dice.randint(1, 3000)}/QĐ-UBND",
    )


def _part(total: int, number: int) -> int:
    return total // PROVINCES + (number < total % PROVINCES)


def _name(dice: random.Random) -> str:
    return " ".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3))))
