// SPDX-License-Identifier: GPL-3.0-or-later
// LEMON's network simplex on a transport problem in free MPS, as `congsinh solve --write-lp` writes one: every column
// stands in one row supply(...) and one row demand(...), with 1 in both. peer_lemon FILE | --version
//
// LEMON wants whole numbers: flows are thousandths, as parks are made, and costs millionths.
#include <lemon/config.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

struct Arc {
    int from = -1, to = -1;
    double cost = 0;
};

struct Program {
    std::unordered_map<std::string, int> rows, columns;
    std::vector<double> side;
    std::vector<bool> is_supply;
    std::vector<Arc> arcs;
    bool transport = true;
};

static void read_entry(Program &program, const std::string &column, const std::string &row, double value) {
    auto at = program.columns.emplace(column, (int)program.arcs.size());
    if (at.second) {
        program.arcs.emplace_back();
    }
    Arc &arc = program.arcs[(size_t)at.first->second];
    auto found = program.rows.find(row);
    if (found == program.rows.end()) {
        arc.cost = value;
        return;
    }
    int &end = program.is_supply[(size_t)found->second] ? arc.from : arc.to;
    program.transport = program.transport && value == 1 && end < 0;
    end = found->second;
}

static Program read_program(const char *name) {
    Program program;
    std::ifstream file(name);
    std::string line, section;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string first, second, third;
        words >> first >> second >> third;
        if (line[0] != ' ') {
            section = first;
        } else if (section == "ROWS" && first == "L") {
            program.rows.emplace(second, (int)program.side.size());
            program.side.push_back(0);
            program.is_supply.push_back(second.rfind("supply(", 0) == 0);
        } else if (section == "ROWS" && first != "N") {
            program.transport = false;
        } else if (section == "COLUMNS") {
            read_entry(program, first, second, std::stod(third));
        } else if (section == "RHS") {
            program.side[(size_t)program.rows.at(second)] = std::stod(third);
        } // bounds repeat what the rows say
    }
    return program;
}

int main(int count, char **words) {
    if (count == 2 && std::string(words[1]) == "--version") {
        std::puts(LEMON_VERSION);
        return 0;
    }
    Program program = read_program(words[1]);
    if (!program.transport) {
        std::puts("{\"state\": \"failed\", \"objective\": null, \"seconds\": 0}");
        return 0;
    }
    auto begun = std::chrono::steady_clock::now();
    // A circulation by way of one more node: what is supplied comes from it, and goes back to it.
    lemon::SmartDigraph graph;
    graph.reserveNode((int)program.side.size() + 1);
    graph.reserveArc((int)(program.side.size() + program.arcs.size()));
    std::vector<lemon::SmartDigraph::Node> nodes;
    for (size_t i = 0; i <= program.side.size(); i++) {
        nodes.push_back(graph.addNode());
    }
    lemon::SmartDigraph::ArcMap<int64_t> most(graph), cost(graph);
    for (size_t i = 0; i < program.side.size(); i++) {
        auto root = nodes.back();
        auto arc = program.is_supply[i] ? graph.addArc(root, nodes[i]) : graph.addArc(nodes[i], root);
        most[arc] = std::llround(program.side[i] * 1000);
        cost[arc] = 0;
    }
    for (const Arc &one : program.arcs) {
        auto arc = graph.addArc(nodes[(size_t)one.from], nodes[(size_t)one.to]);
        most[arc] = std::llround(program.side[(size_t)one.from] * 1000);
        cost[arc] = std::llround(one.cost * 1000000);
    }
    lemon::NetworkSimplex<lemon::SmartDigraph, int64_t, int64_t> simplex(graph);
    bool optimal = simplex.upperMap(most).costMap(cost).run() == simplex.OPTIMAL;
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    double total = simplex.totalCost<double>() / 1000 / 1000000;
    std::printf("{\"state\": \"%s\", \"objective\": %.15g, \"seconds\": %.6f}\n", optimal ? "optimal" : "failed", total,
                seconds);
}
