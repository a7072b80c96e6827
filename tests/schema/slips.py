# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema and program refuse the same slips: slips.py PERCENT [SEED], of the numbers in subjects().

What the program takes the schema must take. What it refuses and the schema takes must be of the kinds that no schema
can know, which are listed here by the program's own codes."""
import collections
import functools
import multiprocessing
import os
import re
import sys

from mutations import mutations
from readers import Program
from schemas import OF_FORMAT, SOURCE, load, problems, read
from subjects import first_of, subjects

# What the program alone can know: why, and the codes of its errors.
PROGRAM_ALONE = {
    "a name that is well formed and that nothing has": """
        AUTHORITY_UNKNOWN CLAUSE_UNKNOWN CLAUSE_UNUSED CRITERION_FACT EXCEPTION_NO_PERMIT_RULE EXCEPTION_UNKNOWN_FIRM
        EXCEPTION_UNKNOWN_FIRM_NEAR EXCEPTION_UNKNOWN_RECEIVER EXCEPTION_UNKNOWN_RECEIVER_NEAR EXCEPTION_UNKNOWN_SENDER
        EXCEPTION_UNKNOWN_SENDER_NEAR EXCEPTIONS_OTHER_PARK FACTOR_UNKNOWN FACTOR_UNKNOWN_NEAREST FRAMEWORK_UNKNOWN
        FRAMEWORK_UNKNOWN_NEAREST MODE_UNKNOWN MODE_UNKNOWN_NEAREST NO_SUCH_RULE NO_SUCH_RULE_NEAR PARAMETER_UNKNOWN
        PARK_FROM_IS_INPUT PARK_NO_PERIODS PARK_PERIOD_MISSING PARK_TO_IS_OUTPUT PARK_UNKNOWN_END PARK_UNKNOWN_END_NEAR
        PARK_UNKNOWN_FACILITY PARK_UNKNOWN_FACILITY_NEAR PARK_UNKNOWN_INPUT PARK_UNKNOWN_INPUT_NEAR PARK_UNKNOWN_OUTPUT
        PARK_UNKNOWN_OUTPUT_NEAR PARK_UNKNOWN_PERIOD PARK_UNKNOWN_PERIOD_NEAR PREDICATE_NAME PREDICATE_NAME_NEAREST
        QUESTION_WITHOUT_DEFAULT READING_UNKNOWN RESOURCE_UNKNOWN RESOURCE_UNKNOWN_NEAREST RULES_UNKNOWN
        RULES_UNKNOWN_NEAREST STUDY_BASE_UNKNOWN STUDY_BASE_UNKNOWN_NEAR""",
    "a name that stands twice, or apart from what it must stand with": """
        AUTHORITY_TWICE CRITERION_TWICE EFFLUENT_TWICE ENTRY_TWICE MODE_TWO_DEFAULTS PARK_AT_MIXED PARK_EXCHANGE_OWN
        PARK_EXCHANGE_TWICE PARK_FIRM_AND_FACILITY PARK_FIRM_OUTSIDE_TWICE PARK_FIRM_TWICE PARK_FLOW_TWICE
        PARK_LINK_SELF PARK_LINK_TWICE PARK_PASS_THROUGH_ALONE PARK_PERIOD_TWICE PARK_RATE_OF_OWN QUESTION_TWICE
        READING_TWICE ROUTES_LOOP RULE_TWICE STUDY_CIRCLE STUDY_ID_TWICE""",
    "the unit of a text": """
        FACTOR_UNFIT MODE_UNFIT NO_RATE_FOR_WAY QUALITY_OTHER_UNIT QUALITY_PLAIN QUANTITY_NOT_FINITE QUANTITY_NO_RATE
        QUANTITY_NO_UNIT QUANTITY_SYNTAX QUANTITY_UNKNOWN_UNIT QUANTITY_UNKNOWN_UNIT_NEAR QUANTITY_WRONG_DIMENSION""",
    "the size of a number with its unit, of its resource or beside another": """
        FACILITY_OVERFLOWS FACT_SHARE LIMIT_REVERSED LIMIT_SHARE_OVER_ALL MONTHS_REVERSED NOT_POSITIVE
        PARK_FIGURE_IMPOSSIBLE_OVER PARK_FIGURE_IMPOSSIBLE_UNDER PARK_INPUT_COOLS PARK_OUTPUT_HEATS PARK_PERIODS_HOURS PARK_SHARE_OVER_ONE
        QUALITY_NEGATIVE QUALITY_OVER_ALL RANGE_REVERSED REMOVAL_OVER_ALL RUNNING_MORE_THAN_INPUT
        RUNNING_MORE_THAN_OUTPUT STEPS_ORDER VALUE_RANGE_HIGH VALUE_RANGE_LOW""",
    "which day a calendar has, and which comes first": """
        DATE_FORM DATES_REVERSED FRAMEWORK_NOT_IN_FORCE PARK_DATE PARK_SINCE""",
    "the type of what a condition asks about": "PREDICATE_TYPE CRITERION_SUBJECT",
    "that somebody holds nothing but what the park may have declared": "EXCEPTION_HOLDS_NOTHING",
}
CODES_ALONE = {code for codes in PROGRAM_ALONE.values() for code in codes.split()}
# The same of codes that a schema mostly sees, with the places where it cannot.
PLACES_ALONE = [
    # What a scenario sets may be anything, and what joins may bear what its park declares.
    ("", r": this scenario has no plan: "),
    # Attributes that a licence gives may be the park's own.
    ("UNKNOWN_KEY", r"^exceptions\.\d+\."), ("UNKNOWN_KEY_NEAREST", r"^exceptions\.\d+\."),
    # Only heat has two temperatures, and what is heat the resource says.
    ("ENTRY_WITHOUT", r"^firms\.[^.]+\.(outputs|inputs)\.[^.]+: .*\"(from|to)\""),
    # A firm's results are as many as there are criteria for a firm.
    ("PLAN_ASSESSMENT_WRONG", r"assessment\.firms\.[^.]+\.(today|after): "),
    # A factor's text is in some unit or in none.
    ("VALUE_EXPECTED", r"^(models\.)?factors\.[^.]+\.(value|low|high): found \""),
]

@functools.cache
def schemas():
    return load()


def held(job):
    """One file: what both say of it and of its slips, as rows (who refuses, codes, told)."""
    place, percent, seed = job
    path, count, ask = list(subjects())[place]
    name = os.path.relpath(path, SOURCE)
    document = first_of(read(path))
    validator = schemas()[OF_FORMAT[document["format"]]]
    program = Program()
    rows = []
    if problems(validator, document) or ask(program, document):
        return [("neither takes the file", f"{name}: {problems(validator, document)[:3]} {ask(program, document)[:3]}")]
    for done, slipped in mutations(document, max(1, count * percent // 100), f"{seed} {place}"):
        schema = problems(validator, slipped)
        said = ask(program, slipped)
        who = "both" if schema and said else "schema" if schema else "program" if said else "none"
        if who == "program" and not is_of_the_program(said, program.slipped):
            who = "program, and the schema could"
        rows.append((who, f"{name}: {done}: {(schema or [''])[0]} | {[(one[0], one[2]) for one in said][:3]}"))
    return rows


def is_of_the_program(said, slipped_file):
    """Whether every error is of a kind that the program alone can know: one in another file always is."""
    return all(code in CODES_ALONE or (file and os.path.basename(file) != slipped_file) or
               any(code.startswith(known) and re.search(place, told) for known, place in PLACES_ALONE)
               for code, file, told in said)


def main():
    percent, seed = int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "1"
    count = collections.Counter()
    wrong = []
    schemas()  # once: the processes are forks
    jobs = [(place, percent, seed) for place in range(len(list(subjects())))]
    with multiprocessing.Pool(2) as pool:
        for rows in pool.imap(held, jobs, 1):
            for who, told in rows:
                count[who] += 1
                if who not in ("both", "none", "program"):
                    wrong.append(f"{who}: {told}")
    refused = count["both"] + count["program"]
    print(f"slips: {sum(count.values())}; refused by both: {count['both']}, by the program alone: {count['program']} "
          f"({100 * count['program'] // max(1, refused)} % of what it refuses), by neither: {count['none']}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
