"""The page that a review is written on: the case, the words, and the sources as they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from ...core.citations import Citation
from ...core.documents import Document
from ...core.errors import UnknownNameError
from ...core.explanation import Check, Explanation
from ...core.names import Level
from ...core.quantities import NATION, Metric, Population
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import Comparator, Plan, Target
from ...record import Reported, Statement
from ...tiers import CertificationTier
from ...units import Agency, Commune, District, Province, Village
from ..progress import Progress, progress
from ..reviewing import Review
from .asking import asked, what_of
from .explaining import told
from .words import Words

_WIDTH = 100


class Page:
    """Collects the lines of one review and numbers its sources in the order of their use."""

    def __init__(self, review: Review, words: Words) -> None:
        """Start an empty page."""
        self.review, self.words, self.case = review, words, review.case
        self.programme, self.province = self.case.programme, self.case.province
        self.progress = {
            target.id: progress(self.programme, target, review.on)
            for target in self.programme.own_targets
            if self._is_plain(target) and target in self.programme.targets_in_force
        }
        self.cited: dict[str, str] = {self.programme.letter: "L"} if self.programme.letter else {}
        self.lines: list[str] = []
        self.heading = ""
        self.number = 0

    def say(self, key: str, **parts: object) -> str:
        """Return a sentence in the language of the page."""
        return self.words.say(key, **parts)

    def write(self, text: str) -> None:
        """Add a numbered line, wrapped."""
        self.number += 1
        self._wrapped(f"{self.number:2} ", text)

    def more(self, texts: Iterable[str]) -> None:
        """Add numbered lines, leaving out empty ones."""
        for text in texts:
            if text:
                self.write(text)

    def note(self, text: str) -> None:
        """Add a line without a number."""
        self._wrapped("   ", text)

    def head(self, text: str) -> None:
        """Open a section; its heading is written when a line follows."""
        self.heading = text

    def cite(self, *citations: Citation) -> str:
        """Return the marks of sources, numbering new ones; a caller's own word has none."""
        marks = [self._mark(citation) for citation in citations if citation.source]
        return f"[{' '.join(dict.fromkeys(marks))}]" if marks else ""

    def unit_name(self, unit: Commune | District | Village | Agency | Province) -> str:
        """Return a unit's name; what is neither commune nor district says so."""
        kind = unit.kind if isinstance(unit, Commune | District) else None
        return unit.name if kind is None else self.say(kind.value, name=unit.name)

    def unit(self, unit_id: str) -> Commune | District | Village | Agency | Province:
        """Return the unit with an id as it is on the day, or else as it was last."""
        try:
            return self.province.unit(unit_id)
        except UnknownNameError:
            return self.programme.province.unit(unit_id)

    def describe(self, unit_id: str) -> str:
        """Return a unit's code, name and district, as it is on the day, or else as it was last."""
        try:
            return self.province.describe(self.province.unit(unit_id))
        except UnknownNameError:
            whole = self.programme.province
            return whole.describe(whole.unit(unit_id))

    def name_of(self, unit_id: str) -> str:
        """Return the name of the unit with an id."""
        return self.unit_name(self.unit(unit_id))

    def named(self, unit_ids: Iterable[str]) -> str:
        """Return the names of several units in the order of the province's list."""
        wanted = set(unit_ids)
        listed = (unit.id for unit in self.programme.province.units if unit.id in wanted)
        return self.words.listed(map(self.name_of, listed))

    def inside(self, unit: Commune | District) -> str:
        """Return the name of the district that a commune lies in."""
        within = isinstance(unit, Commune) and unit.district
        return self.name_of(within) if within else ""

    def tier(self, tier: CertificationTier) -> str:
        """Return the word for a tier."""
        return self.say(f"tier-{tier.value}")

    def what(self, promise: Target | Plan) -> str:
        """Return what a promise counts, such as *standard communes*."""
        if isinstance(promise, Target):
            return what_of(self.words, promise)
        return self.say(f"what-{promise.level.value}", tier=self.tier(promise.tier))

    def asked(self, target: Target) -> str:
        """Return what a target asks for, in one sentence."""
        return asked(self.words, target, self.scope_name)

    def reason(self, explanation: Explanation) -> str:
        """Return what an explanation rests on, in one line."""
        return told(explanation, self.programme, self.words)

    def scope_name(self, scope: str) -> str:
        """Return the name of a unit, or of the country."""
        return self.say("nation") if scope == NATION else self.name_of(scope)

    def verdict(self, verdict: Verdict) -> str:
        """Return the word for a verdict."""
        return self.say(verdict.value)

    def dated(self, said: Statement | Reported) -> str:
        """Return the day that a number is of, or else when it was published."""
        if said.on.latest is None and said.known.latest is not None:
            return self.say("published", day=self.words.when(said.known))
        return self.words.when(said.on)

    def share(self, said: Statement) -> str:
        """Return a stated number with the number of units that the source gives."""
        return f"{said.count.low}/{said.size}" if said.size else self.words.count(said.count)

    def target(self, target_id: str) -> Target | None:
        """Return the target with an id, if there is one."""
        return next((one for one in self.programme.targets if one.id == target_id), None)

    def target_name(self, target_id: str) -> str:
        """Return what a target counts; for other subjects, what they are called."""
        target = self.target(target_id)
        return target_id if target is None else self.what(target)

    def plan_name(self, plan_id: str) -> str:
        """Return what a plan promises, by when, and who made it."""
        plan = next(one for one in self.programme.plans if one.id == plan_id)
        deadline, author = self.words.deadline(plan.deadline), self.words.authority(plan.author)
        return self.words.listed((self.what(plan), deadline, author))

    def report_name(self, subject: str) -> str:
        """Return of what units and day a reported number is; without an id, of which scope."""
        report = next((one for one in self.programme.reported if one.id == subject), None)
        if report is None:
            return self.scope_name(subject)
        units, scope = self.say(f"units-{report.level.value}"), self.scope_name(report.scope)
        return self.words.listed((units, scope, self.dated(report)))

    def communes_with(
        self, explanation: Explanation, topic: str, tier: CertificationTier
    ) -> list[str]:
        """Return the communes of which a district's explanation says *topic* for a tier."""
        return [
            child.subject[0]
            for condition in explanation.children
            if condition.topic == "communes-at" and condition.subject[1] == tier.value
            for child in condition.children
            if child.topic == topic
        ]

    def promised(self) -> Iterator[tuple[District, Plan, Check]]:
        """Yield the districts whose titles the letter promises, with what rule P4 says of them."""
        checks = {check.subject: check for check in self.review.checks if check.rule == "P4"}
        for plan, mention, units in self.case.named():
            if mention.text in checks and len(units) == 1 and isinstance(units[0], District):
                yield units[0], plan, checks[mention.text]

    def confidence(self, citation: Citation) -> str:
        """Return the word for how sure a reading is."""
        return self.say(f"confidence-{citation.confidence.value}")

    def holders(self, tier: CertificationTier) -> list[Commune]:
        """Return the communes that surely hold a tier on the day, in the province's order."""
        return [
            unit
            for unit in self.province.rural_communes
            if unit.standing(tier, on=self.review.on) is Verdict.MET
        ]

    def commune_targets(self) -> Iterator[Progress]:
        """Yield the progress of each target that counts communes."""
        for reached in self.progress.values():
            target = reached.target
            if target.level is Level.COMMUNE and not self.has_lapsed(target.id):
                yield reached

    def _is_plain(self, target: Target) -> bool:
        """Whether a target asks for at least so many units of the province, however it is read."""
        flows = (Stock.CUMULATIVE, Stock.ADDED)
        counts = target.metric is Metric.UNITS and not target.is_share and target.most is None
        whole = target.scope in self.programme.province.ids and target.inclusive
        alone = target.population is not Population.GROUP
        asked = target.comparator is Comparator.AT_LEAST and target.stock in flows
        return counts and whole and alone and asked

    def others(self) -> Iterator[Target]:
        """Yield the letter's targets that are told by what they ask and what settles them."""
        yield from (one for one in self.programme.own_targets if one.id not in self.progress)

    def has_lapsed(self, subject: str) -> bool:
        """Whether what a target was set for has ended (rule P8)."""
        topics = ((check.subject, check.explanation.topic) for check in self.review.checks)
        return (subject, "scope-ended") in topics

    def document(self, document_id: str) -> str:
        """Return what a document is called; a programme's own word has no name."""
        known = (one for one in self.programme.documents if one.id == document_id)
        return next(map(self.label, known), document_id)

    def label(self, document: Document) -> str:
        """Return a document's type and number, or its title where it has none."""
        parsed = document.parsed
        if parsed is None:
            return document.number or document.title or document.id
        kind = parsed.kind
        called = "" if kind is None else kind.vi if self.words.lang == "vi" else kind.en
        return self.say("document", type=called, number=parsed).strip()

    def _mark(self, citation: Citation) -> str:
        if citation.source not in self.cited:
            taken = len(self.cited) - (self.programme.letter in self.cited) + 1
            self.cited[citation.source] = str(taken)
        return self.cited[citation.source]

    def _wrapped(self, mark: str, text: str) -> None:
        if self.heading:
            self.lines.extend(["", self.heading])
            self.heading = ""
        whole = " ".join(text.split())
        self.lines.extend(
            wrap(
                whole,
                _WIDTH,
                initial_indent=mark,
                subsequent_indent="   ",
                break_on_hyphens=False,
                break_long_words=False,
            )
        )
