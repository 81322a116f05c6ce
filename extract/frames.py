"""What an opening line or a heading says of the items below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from extract import modality
from extract.alternatives import says
from extract.bearers import NOBODY
from extract.found import Bearer, Part
from extract.passages import Cue, Passage
from extract.tokens import TOPIC
from ontology.norm import Deadline, Modality
from ontology.pack import Language


@dataclass(frozen=True, slots=True)
class Frame:
    """What is inherited: `lists` items as norms, `silent` ones as none, `attach` them to the norm above as conditions (all of
    them), cases (one of them) or exceptions.

    `cases` are the conditions that an opening states for all below it.
    `procedure` tells that duties are said without a modal word here, `orders` that a line may order an act with its verb alone, `duties` that even decisions are; `closed` that nothing below states a norm at all.
    """

    lists: bool = False
    silent: bool = False
    closed: bool = False
    procedure: bool = False
    from_heading: bool = False
    mixed: bool = False
    delegates: bool = False
    powers: bool = False
    steps: bool = False
    orders: bool = False
    duties: bool = False
    attach: str = ""
    modality: Modality | None = None
    bearer: Bearer = NOBODY
    rule: str = ""
    deadlines: tuple[Deadline, ...] = ()
    cases: tuple[Part, ...] = ()


FREE = Frame()
PRINCIPLES = "principles"
REQUIREMENTS = "requirements"
"""The rule of lists that say what must be so: whatever an item says, it is required."""
POLICY = "policy"
"""The rule of lists of what the state does for an end."""
SILENT_LISTS = ("opens_conditions", "opens_exceptions", "opens_contents", "opens_objects")
SILENT = Frame(silent=True)
CLOSED = Frame(silent=True, closed=True)
CASES_BELOW = Frame(silent=True, attach="cases")

LONGEST_NAME = 160
# Nominal openings: “Duties of …”, “Rights of …”: pattern of the pack → modality, whether rights and duties are mixed.
NOMINAL = (
    ("opens_mixed_of", Modality.OBLIGATION, True),
    ("opens_duties_of", Modality.OBLIGATION, False),
    ("opens_rights_of", Modality.PERMISSION, False),
    ("opens_powers_of", Modality.POWER, False),
    ("opens_duties_bare", Modality.OBLIGATION, False),
)


def of_heading(heading: str, text: str, vi: Language) -> Frame:
    """The frame of an article: what its heading says, and whether it is one of fines."""
    powers = bool(vi.pattern(TOPIC, "heading_powers").search(heading))
    fines = not powers and says(vi, TOPIC, "penalty_article", text)
    if fines or vi.pattern(TOPIC, "heading_silent").search(heading):
        return CLOSED
    if vi.pattern(TOPIC, "heading_prohibited").search(heading):
        return Frame(lists=True, modality=Modality.PROHIBITION, rule="prohibited")
    if vi.pattern(TOPIC, "heading_principles").search(heading):
        return Frame(lists=True, from_heading=True, modality=Modality.OBLIGATION, rule=PRINCIPLES)
    if vi.pattern(TOPIC, "heading_requirements").search(heading):
        found = vi.pattern(TOPIC, "requirements_of").search(" ".join(heading.split()))
        who = Bearer(found["who"], "chapeau") if found else NOBODY
        return Frame(
            lists=True, from_heading=True, modality=Modality.OBLIGATION, bearer=who, rule=REQUIREMENTS, procedure=True
        )
    if policy := vi.pattern(TOPIC, "heading_policy").match(heading):
        state = Bearer(policy["who"], "chapeau", authority=True) if policy["who"] else NOBODY
        return Frame(lists=True, from_heading=True, modality=Modality.OBLIGATION, bearer=state, rule=POLICY)
    procedure = bool(vi.pattern(TOPIC, "heading_procedure").search(heading))
    named = nominal(" ".join(heading.split()), vi)
    titled = vi.pattern(TOPIC, "heading_no_steps").search(heading) and not vi.pattern(TOPIC, "heading_act").match(
        heading
    )
    orders = named is None and bool(heading) and not titled
    duties = bool(vi.pattern(TOPIC, "heading_duties").search(heading))
    frame = replace(named or FREE, procedure=procedure, powers=powers, orders=orders)
    return replace(frame, duties=duties, from_heading=True, rule="heading")


def nominal(words: str, vi: Language) -> Frame | None:
    """The frame of a line that only names rights or duties and whose they are."""
    for key, kind, mixed in NOMINAL:
        found = vi.pattern(TOPIC, key).search(words)
        if found:
            who = found["who"].strip(" ,")
            authority = bool(vi.pattern(TOPIC, "authority_name").match(who))
            right = kind == Modality.PERMISSION and authority
            bearer = Bearer(who, "chapeau", authority)
            return Frame(
                lists=True, modality=Modality.POWER if right else kind, mixed=mixed, bearer=bearer, rule="nominal"
            )
    return None


def below(
    p: Passage, start: int, end: int, frame: Frame, draft: tuple[Modality, Bearer, str] | None
) -> tuple[Frame, bool]:
    """The frame that a line with a colon opens, and whether the line itself stays a norm."""
    line = p.text[start:end]
    if frame.closed:
        return frame, False
    if named := _of_kind(line, frame, p.vi):
        return named, False
    if frame.modality == Modality.PROHIBITION and frame.lists:
        return frame, False
    if draft is None:
        opened = of_name(p, start, end, frame) or _without_draft(line, frame, p.vi)
        return _of_subject(p, start, end, opened), False
    return _with_draft(line, draft, frame, p.vi)


def _of_kind(line: str, frame: Frame, vi: Language) -> Frame | None:
    """The frame of a line that only says “duties” or “rights”, below a heading that says whose they are."""
    if not (frame.from_heading and frame.bearer.words):
        return None
    if vi.pattern(TOPIC, "only_duties").match(line):
        kind = Modality.OBLIGATION
    elif vi.pattern(TOPIC, "only_rights").match(line):
        kind = Modality.POWER if frame.bearer.authority else Modality.PERMISSION
    else:
        return None
    return Frame(lists=True, modality=kind, bearer=frame.bearer, rule="nominal")


def of_name(p: Passage, start: int, end: int, frame: Frame) -> Frame | None:
    """The frame of a line that is nothing but a name: of principles, or of one who acts under a heading of duties or powers."""
    if not frame.silent and p.vi.pattern(TOPIC, "title_principles").match(p.text, start, end):
        return Frame(lists=True, from_heading=True, modality=Modality.OBLIGATION, rule=PRINCIPLES)
    head = modality.actor(p, start) if frame.from_heading and end - start < LONGEST_NAME else None
    if head is None or not (frame.procedure or frame.powers or frame.modality == Modality.OBLIGATION):
        return None
    acts = (verb for verb in p.cues("verb", head.end, end) if not _tells_who(p, verb, start))
    says = next(acts, None) or next(p.cues("modal", head.end, end), None)
    if says or not p.text[start].isupper() or _says(p.vi, "opens_constitutive", p.text[start:end]):
        return None
    name = p.words(*p.trim(start, end))
    kind = Modality.POWER if frame.powers else Modality.OBLIGATION
    bearer = Bearer(name, "chapeau", head.label == "authority")
    return Frame(lists=True, modality=kind, bearer=bearer, procedure=True, rule="name")


def of_title(p: Passage, start: int, end: int, frame: Frame) -> Frame | None:
    """The frame of a first line that is but a title: a name, or whose duties or rights follow."""
    return of_name(p, start, end, frame) or (None if frame.silent else nominal(p.text[start:end], p.vi))


def _of_subject(p: Passage, start: int, end: int, opened: Frame) -> Frame:
    """The same, where the line has a subject of its own: “the secretary does the duties of a member and these:”."""
    head = modality.actor(p, start) if opened.rule == "nominal" else None
    verb = next(p.cues("verb", head.end, end), None) if head else None
    if head is None or verb is None:
        return opened
    name = p.words(*p.trim(start, verb.start))
    return replace(opened, bearer=Bearer(name, "chapeau", head.label == "authority"))


def opens_cases(p: Passage) -> bool:
    """Whether the words of a unit begin by announcing the cases that it lists."""
    return p.vi.pattern(TOPIC, "opens_cases_below").match(p.text) is not None


def _tells_who(p: Passage, verb: Cue, start: int) -> bool:
    """Whether a verb right after those named tells which ones are meant: “those who use water”."""
    heads = list(p.cues("actor", start, verb.start))
    joins = p.vi.pattern(TOPIC, "conjunction")
    joined = bool(heads) and all(joins.fullmatch(p.text, one.end, other.start) for one, other in pairwise(heads))
    return (
        joined
        and heads[-1].end + 1 == verb.start
        and any(modality.is_verb(p, verb, kind) for kind in ("right", "passive"))
    )


def _with_draft(line: str, draft: tuple[Modality, Bearer, str], frame: Frame, vi: Language) -> tuple[Frame, bool]:
    kind, bearer, rule = draft
    if vi.pattern(TOPIC, "opens_cases_below").match(line):
        return CASES_BELOW, True
    nominal_ = vi.pattern(TOPIC, "nominal_line").match(line) and not _says(vi, "opens_when_met", line)
    if kind in {Modality.PERMISSION, Modality.EXEMPTION} and nominal_:
        return _without_draft(line, frame, vi), False
    chapeau = replace(bearer, found="chapeau") if bearer.words else bearer
    if (
        kind == Modality.OBLIGATION
        and vi.pattern(TOPIC, "nominal_line").match(line)
        and _says(vi, "opens_members", line)
    ):
        return SILENT, False
    if _says(vi, "opens_exceptions", line):
        return Frame(silent=True, attach="exceptions"), True
    if _says(vi, "opens_by_rule", line):
        grants = kind in {Modality.PERMISSION, Modality.POWER} and rule != "verb"
        told = rule == "modal:obligation" or (rule.startswith("list:") and _says(vi, "opens_also_by_rule", line))
        states = kind == Modality.OBLIGATION and told and not _says(vi, "opens_only_ways", line)
        return Frame(procedure=True, orders=True, bearer=chapeau), grants or states
    if kind == Modality.OBLIGATION and _says(vi, "opens_contents", line):
        return SILENT, True
    if _says(vi, "opens_objects", line) or _says(vi, "opens_members", line):
        return SILENT, True
    if _says(vi, "opens_conditions", line) or _says(vi, "opens_when", line):
        return Frame(silent=True, attach=_all_or_any(line, vi)), True
    if rule == "modal:weak" and not bearer.words:
        return SILENT, False
    if kind == Modality.DELEGATION:
        return SILENT, True
    if rule == "verb" and kind == Modality.POWER and not _says(vi, "opens_tasks", line):
        return Frame(silent=True, attach="cases"), True
    details = _says(vi, "opens_details", line)
    if rule == "verb" and (details or _says(vi, "opens_constitutive", line)):
        return Frame(procedure=True, bearer=chapeau) if details else SILENT, True
    mixed = rule.endswith("mixed")
    named = REQUIREMENTS if kind == Modality.OBLIGATION and _says(vi, "opens_requirements", line) else "chapeau"
    return Frame(lists=True, modality=kind, bearer=chapeau, mixed=mixed, rule=named, procedure=frame.procedure), False


def _without_draft(line: str, frame: Frame, vi: Language) -> Frame:
    found = nominal(line, vi)
    if found:
        return found
    if frame.lists and not frame.from_heading:
        return frame
    if not _says(vi, "opens_ways", line) and any(_says(vi, key, line) for key in SILENT_LISTS):
        return SILENT
    if vi.pattern(TOPIC, "opens_competence").match(line):
        return replace(FREE, procedure=True, powers=True)
    if _says(vi, "opens_constitutive", line):
        return SILENT if not (frame.lists and frame.bearer.words) else frame
    if _says(vi, "opens_procedure", line):
        steps = _says(vi, "opens_steps", line) or (frame.orders and _says(vi, "opens_ways", line))
        return replace(FREE, procedure=True, bearer=frame.bearer, steps=steps, orders=frame.orders)
    orders = frame.orders and not vi.pattern(TOPIC, "opens_named").search(line)
    return replace(FREE, procedure=frame.procedure, bearer=frame.bearer, orders=orders)


def _all_or_any(line: str, vi: Language) -> str:
    return "cases" if _says(vi, "opens_alternatives", line) else "conditions"


def _says(vi: Language, key: str, line: str) -> bool:
    return bool(vi.pattern(TOPIC, key).search(line))
