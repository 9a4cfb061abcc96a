"""What became of planted errors, in words, as numbers by week and as JSON. For tools/mutate.py."""

import itertools
from typing import NamedTuple

from tools.trials import CHECK, PROPERTY

WANTED = 0.95


class Verdict(NamedTuple):
    """What became of one planted error. caught_by: "check", "property test" or "" if it survived."""

    function: str
    change: str
    caught_by: str


def report(lesson, verdicts, explained, verbose=False):
    """(text, whether all is well) for one lesson. explained: {(function, change): reason} from survivors.toml."""
    caught = sum(bool(verdict.caught_by) for verdict in verdicts)
    share = caught / len(verdicts) if verdicts else 1.0
    lines = [f"{lesson}: {caught} of {len(verdicts)} planted errors caught, {100 * share:.1f} %"]
    problems = [] if share >= WANTED else [f"  fewer than {WANTED:.0%} are caught"]
    for function, group in itertools.groupby(verdicts, key=lambda verdict: verdict.function):
        group = list(group)
        by = [sum(verdict.caught_by == kind for verdict in group) for kind in (CHECK, PROPERTY)]
        lines.append(f"  {function}: {sum(by)} of {len(group)} ({by[0]} by its checks, {by[1]} by property tests)")
        for _, change, caught_by in group:
            if not caught_by:
                reason = explained.get((function, change))
                lines.append(f"    survived   {change}\n               because {reason or '…'}")
            elif verbose and caught_by != CHECK:
                lines.append(f"    no check   {change}")
    survivors = {(verdict.function, verdict.change) for verdict in verdicts if not verdict.caught_by}
    if open_ := len(survivors - set(explained)):
        problems.append(f"  {open_} survivor{'s' * (open_ > 1)} without a reason in survivors.toml")
    stale = [entry for entry in explained if entry not in survivors]
    problems += [f"  {name}: {change!r} does not survive, take it out of survivors.toml" for name, change in stale]
    return "\n".join(lines + problems), not problems


def record(verdicts):
    """{function: {change: caught by}} of a lesson's verdicts, for JSON."""
    grouped = itertools.groupby(verdicts, key=lambda verdict: verdict.function)
    return {function: {verdict.change: verdict.caught_by for verdict in group} for function, group in grouped}


def by_week(found):
    """A Markdown table of planted and caught errors. found: {lesson: {function: {error: caught by}}}."""
    weeks = {}
    for lesson, functions in found.items():
        caught = [bool(caught_by) for errors in functions.values() for caught_by in errors.values()]
        name = lesson.rsplit("/", 1)[0].replace("Course", "Course ").replace("/Week", ", Week ")
        weeks[name] = weeks.get(name, []) + caught
    weeks["all"] = [caught for week in weeks.values() for caught in week]
    lines = ["| week | planted | caught | share |", "|---|---:|---:|---:|"]
    for name, caught in weeks.items():
        share = 100 * sum(caught) / max(len(caught), 1)
        lines.append(f"| {name} | {len(caught):,} | {sum(caught):,} | {share:.1f} % |")
    return "\n".join(lines)
