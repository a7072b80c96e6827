# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bench found, as Markdown: a table a task, the goals, and both put into docs/performance.md."""
import os
import statistics

import parks

DOCUMENT = os.path.join(parks.SOURCE, "docs", "performance.md")
BEGIN, END = "<!-- measured: written by ./run bench -->", "<!-- end of what was measured -->"
HIGHS = ["HiGHS (npm)", "HiGHS (scipy)", "HiGHS ipm (scipy)"]


def answers_of(task, who):
    return [one["answers"][who] for one in task["rounds"] if who in one["answers"]]


def is_ours(who):
    return who.startswith("congsinh")


def ours_of(task):
    return next((who for who in task["rounds"][0]["answers"] if is_ours(who)), None)


def median_seconds(task, who):
    """And whether some run was stopped, so that it is more."""
    answers = answers_of(task, who)
    return statistics.median(one["seconds"] for one in answers), any(one["state"] == "stopped" for one in answers)


def short(value):
    """Three digits."""
    decimals = 3 if value < 1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{decimals}f}"


def seconds_told(task, who):
    seconds, more = median_seconds(task, who)
    return f"> {short(seconds)}" if more else short(seconds)


def ratios(task, who, against):
    """Round by round, for the rounds have each their own park and their own minute."""
    found = []
    for one in task["rounds"]:
        mine, other = one["answers"].get(who), one["answers"].get(against)
        if mine is not None and other is not None and other["seconds"] > 0:
            found.append((mine["seconds"] / other["seconds"], mine["state"] == "stopped", other["state"] == "stopped"))
    return found


def ratio_told(task, who, against):
    found = ratios(task, who, against)
    if not found or all(mine and other for _, mine, other in found):
        return "-"
    sign = "> " if any(mine for _, mine, _ in found) else "< " if any(other for _, _, other in found) else ""
    return sign + short(statistics.median(one for one, _, _ in found))


def value_told(task, who):
    """In a word: the seeds differ, so no one number stands for all."""
    states = {one["state"] for one in answers_of(task, who)}
    if states == {"optimal"}:
        return "optimal"
    gaps = [gap_of(one) for one in answers_of(task, who)]
    known = [gap for gap in gaps if gap is not None]
    told = ", ".join(sorted(states))
    told += f", gap {max(known) * 100:.2f} %" if "limit" in states and known else ""
    short_of_best = max((below_best(one["answers"], who) for one in task["rounds"]), default=0)
    return told + (f", {short_of_best * 100:.2f} % below the best" if 5e-5 <= short_of_best < 1 else "")


def below_best(answers, who):
    """How far a plan is below the best that anybody found in its round, as a share."""
    values = [one["objective"] for one in answers.values() if one["objective"] is not None]
    mine = answers[who]["objective"] if who in answers else None
    return 0 if mine is None or not values else 1 - mine / max(values)


def gap_of(answer):
    if answer["objective"] is None or answer["bound"] is None:
        return None
    return max(0.0, answer["bound"] - answer["objective"]) / max(1.0, abs(answer["objective"]))


def task_table(name, task):
    size = task["size"]
    head = f"**{name}**, {len(task['rounds'])} seed{'s' if len(task['rounds']) > 1 else ''}, {task['day']}"
    if size is not None:
        head += f"; the first has {size['columns']:_} columns, {size['rows']:_} rows".replace("_", "\u00a0")
        head += f", {size['whole']} whole numbers" if size["whole"] else ""
    first = ours_of(task)
    lines = [head, "", "| who | s | ours / theirs | peak MB | ends |", "| --- | ---: | ---: | ---: | --- |"]
    for who in task["rounds"][0]["answers"]:
        peak = max(one["peak_mb"] for one in answers_of(task, who))
        ratio = "" if who == first else ratio_told(task, first, who)
        lines.append(f"| {who} | {seconds_told(task, who)} | {ratio} | {f'{peak:.0f}' if peak else '-'} | "
                     f"{value_told(task, who)} |")
    return lines + [""]


def sweep_table(name, task):
    """Of a park solved again and again."""
    rounds = task["rounds"]
    if not rounds:
        return []
    def median(key):
        return statistics.median(one[key] for one in rounds)
    return [f"**{name}**, {len(rounds)} seed{'s' if len(rounds) > 1 else ''}, {task['day']}; "
            f"{sum(one['checked'] for one in rounds)} of the steps solved from nothing as well", "",
            "| steps | s | mean ms | worst ms | a cold solve, s | all in cold solves |",
            "| ---: | ---: | ---: | ---: | ---: | ---: |",
            f"| {rounds[0]['steps']} | {short(median('warm_s'))} | {1000 * median('warm_s') / rounds[0]['steps']:.2f} | "
            f"{1000 * median('worst_s'):.1f} | {short(median('cold_s'))} | {short(median('colds'))} |", ""]


class Goal:
    """`measured` gives (value, what is told of it) or None where nothing is known."""

    def __init__(self, work, most, measured):
        self.work, self.most, self.measured = work, most, measured


def against(name, peers, ours="congsinh"):
    """Our whole run over the best of the peers."""
    def measured(tasks):
        task = tasks.get(name)
        if task is None:
            return None
        best = [one for one in peers if ratios(task, ours, one)]
        if not best:
            return None
        who = min(best, key=lambda one: median_seconds(task, one)[0])
        return statistics.median(one for one, _, _ in ratios(task, ours, who)), f"{ratio_told(task, ours, who)} ({who})"
    return measured


def large_against_k(tasks):
    best = [median_seconds(tasks["K"], who) for who in HIGHS if "K" in tasks and answers_of(tasks["K"], who)]
    if "L" not in tasks or not best:
        return None
    ours, more = median_seconds(tasks["L"], "congsinh")
    theirs, _ = min(best)
    return ours / theirs, f"{'> ' if more else ''}{short(ours / theirs)}"


def two_jobs(tasks):
    return against("L", ["congsinh"], "congsinh, 2 jobs")(tasks)


def memory_of(name, who):
    def measured(tasks):
        if name not in tasks or not answers_of(tasks[name], who):
            return None
        answers = answers_of(tasks[name], who)
        if any(one["state"] == "stopped" for one in answers):
            return float("inf"), "stopped"
        peak = max(one["peak_mb"] for one in answers)
        return peak, f"{peak:.0f} MB"
    return measured


def proven_in(name, who):
    def measured(tasks):
        if name not in tasks or not answers_of(tasks[name], who):
            return None
        seconds, _ = median_seconds(tasks[name], who)
        ends = value_told(tasks[name], who)
        return seconds if ends == "optimal" else float("inf"), f"{seconds_told(tasks[name], who)} s, {ends}"
    return measured


def value_against(tasks):
    """How far ours is below the best of HiGHS's, as a share, the worst of the seeds; without end where it came late."""
    if "M-fc" not in tasks:
        return None
    below, cap = [], tasks["M-fc"]["cap"] / 20
    for one in tasks["M-fc"]["rounds"]:
        theirs = [one["answers"][who]["objective"] for who in HIGHS if who in one["answers"]]
        theirs = [value for value in theirs if value is not None]
        mine = one["answers"]["congsinh"]["objective"]
        if theirs:
            below.append(1 if mine is None else 1 - mine / max(theirs))
    if not below:
        return None
    seconds, _ = median_seconds(tasks["M-fc"], "congsinh")
    late = seconds > cap
    return float("inf") if late else max(below), f"{-100 * max(below):+.3f} % in {short(seconds)} s"


def gap_proven(tasks):
    if "M-fc" not in tasks:
        return None
    gaps = [gap_of(one) for one in answers_of(tasks["M-fc"], "congsinh")]
    worst = float("inf") if None in gaps else max(gaps)
    return worst, f"{100 * worst:.2f} %"


def sample_time(tasks):
    if "sample" not in tasks:
        return None
    seconds, _ = median_seconds(tasks["sample"], "congsinh")
    return seconds, f"{1000 * seconds:.0f} ms"


def swept(name):
    def measured(tasks):
        if name not in tasks or not tasks[name]["rounds"]:
            return None
        colds = statistics.median(one["colds"] for one in tasks[name]["rounds"])
        return colds, short(colds)
    return measured


GOALS = [
    Goal("K, whole run, over CLP's solve alone: at most 1/5", 1 / 5, against("K", ["CLP"])),
    Goal("K, over HiGHS's: at most 1/20", 1 / 20, against("K", HIGHS)),
    Goal("M, whole run, over CLP's: at most 1/4", 1 / 4, against("M", ["CLP"])),
    Goal("M, over HiGHS's: at most 1/8", 1 / 8, against("M", HIGHS)),
    Goal("M, over glpsol's: at most 1/30", 1 / 30, against("M", ["glpsol"])),
    Goal("L, whole run, over HiGHS's on K: at most 0.4", 0.4, large_against_k),
    Goal("L, two jobs over one: at most 0.7", 0.7, two_jobs),
    Goal("L, memory: at most 160 MB", 160, memory_of("L", "congsinh")),
    Goal("XL, the proven optimum on two processors: within 600 s", 600, proven_in("XL", "congsinh, 2 jobs")),
    Goal("XL, memory: at most 800 MB", 800, memory_of("XL", "congsinh, 2 jobs")),
    Goal("L as pure transport, over LEMON's network simplex: at most 3", 3, against("L-net", ["LEMON"])),
    Goal("1,000 carbon prices on M: at most 7 cold solves", 7, swept("M-carbon")),
    Goal("1,000 losses of one supply on M: at most 12 cold solves", 12, swept("M-losses")),
    Goal("40 carbon prices on L: at most 0.7 of a cold solve", 0.7, swept("L-carbon")),
    Goal("M with fixed charges, in 3 s: not below HiGHS's value after 60 s", 0, value_against),
    Goal("M with fixed charges, the same run: gap under 0.7 %", 0.007, gap_proven),
    Goal("S with fixed charges, the proven optimum: faster than CBC", 1, against("S-fc", ["CBC"])),
    Goal("the sample park, start to finish: under 50 ms", 0.05, sample_time),
]


def goal_table(tasks):
    lines = ["| goal | measured | met |", "| --- | ---: | --- |"]
    for goal in GOALS:
        found = goal.measured(tasks)
        if found is None:
            lines.append(f"| {goal.work} | not measured | |")
        else:
            lines.append(f"| {goal.work} | {found[1]} | {'yes' if found[0] <= goal.most else 'no'} |")
    return lines + [""]


def text(results):
    there = ", ".join(f"{name} {found}" for name, found in results["versions"].items() if found)
    absent = ", ".join(name for name, found in results["versions"].items() if not found)
    lines = [f"Machine: {results['machine']}. Peers: {there or 'none'}{'; absent: ' + absent if absent else ''}.", ""]
    for name, task in results["tasks"].items():
        lines += sweep_table(name, task) if task.get("sweep") else task_table(name, task)
    return "\n".join(lines + goal_table(results["tasks"]))


def write(results):
    """Between the markers of the document; all else there is people's."""
    with open(DOCUMENT) as file:
        whole = file.read()
    before, rest = whole.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    with open(DOCUMENT, "w") as file:
        file.write(f"{before}{BEGIN}\n\n{text(results)}\n{END}{after}")
