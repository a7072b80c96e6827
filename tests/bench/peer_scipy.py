# SPDX-License-Identifier: GPL-3.0-or-later
"""The HiGHS inside scipy on a program in free MPS: peer_scipy.py FILE highs-ds|highs-ipm SECONDS."""
import json
import sys
import time

import numpy
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_matrix


def read_mps(name):
    """As our own writer makes it: no RANGES, one pair a line."""
    kinds, rows, columns, cost, entries, right, low, high, whole = [], {}, {}, [], ([], [], []), {}, {}, {}, set()
    section, within, goal = None, False, None
    with open(name) as file:
        for line in file:
            words = line.split()
            if not line.startswith(" "):
                section = words[0] if words else None
            elif section == "ROWS" and words[0] == "N":
                goal = words[1]
            elif section == "ROWS":
                rows[words[1]] = len(rows)
                kinds.append(words[0])
            elif section == "COLUMNS" and words[1] == "'MARKER'":
                within = words[2] == "'INTORG'"
            elif section == "COLUMNS":
                j = columns.setdefault(words[0], len(columns))
                if j == len(cost):
                    cost.append(0.0)
                    if within:
                        whole.add(j)
                if words[1] == goal:
                    cost[j] = float(words[2])
                else:
                    for list_, value in zip(entries, (float(words[2]), rows[words[1]], j)):
                        list_.append(value)
            elif section == "RHS":
                right[rows[words[1]]] = float(words[2])
            elif section == "BOUNDS":
                j = columns[words[2]]
                if words[0] in ("LO", "FX"):
                    low[j] = float(words[3])
                if words[0] in ("UP", "FX"):
                    high[j] = float(words[3])
                if words[0] in ("MI", "FR"):
                    low[j] = -numpy.inf
                if words[0] == "BV":
                    high[j] = 1.0
                    whole.add(j)
    matrix = csc_matrix((entries[0], (entries[1], entries[2])), shape=(len(rows), len(columns)))
    side = numpy.array([right.get(i, 0.0) for i in range(len(rows))])
    kinds = numpy.array(kinds)
    bounds = Bounds(numpy.array([low.get(j, 0.0) for j in range(len(columns))]),
                    numpy.array([high.get(j, numpy.inf) for j in range(len(columns))]))
    constraint = LinearConstraint(matrix, numpy.where(kinds == "L", -numpy.inf, side),
                                  numpy.where(kinds == "G", numpy.inf, side))
    return numpy.array(cost), constraint, bounds, whole, kinds


def solve_linear(cost, constraint, bounds, kinds, method, seconds):
    """linprog knows rows of at most and rows of equality."""
    matrix = constraint.A.tocsr()
    equal, least = kinds == "E", kinds == "G"
    sign = numpy.where(least, -1.0, 1.0)
    side = numpy.where(least, constraint.lb, constraint.ub)
    upper = (matrix.multiply(sign[:, None])).tocsr()[~equal]
    begun = time.perf_counter()
    found = linprog(cost, A_ub=upper.tocsc(), b_ub=(sign * side)[~equal],
                    A_eq=matrix[equal].tocsc() if equal.any() else None, b_eq=side[equal] if equal.any() else None,
                    bounds=numpy.column_stack([bounds.lb, bounds.ub]), method=method,
                    options={"time_limit": seconds})
    return found, None, time.perf_counter() - begun


def solve_whole(cost, constraint, bounds, whole, seconds):
    integrality = numpy.zeros(len(cost), int)
    integrality[list(whole)] = 1
    begun = time.perf_counter()
    found = milp(cost, integrality=integrality, bounds=bounds, constraints=constraint,
                 options={"time_limit": seconds, "mip_rel_gap": 1e-6})
    return found, getattr(found, "mip_dual_bound", None), time.perf_counter() - begun


def main():
    cost, constraint, bounds, whole, kinds = read_mps(sys.argv[1])
    seconds = float(sys.argv[3])
    if whole:
        found, bound, took = solve_whole(cost, constraint, bounds, whole, seconds)
    else:
        found, bound, took = solve_linear(cost, constraint, bounds, kinds, sys.argv[2], seconds)
    state = "optimal" if found.status == 0 else "limit" if found.status == 1 else "failed"
    objective = None if found.fun is None or (state == "limit" and not whole) else float(found.fun)
    print(json.dumps({"state": state, "objective": objective, "bound": bound, "seconds": took}))


main()
