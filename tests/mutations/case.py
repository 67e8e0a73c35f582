"""What a mutation is: one sentence, the claim that it breaks, and the action that does it."""

import dataclasses
from collections.abc import Callable


@dataclasses.dataclass(frozen=True)
class Data:
    """A data set that is made once: a spec and how it is written."""

    spec: str
    options: tuple[str, ...] = ()

    @property
    def name(self):
        return "-".join([self.spec, *(word.strip("-") for word in self.options)])


@dataclasses.dataclass(frozen=True)
class Case:
    """A mutation.

    `place` is the table, or table.column or table.(a,b), that is damaged. `claim` is the place in the
    spec that no longer holds: tables and columns by their names, members of lists by their numbers. One
    that begins with a point stands below the first column. `lists` keeps what the run has noted of its
    files, which other mutations go without: any change of bytes would show by them.
    """

    data: Data
    place: str
    kind: str
    sentence: str
    claim_given: str
    action: Callable
    lists: bool = False

    @property
    def name(self):
        return f"{self.data.spec}: {self.sentence}"

    @property
    def table(self):
        return self.place.split(".")[0]

    @property
    def columns(self):
        _, _, columns = self.place.partition(".")
        return columns.strip("()").split(",") if columns else []

    @property
    def claim(self):
        if self.claim_given and not self.claim_given.startswith("."):
            return self.claim_given
        below = f".columns.{self.columns[0]}" if self.columns else ""
        return f"nodes.{self.table}{below}{self.claim_given}"


class Cases:
    """The mutations of one data set, in the order in which they are written down."""

    def __init__(self, spec, *options):
        self.data = Data(spec, options)
        self.list = []

    def add(self, place, kind, sentence, action, claim="", lists=False):
        self.list.append(Case(self.data, place, kind, sentence, claim, action, lists))
