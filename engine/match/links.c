/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a park's links speaks of a way. */
#include "match/links.h"

#include <stdint.h>
#include <string.h>

/* What an end's links join it with: most links lead to a facility and say nothing of the ways
 * between firms, of which there are many more. */
typedef struct joined {
    bool facility, other;
} joined;

/* Links are chained by their two ends; a chain is found by both ends' places in one list of all
 * ends, in a table of its own: a map would ask for a text for each of millions of pairs. */
struct cg_links {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const cg_park *park;
    int *chains;        /* first links, each at the first free place from its ends' hash on */
    size_t chain_count; /* a power of two, at least twice the links */
    int *next;          /* by link: the next of the same ends */
    joined *linked;     /* by end: what links join it with */
    bool *tied;         /* by link: its tie was reported */
};

static int end_count(const cg_park *park) {
    return park->firms.count + park->facilities.count + park->outputs.count + park->inputs.count;
}

static int end_number(const cg_park *park, cg_end end) {
    switch (end.kind) {
    case CG_END_FIRM:
        return end.index;
    case CG_END_FACILITY:
        return park->firms.count + end.index;
    case CG_END_OUTPUT:
        return park->firms.count + park->facilities.count + end.index;
    case CG_END_INPUT:
        return park->firms.count + park->facilities.count + park->outputs.count + end.index;
    }
    return 0;
}

/* Where the chain of these ends, in this direction, begins or would begin. */
static int *chain_of(const cg_links *links, cg_end from, cg_end to) {
    const cg_park *park = links->park;
    uint64_t ends = (uint64_t)end_number(park, from) << 32 | (uint32_t)end_number(park, to);
    /* The multiplier is 2^64 over the golden ratio: Knuth, The Art of Computer Programming 3, 6.4.
     */
    size_t at = (size_t)((ends * 11400714819323198485U) >> 32) & (links->chain_count - 1);
    while (links->chains[at] != CG_NONE) {
        const cg_link *first = &park->links.items[links->chains[at]];
        if (first->from.kind == from.kind && first->from.index == from.index &&
            first->to.kind == to.kind && first->to.index == to.index) {
            break;
        }
        at = (at + 1) & (links->chain_count - 1);
    }
    return &links->chains[at];
}

static void join(cg_links *links, cg_end end, cg_end other) {
    joined *with = &links->linked[end_number(links->park, end)];
    *(other.kind == CG_END_FACILITY ? &with->facility : &with->other) = true;
}

static bool is_joined(const cg_links *links, cg_end end, bool facility) {
    const joined *with = &links->linked[end_number(links->park, end)];
    return facility ? with->facility : with->other;
}

cg_links *cg_links_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park) {
    cg_links *links = CG_NEW(arena, cg_links);
    size_t chain_count = 2;
    while (chain_count < 2 * (size_t)park->links.count) {
        chain_count *= 2;
    }
    *links = (cg_links){.arena = arena,
                        .diagnostics = diagnostics,
                        .park = park,
                        .chains = CG_ARRAY(arena, int, chain_count),
                        .chain_count = chain_count,
                        .next = CG_ARRAY(arena, int, park->links.count + 1),
                        .linked = CG_ARRAY(arena, joined, end_count(park) + 1),
                        .tied = CG_ARRAY(arena, bool, park->links.count + 1)};
    for (size_t c = 0; c < chain_count; c++) {
        links->chains[c] = CG_NONE;
    }
    for (int l = park->links.count - 1; l >= 0; l--) {
        const cg_link *link = &park->links.items[l];
        int *first = chain_of(links, link->from, link->to);
        links->next[l] = *first;
        *first = l;
        join(links, link->from, link->to);
        join(links, link->to, link->from);
    }
    return links;
}

static bool is_flow(cg_end end) {
    return end.kind == CG_END_OUTPUT || end.kind == CG_END_INPUT;
}

static cg_end firm_of(const cg_park *park, cg_end end) {
    const cg_flow *flow = end.kind == CG_END_OUTPUT ? &park->outputs.items[end.index]
                                                    : &park->inputs.items[end.index];
    return (cg_end){CG_END_FIRM, flow->firm};
}

/* The best links found so far for one question: at most one in each direction. */
typedef struct winners {
    int rank; /* 2 x flow ends named, + 1 with the mode; -1 where none */
    int forward, backward;
    int tied_with; /* another of the same rank and direction, or CG_NONE */
} winners;

static const winners nobody = {-1, CG_NONE, CG_NONE, CG_NONE};

static void consider(winners *best, int link, int rank, bool forward) {
    if (rank < best->rank) {
        return;
    }
    if (rank > best->rank) {
        *best = nobody;
        best->rank = rank;
    }
    int *place = forward ? &best->forward : &best->backward;
    if (*place != CG_NONE && *place != link) {
        best->tied_with = link;
        return;
    }
    *place = link;
}

/* Two questions are asked at once: which link speaks of the way at all, and which says how long it
 * is. A more specific link that says nothing of the length leaves that to a less specific one. */
typedef struct contest {
    winners speaks, length;
} contest;

static void enter(const cg_links *links, contest *best, int link, int rank, bool forward) {
    consider(&best->speaks, link, rank, forward);
    if (links->park->links.items[link].has_length) {
        consider(&best->length, link, rank, forward);
    }
}

static void walk(cg_links *links, contest *best, cg_end from, cg_end to, const char *mode, int rank,
                 bool forward) {
    const int *first = forward ? chain_of(links, from, to) : chain_of(links, to, from);
    for (int l = *first; l != CG_NONE; l = links->next[l]) {
        const char *named = links->park->links.items[l].mode;
        if (named == NULL) {
            enter(links, best, l, rank, forward);
        } else if (mode != NULL && strcmp(named, mode) == 0) {
            enter(links, best, l, rank + 1, forward);
        }
    }
}

static void report_tie(cg_links *links, int a, int b) {
    if (links->tied[a] && links->tied[b]) {
        return;
    }
    links->tied[a] = links->tied[b] = true;
    const cg_park *park = links->park;
    cg_say(links->diagnostics, CG_ERROR,
           cg_json_place(links->arena, park->file, park->links.items[b].node), CG_MSG_LINKS_TIE,
           cg_json_path(links->arena, park->links.items[a].node), NULL);
}

/* Links of both directions may stand side by side where they agree on what holds both ways. */
static void check_tie(cg_links *links, const winners *best, bool of_length) {
    if (best->tied_with != CG_NONE) {
        report_tie(links, best->forward != CG_NONE ? best->forward : best->backward,
                   best->tied_with);
        return;
    }
    if (best->forward == CG_NONE || best->backward == CG_NONE || best->forward == best->backward) {
        return;
    }
    const cg_link *a = &links->park->links.items[best->forward],
                  *b = &links->park->links.items[best->backward];
    if (of_length ? a->length_km != b->length_km : a->forbidden != b->forbidden) {
        report_tie(links, best->forward, best->backward);
    }
}

static int winner_of(const winners *best) {
    return best->forward != CG_NONE ? best->forward : best->backward;
}

static cg_link_word word_of(cg_links *links, const contest *best) {
    const cg_link *all = links->park->links.items;
    cg_link_word word = {winner_of(&best->speaks), CG_NONE, false, false, 0};
    check_tie(links, &best->speaks, false);
    check_tie(links, &best->length, true);
    if (best->length.rank >= 0) {
        word.has_length = true;
        word.length_km = all[winner_of(&best->length)].length_km;
    }
    if (best->speaks.rank < 0) {
        return word;
    }
    word.forbidden = all[word.link].forbidden;
    if (best->speaks.forward != CG_NONE && all[best->speaks.forward].existing) {
        word.existing = best->speaks.forward;
    }
    return word;
}

bool cg_links_touch(const cg_links *links, cg_end end, bool facility) {
    return is_joined(links, end, facility) ||
           (is_flow(end) && is_joined(links, firm_of(links->park, end), facility));
}

cg_link_word cg_links_ask(cg_links *links, cg_end from, cg_end to, const char *mode) {
    const cg_link_word nothing = {CG_NONE, CG_NONE, false, false, 0};
    if (links->park->links.count == 0) {
        return nothing;
    }
    cg_end froms[2] = {from, is_flow(from) ? firm_of(links->park, from) : from};
    cg_end tos[2] = {to, is_flow(to) ? firm_of(links->park, to) : to};
    contest best = {nobody, nobody};
    for (int f = 0; f < (is_flow(from) ? 2 : 1); f++) {
        for (int t = 0; t < (is_flow(to) ? 2 : 1); t++) {
            if (!is_joined(links, froms[f], to.kind == CG_END_FACILITY) ||
                !is_joined(links, tos[t], from.kind == CG_END_FACILITY)) {
                continue;
            }
            int rank = 2 * ((is_flow(froms[f]) ? 1 : 0) + (is_flow(tos[t]) ? 1 : 0));
            walk(links, &best, froms[f], tos[t], mode, rank, true);
            walk(links, &best, froms[f], tos[t], mode, rank, false);
        }
    }
    return word_of(links, &best);
}
