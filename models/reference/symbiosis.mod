# SPDX-License-Identifier: GPL-3.0-or-later
# The program of a park's best exchanges in GNU MathProg, written apart from the engine, as its check.
#
# The data of a park are given as they stand in the park file, in base units a year (m3, t, MWh; km;
# kg CO2e a unit; the park's currency; carbon price a tonne) and nothing else: matching, distances,
# losses, blending, the cutting of heat and yearly payments are all worked out below. Left out, and
# so never in a park that is held against this model: corridors, running exchanges and rules.
# docs/mathematics.md names the same quantities. Absent: -1 where no number below 0 makes sense,
# "-" for a name.

param objective symbolic default "cost";
param discount_rate default 0.1;
param carbon_price default 0;
param minimum_approach default 10;
param temperature_step default 0;
param own_reuse default 0;
param endless := 1e20;
# Stated figures that agree within rounding agree.
param rounding := 1e-9;

set PERIOD;
param hours{PERIOD};

# ---------------------------------------------------------------- what is known

set PARAMETER default {};
param mixes{PARAMETER} default 1;

set RESOURCE;
param family{RESOURCE} symbolic;
param resource_mode{RESOURCE} symbolic default "-";
param resource_emissions{RESOURCE} default 0;
param resource_disposal_emissions{RESOURCE} default 0;
param resource_quality{RESOURCE, PARAMETER} default -1;

# "-" stands for a mode that the park does not describe: it costs and loses nothing.
set NAMED_MODE default {};
set MODE := NAMED_MODE union {"-"};
param mode_family{MODE} symbolic default "-";
param mode_transport_cost{MODE} default 0;
param mode_transport_emissions{MODE} default 0;
param mode_detour{MODE} default 1;
param mode_loss{MODE} default 0;
param mode_temperature_drop{MODE} default 0;

set SUBSTITUTION default {};
param substitution_output{SUBSTITUTION} symbolic;
param substitution_input{SUBSTITUTION} symbolic;
param substitution_mode{SUBSTITUTION} symbolic default "-";
param substitution_ratio{SUBSTITUTION} default 1;
param substitution_treatment_cost{SUBSTITUTION} default 0;
param substitution_treatment_emissions{SUBSTITUTION} default 0;
param substitution_reach{SUBSTITUTION} default 1e20;
param substitution_transport_cost{SUBSTITUTION} default -1;
param substitution_transport_emissions{SUBSTITUTION} default -1;
param substitution_loss{SUBSTITUTION} default -1;
param substitution_temperature_drop{SUBSTITUTION} default -1;
param substitution_quality{SUBSTITUTION, PARAMETER} default -1;
param substitution_removal{SUBSTITUTION, PARAMETER} default 0;

# Investments stand in one list: a mode's, a substitution's ("substitution-" and its number), a
# facility's and its pipes' ("link-" and its id).
set INVESTMENT default {};
param per_unit{INVESTMENT} default 0;
param per_unit_km{INVESTMENT} default 0;
param fixed{INVESTMENT} default 0;
param fixed_per_km{INVESTMENT} default 0;
param life{INVESTMENT} default 20;
param yearly{n in INVESTMENT} :=
    if discount_rate = 0 then 1 / life[n] else discount_rate / (1 - (1 + discount_rate) ^ (-life[n]));

# ---------------------------------------------------------------- what the firms have and need

set FIRM;
set OUTPUT default {};
param output_firm{OUTPUT} symbolic;
param output_resource{OUTPUT} symbolic;
param output_quantity{OUTPUT} default 0;
param output_amount{o in OUTPUT, p in PERIOD} default output_quantity[o] * hours[p] / 8760;
param output_disposal_cost{OUTPUT} default 0;
param output_disposal_price{o in OUTPUT, PERIOD} default output_disposal_cost[o];
param output_disposed_at{OUTPUT} symbolic default "-";
param output_cost{OUTPUT} default 0;
param output_cost_emissions{OUTPUT} default 0;
param output_disposal_emissions{OUTPUT} default -1;
param output_quality{OUTPUT, PARAMETER} default -1;
param output_from{OUTPUT} default 0;
param output_to{OUTPUT} default 0;
param output_approach{OUTPUT} default -1;

set INPUT default {};
param input_firm{INPUT} symbolic;
param input_resource{INPUT} symbolic;
param input_quantity{INPUT} default 0;
param input_amount{i in INPUT, p in PERIOD} default input_quantity[i] * hours[p] / 8760;
param input_price{INPUT} default 0;
param input_price_in{i in INPUT, PERIOD} default input_price[i];
param input_emissions{INPUT} default -1;
param input_accepts{INPUT} default 1;
param input_max_share{INPUT} default 1;
param input_most{INPUT, PARAMETER} default 1e20;
param input_least{INPUT, PARAMETER} default -1e20;
param input_from{INPUT} default 0;
param input_to{INPUT} default 0;
param input_approach{INPUT} default -1;

set FACILITY default {};
param facility_mode{FACILITY} symbolic default "-";
param facility_capacity{FACILITY} default 1e20;
param facility_reach{FACILITY} default 1e20;
param facility_existing{FACILITY} default 1;
param facility_operating_cost{FACILITY} default 0;
param facility_operating_emissions{FACILITY} default 0;
param facility_pass_through{FACILITY} default 0;
param facility_pass_through_cost{FACILITY} default 0;
param facility_transport_cost{FACILITY} default -1;
param facility_transport_emissions{FACILITY} default -1;
param facility_loss{FACILITY} default -1;
param facility_gives{FACILITY} symbolic default "-";
param facility_yield{FACILITY} default 1;
set ACCEPTS within FACILITY cross RESOURCE default setof{k in FACILITY, r in RESOURCE: 1 = 0} (k, r);
set SERVES within FACILITY cross RESOURCE default setof{k in FACILITY, r in RESOURCE: 1 = 0} (k, r);
param facility_most{FACILITY, PARAMETER} default 1e20;
param facility_least{FACILITY, PARAMETER} default -1e20;
param facility_quality{FACILITY, PARAMETER} default -1;

# Places on a plane, in km.
set PLACED within FIRM union FACILITY default {};
param x_km{PLACED};
param y_km{PLACED};

set LINK default {};
param link_from{LINK} symbolic;
param link_to{LINK} symbolic;
param link_mode{LINK} symbolic default "-";
param link_length{LINK} default -1;
param link_forbidden{LINK} default 0;
param link_existing{LINK} default 0;
param link_capacity{LINK} default 1e20;

# Requirements on the planned figures.
param investment_max default 1e20;
param emissions_max default 1e20;
param water_purchased_max default 1e20;
param wastewater_discharged_max default 1e20;
param waste_disposed_max default 1e20;
param net_saving_min default -1e20;

# ---------------------------------------------------------------- quality

param quality{o in OUTPUT, c in PARAMETER} :=
    if output_quality[o, c] >= 0 then output_quality[o, c] else resource_quality[output_resource[o], c];
set LIMITED{i in INPUT} := setof{c in PARAMETER: input_most[i, c] < endless
    or input_least[i, c] > -endless} c;

# Bought resource that breaks a limit by itself counts as just at the limit.
param bought_quality{i in INPUT, c in LIMITED[i]} :=
    max(input_least[i, c], min(input_most[i, c], max(0, resource_quality[input_resource[i], c])));

# ---------------------------------------------------------------- ways

# The modes of a resource: its own, else its family's; one name.
set FAMILY_MODES{r in RESOURCE} := setof{m in MODE: mode_family[m] = family[r]} m;
set MODES{r in RESOURCE} := if resource_mode[r] <> "-" then {resource_mode[r]}
    else if card(FAMILY_MODES[r]) > 0 then FAMILY_MODES[r] else {"-"};
set SUBSTITUTION_MODES{s in SUBSTITUTION} := if substitution_mode[s] <> "-" then {substitution_mode[s]}
    else MODES[substitution_output[s]];

# Pairs by resource alone; substitution 0 is the same resource at ratio 1.
set OPENED := (setof{o in OUTPUT, i in INPUT, m in MODES[output_resource[o]]:
        output_resource[o] = input_resource[i]} (o, i, 0, m))
    union (setof{s in SUBSTITUTION, m in SUBSTITUTION_MODES[s], o in OUTPUT, i in INPUT:
        substitution_output[s] = output_resource[o] and substitution_input[s] = input_resource[i]}
        (o, i, s, m));
set PAIR := setof{(o, i, s, m) in OPENED: (own_reuse = 1 or output_firm[o] <> input_firm[i])
    and input_accepts[i] = 1} (o, i, s, m);

# Every end of a way, and the place it stands in.
param owner{e in OUTPUT union INPUT union FACILITY} symbolic :=
    if e in OUTPUT then output_firm[e] else if e in INPUT then input_firm[e] else e;
set WAY := (setof{(o, i, s, m) in PAIR} (o, i, m))
    union (setof{o in OUTPUT, k in FACILITY: (k, output_resource[o]) in ACCEPTS
        or output_disposed_at[o] = k} (o, k, facility_mode[k]))
    union (setof{k in FACILITY, i in INPUT} (k, i, facility_mode[k]));

# Links that speak of a way, either way round, and how closely.
set SPEAKS{(a, b, m) in WAY} := setof{l in LINK: (link_mode[l] = "-" or link_mode[l] = m)
    and (((link_from[l] = a or link_from[l] = owner[a]) and (link_to[l] = b or link_to[l] = owner[b]))
    or ((link_from[l] = b or link_from[l] = owner[b]) and (link_to[l] = a or link_to[l] = owner[a])))} l;
param closeness{l in LINK} := 2 * (if link_from[l] in OUTPUT union INPUT then 1 else 0)
    + 2 * (if link_to[l] in OUTPUT union INPUT then 1 else 0)
    + (if link_mode[l] <> "-" then 1 else 0);
set CLOSENESS{(a, b, m) in WAY} := {-1} union (setof{l in SPEAKS[a, b, m]} closeness[l]);
param closest{(a, b, m) in WAY} := max{c in CLOSENESS[a, b, m]} c;
set CLOSED := setof{(a, b, m) in WAY: exists{l in SPEAKS[a, b, m]}
    (link_forbidden[l] = 1 and closeness[l] = closest[a, b, m])} (a, b, m);
set LENGTH_CLOSENESS{(a, b, m) in WAY} :=
    {-1} union (setof{l in SPEAKS[a, b, m]: link_length[l] >= 0} closeness[l]);
param closest_length{(a, b, m) in WAY} := max{c in LENGTH_CLOSENESS[a, b, m]} c;

# A way without a place at an end and without a length has no distance: nothing is lost or paid on it.
set JOINED := setof{(a, b, m) in WAY: closest_length[a, b, m] >= 0
    or (owner[a] in PLACED and owner[b] in PLACED)} (a, b, m);
param km{(a, b, m) in WAY} :=
    if closest_length[a, b, m] >= 0 then
        sum{l in SPEAKS[a, b, m]: link_length[l] >= 0 and closeness[l] = closest_length[a, b, m]}
            link_length[l]
    else if (a, b, m) in JOINED then
        mode_detour[m] * sqrt((x_km[owner[a]] - x_km[owner[b]]) ^ 2 + (y_km[owner[a]] - y_km[owner[b]]) ^ 2)
    else 0;

# Links that stand, in their own direction only.
set STANDING{(a, b, m) in WAY} := setof{l in SPEAKS[a, b, m]: link_existing[l] = 1
    and (link_from[l] = a or link_from[l] = owner[a])
    and (link_to[l] = b or link_to[l] = owner[b])} l;

# ---------------------------------------------------------------- direct exchanges

param loss{(o, i, s, m) in PAIR} :=
    if s > 0 then (if substitution_loss[s] >= 0 then substitution_loss[s] else mode_loss[m])
    else mode_loss[m];
param delivered{(o, i, s, m) in PAIR} :=
    (if s > 0 then substitution_ratio[s] else 1) - loss[o, i, s, m] * km[o, i, m];
param drop{(o, i, s, m) in PAIR} := km[o, i, m]
    * (if s > 0 then (if substitution_temperature_drop[s] >= 0 then substitution_temperature_drop[s]
        else mode_temperature_drop[m]) else mode_temperature_drop[m]);
param reach{(o, i, s, m) in PAIR} := if s > 0 then substitution_reach[s] else endless;

# What an output is worth in quality after a substitution's treatment; -1: not known.
param sent_quality{o in OUTPUT, s in {0} union SUBSTITUTION, c in PARAMETER} :=
    if s > 0 then (if substitution_quality[s, c] >= 0 then substitution_quality[s, c]
        else if quality[o, c] < 0 then -1 else quality[o, c] * (1 - substitution_removal[s, c]))
    else quality[o, c];
set SUITS := setof{(o, i, s, m) in OPENED: forall{c in LIMITED[i]} (sent_quality[o, s, c] >= 0
    and (mixes[c] = 1 or (sent_quality[o, s, c] <= input_most[i, c] + rounding
        and sent_quality[o, s, c] >= input_least[i, c] - rounding)))} (o, i, s);

set DIRECT := setof{(o, i, s, m) in PAIR: (o, i, s) in SUITS and (o, i, m) not in CLOSED
    and delivered[o, i, s, m] > 0
    and km[o, i, m] <= reach[o, i, s, m] * (1 + rounding)} (o, i, s, m);

# What giving costs is asked of what is given to others, not of a firm's own reuse.
param given{o in OUTPUT, i in INPUT} := if output_firm[o] <> input_firm[i] then 1 else 0;
param direct_cost{(o, i, s, m) in DIRECT} := output_cost[o] * given[o, i]
    + (if s > 0 then substitution_treatment_cost[s] else 0)
    + km[o, i, m] * (if s > 0 then (if substitution_transport_cost[s] >= 0
        then substitution_transport_cost[s] else mode_transport_cost[m]) else mode_transport_cost[m]);
param direct_emissions{(o, i, s, m) in DIRECT} := output_cost_emissions[o] * given[o, i]
    + (if s > 0 then substitution_treatment_emissions[s] else 0)
    + km[o, i, m] * (if s > 0 then (if substitution_transport_emissions[s] >= 0
        then substitution_transport_emissions[s] else mode_transport_emissions[m])
        else mode_transport_emissions[m]);

# ---------------------------------------------------------------- heat, cut at every end

param hot_top{o in OUTPUT} := output_from[o]
    - (if output_approach[o] >= 0 then output_approach[o] else minimum_approach / 2);
param hot_bottom{o in OUTPUT} := output_to[o]
    - (if output_approach[o] >= 0 then output_approach[o] else minimum_approach / 2);
param cold_bottom{i in INPUT} := input_from[i]
    + (if input_approach[i] >= 0 then input_approach[i] else minimum_approach / 2);
param cold_top{i in INPUT} := input_to[i]
    + (if input_approach[i] >= 0 then input_approach[i] else minimum_approach / 2);
set HOT := setof{o in OUTPUT: family[output_resource[o]] = "heat"} o;
set COLD := setof{i in INPUT: family[input_resource[i]] = "heat"} i;
set ENDS := (setof{o in HOT} hot_top[o]) union (setof{o in HOT} hot_bottom[o])
    union (setof{i in COLD} cold_top[i]) union (setof{i in COLD} cold_bottom[i]);
param lowest_end := min{t in {0} union ENDS} t;
param highest_end := max{t in {0} union ENDS} t;
set CUT := ENDS union (setof{n in (if temperature_step > 0
    then floor(lowest_end / temperature_step) .. ceil(highest_end / temperature_step) else {})}
    n * temperature_step);

# A piece is known by its lower end.
set HOT_PIECE := setof{o in HOT, t in CUT: (t >= hot_bottom[o] and t < hot_top[o])
    or (t = hot_top[o] and t = hot_bottom[o])} (o, t);
set COLD_PIECE := setof{i in COLD, t in CUT: (t >= cold_bottom[i] and t < cold_top[i])
    or (t = cold_top[i] and t = cold_bottom[i])} (i, t);
param hot_piece_top{(o, t) in HOT_PIECE} :=
    if hot_top[o] = hot_bottom[o] then t else min{n in CUT: n > t} n;
param cold_piece_top{(i, t) in COLD_PIECE} :=
    if cold_top[i] = cold_bottom[i] then t else min{n in CUT: n > t} n;
param hot_share{(o, t) in HOT_PIECE} :=
    if hot_top[o] = hot_bottom[o] then 1 else (hot_piece_top[o, t] - t) / (hot_top[o] - hot_bottom[o]);
param cold_share{(i, t) in COLD_PIECE} :=
    if cold_top[i] = cold_bottom[i] then 1
    else (cold_piece_top[i, t] - t) / (cold_top[i] - cold_bottom[i]);

set HEAT := setof{(o, i, s, m) in DIRECT: o in HOT and i in COLD} (o, i, s, m);
set PASSES := setof{(o, i, s, m) in HEAT, (o, t) in HOT_PIECE, (i, n) in COLD_PIECE:
    hot_piece_top[o, t] - drop[o, i, s, m] >= cold_piece_top[i, n] - rounding
    and t - drop[o, i, s, m] >= n - rounding} (o, i, s, m, t, n);

# ---------------------------------------------------------------- facilities

param leg_transport_cost{k in FACILITY} := if facility_transport_cost[k] >= 0
    then facility_transport_cost[k] else mode_transport_cost[facility_mode[k]];
param leg_transport_emissions{k in FACILITY} := if facility_transport_emissions[k] >= 0
    then facility_transport_emissions[k] else mode_transport_emissions[facility_mode[k]];
param leg_loss{k in FACILITY} := if facility_loss[k] >= 0
    then facility_loss[k] else mode_loss[facility_mode[k]];
set ACCEPT_LIMITED{k in FACILITY} := setof{c in PARAMETER: facility_most[k, c] < endless
    or facility_least[k, c] > -endless} c;

set IN_LEG := setof{(o, k, m) in WAY: k in FACILITY} (o, k, m);
set OUT_LEG := setof{(k, i, m) in WAY: k in FACILITY and input_accepts[i] = 1} (k, i, m);
param arrives{(o, k, m) in IN_LEG} := 1 - leg_loss[k] * km[o, k, m];
param reaches{(k, i, m) in OUT_LEG} := 1 - leg_loss[k] * km[k, i, m];

# Legs that a facility's acceptance, reach and links leave open. The way to where an output is treated
# today is there, whatever reach and links say.
set TAKES := setof{(o, k, m) in IN_LEG: (k, output_resource[o]) in ACCEPTS and arrives[o, k, m] > 0
    and (output_disposed_at[o] = k or ((o, k, m) not in CLOSED
        and km[o, k, m] <= facility_reach[k] * (1 + rounding)))
    and forall{c in ACCEPT_LIMITED[k]} (quality[o, c] >= 0
        and quality[o, c] <= facility_most[k, c] + rounding
        and quality[o, c] >= facility_least[k, c] - rounding)} (o, k, m);
set REACHES := setof{(k, i, m) in OUT_LEG: (k, i, m) not in CLOSED
    and km[k, i, m] <= facility_reach[k] * (1 + rounding) and reaches[k, i, m] > 0} (k, i, m);

param given_quality{k in FACILITY, s in {0} union SUBSTITUTION, c in PARAMETER} :=
    if s > 0 then (if substitution_quality[s, c] >= 0 then substitution_quality[s, c]
        else if facility_quality[k, c] < 0 then -1
        else facility_quality[k, c] * (1 - substitution_removal[s, c]))
    else facility_quality[k, c];
set HANDS := setof{(k, i, m) in REACHES, s in {0} union SUBSTITUTION:
    (if s = 0 then (if facility_gives[k] = input_resource[i] then 1 else 0)
        else (if substitution_output[s] = facility_gives[k]
            and substitution_input[s] = input_resource[i] then 1 else 0)) = 1
    and (card(setof{(k, r) in SERVES} r) = 0 or (k, input_resource[i]) in SERVES)
    and forall{c in LIMITED[i]} (given_quality[k, s, c] >= 0
        and (mixes[c] = 1 or (given_quality[k, s, c] <= input_most[i, c] + rounding
            and given_quality[k, s, c] >= input_least[i, c] - rounding)))} (k, i, s, m);
set THROUGH := setof{(o, k, m) in TAKES, (k, i, m) in REACHES, s in {0} union SUBSTITUTION:
    facility_pass_through[k] = 1 and (own_reuse = 1 or output_firm[o] <> input_firm[i])
    and (if s = 0 then (if output_resource[o] = input_resource[i] then 1 else 0)
        else (if substitution_output[s] = output_resource[o]
            and substitution_input[s] = input_resource[i] then 1 else 0)) = 1
    and (o, i, s) in SUITS} (o, k, i, s, m);

# What may go to a facility that does not treat it today.
set TREATS := setof{(o, k, m) in TAKES: output_disposed_at[o] <> k} (o, k, m);
set TODAY := setof{(o, k, m) in IN_LEG: output_disposed_at[o] = k} (o, k, m);

# ---------------------------------------------------------------- the program

# Quantities as they leave their end, in each period.
var direct{DIRECT, PERIOD} >= 0;
var heat{PASSES, PERIOD} >= 0;
var treated{TREATS, PERIOD} >= 0;
var handed{HANDS, PERIOD} >= 0;
var through{THROUGH, PERIOD} >= 0;
var bought{INPUT, PERIOD} >= 0;
var left{OUTPUT, PERIOD} >= 0;

subject to need{i in INPUT, p in PERIOD}:
    bought[i, p] + sum{(o, i, s, m) in DIRECT} delivered[o, i, s, m] * direct[o, i, s, m, p]
    + sum{(k, i, s, m) in HANDS} (if s > 0 then substitution_ratio[s] else 1) * reaches[k, i, m]
        * handed[k, i, s, m, p]
    + sum{(o, k, i, s, m) in THROUGH} (if s > 0 then substitution_ratio[s] else 1)
        * arrives[o, k, m] * reaches[k, i, m] * through[o, k, i, s, m, p]
    = input_amount[i, p];
# What others deliver: a firm's own reuse is not held by it.
subject to share{i in INPUT, p in PERIOD: input_max_share[i] < 1}:
    bought[i, p]
    + sum{(o, i, s, m) in DIRECT: output_firm[o] = input_firm[i]}
        delivered[o, i, s, m] * direct[o, i, s, m, p]
    + sum{(o, k, i, s, m) in THROUGH: output_firm[o] = input_firm[i]}
        (if s > 0 then substitution_ratio[s] else 1)
        * arrives[o, k, m] * reaches[k, i, m] * through[o, k, i, s, m, p]
    >= (1 - input_max_share[i]) * input_amount[i, p];
subject to supply{o in OUTPUT, p in PERIOD}:
    left[o, p] + sum{(o, i, s, m) in DIRECT} direct[o, i, s, m, p]
    + sum{(o, k, m) in TREATS} treated[o, k, m, p]
    + sum{(o, k, i, s, m) in THROUGH} through[o, k, i, s, m, p] = output_amount[o, p];

subject to pieces{(o, i, s, m) in HEAT, p in PERIOD}:
    direct[o, i, s, m, p] = sum{(o, i, s, m, t, n) in PASSES} heat[o, i, s, m, t, n, p];
subject to hot{(o, t) in HOT_PIECE, p in PERIOD}:
    sum{(o, i, s, m, t, n) in PASSES} heat[o, i, s, m, t, n, p] <= hot_share[o, t] * output_amount[o, p];
subject to cold{(i, n) in COLD_PIECE, p in PERIOD}:
    sum{(o, i, s, m, t, n) in PASSES} delivered[o, i, s, m] * heat[o, i, s, m, t, n, p]
    <= cold_share[i, n] * input_amount[i, p];

subject to blend_most{i in INPUT, c in LIMITED[i], p in PERIOD: mixes[c] = 1
    and input_most[i, c] < endless}:
    sum{(o, i, s, m) in DIRECT} (sent_quality[o, s, c] - input_most[i, c]) * direct[o, i, s, m, p]
    + sum{(k, i, s, m) in HANDS} (given_quality[k, s, c] - input_most[i, c]) * handed[k, i, s, m, p]
    + sum{(o, k, i, s, m) in THROUGH} (sent_quality[o, s, c] - input_most[i, c])
        * through[o, k, i, s, m, p]
    + (bought_quality[i, c] - input_most[i, c]) * bought[i, p] <= 0;
subject to blend_least{i in INPUT, c in LIMITED[i], p in PERIOD: mixes[c] = 1
    and input_least[i, c] > -endless}:
    sum{(o, i, s, m) in DIRECT} (sent_quality[o, s, c] - input_least[i, c]) * direct[o, i, s, m, p]
    + sum{(k, i, s, m) in HANDS} (given_quality[k, s, c] - input_least[i, c]) * handed[k, i, s, m, p]
    + sum{(o, k, i, s, m) in THROUGH} (sent_quality[o, s, c] - input_least[i, c])
        * through[o, k, i, s, m, p]
    + (bought_quality[i, c] - input_least[i, c]) * bought[i, p] >= 0;

# What arrives at a facility to be treated, and to be handed on as it came.
var intake{FACILITY, PERIOD} >= 0;
var passing{FACILITY, PERIOD} >= 0;
subject to intakes{k in FACILITY, p in PERIOD}:
    intake[k, p] = sum{(o, k, m) in TREATS} arrives[o, k, m] * treated[o, k, m, p]
    + sum{(o, k, m) in TODAY} arrives[o, k, m] * left[o, p];
subject to passings{k in FACILITY, p in PERIOD}:
    passing[k, p] = sum{(o, k, i, s, m) in THROUGH} arrives[o, k, m] * through[o, k, i, s, m, p];
subject to capacity{k in FACILITY, p in PERIOD: facility_capacity[k] < endless}:
    intake[k, p] + passing[k, p] <= facility_capacity[k] * hours[p] / 8760;
subject to yield{k in FACILITY, p in PERIOD}:
    sum{(k, i, s, m) in HANDS} handed[k, i, s, m, p] <= facility_yield[k] * intake[k, p];

# ---------------------------------------------------------------- investments

# The investment that counts on a way; ways that join nothing need none.
param direct_investment{(o, i, s, m) in DIRECT} symbolic :=
    if (o, i, m) not in JOINED then "-"
    else if s > 0 and ("substitution-" & s) in INVESTMENT then "substitution-" & s
    else if m in INVESTMENT then m else "-";
param leg_investment{k in FACILITY} symbolic :=
    if ("link-" & k) in INVESTMENT then "link-" & k
    else if facility_mode[k] in INVESTMENT then facility_mode[k] else "-";

set DIRECT_PIPE := setof{(o, i, s, m) in DIRECT: direct_investment[o, i, s, m] <> "-"} (o, i, s, m);
set IN_PIPE := setof{(o, k, m) in TAKES: output_disposed_at[o] <> k and (o, k, m) in JOINED
    and leg_investment[k] <> "-"} (o, k, m);
set OUT_PIPE := setof{(k, i, m) in REACHES: (k, i, m) in JOINED and leg_investment[k] <> "-"} (k, i, m);
set BUILT := setof{k in FACILITY: facility_existing[k] = 0} k;

param direct_each{(o, i, s, m) in DIRECT_PIPE} := per_unit[direct_investment[o, i, s, m]]
    + per_unit_km[direct_investment[o, i, s, m]] * km[o, i, m];
param direct_once{(o, i, s, m) in DIRECT_PIPE} := fixed[direct_investment[o, i, s, m]]
    + fixed_per_km[direct_investment[o, i, s, m]] * km[o, i, m];
param in_each{(o, k, m) in IN_PIPE} := per_unit[leg_investment[k]]
    + per_unit_km[leg_investment[k]] * km[o, k, m];
param in_once{(o, k, m) in IN_PIPE} := fixed[leg_investment[k]]
    + fixed_per_km[leg_investment[k]] * km[o, k, m];
param out_each{(k, i, m) in OUT_PIPE} := per_unit[leg_investment[k]]
    + per_unit_km[leg_investment[k]] * km[k, i, m];
param out_once{(k, i, m) in OUT_PIPE} := fixed[leg_investment[k]]
    + fixed_per_km[leg_investment[k]] * km[k, i, m];

# What a standing link frees of what runs over it; the largest new flow of any period as a yearly
# rate; whether there is any new flow at all.
var direct_free{DIRECT_PIPE, PERIOD} >= 0;
var in_free{IN_PIPE, PERIOD} >= 0;
var out_free{OUT_PIPE, PERIOD} >= 0;
var direct_size{DIRECT_PIPE} >= 0;
var in_size{IN_PIPE} >= 0;
var out_size{OUT_PIPE} >= 0;
var facility_size{BUILT} >= 0;
var direct_built{(o, i, s, m) in DIRECT_PIPE: direct_once[o, i, s, m] > 0}, binary;
var in_built{(o, k, m) in IN_PIPE: in_once[o, k, m] > 0}, binary;
var out_built{(k, i, m) in OUT_PIPE: out_once[k, i, m] > 0}, binary;
var facility_built{k in BUILT: k in INVESTMENT}, binary;

subject to no_direct_free{(o, i, s, m) in DIRECT_PIPE, p in PERIOD: card(STANDING[o, i, m]) = 0}:
    direct_free[o, i, s, m, p] = 0;
subject to no_in_free{(o, k, m) in IN_PIPE, p in PERIOD: card(STANDING[o, k, m]) = 0}:
    in_free[o, k, m, p] = 0;
subject to no_out_free{(k, i, m) in OUT_PIPE, p in PERIOD: card(STANDING[k, i, m]) = 0}:
    out_free[k, i, m, p] = 0;
subject to standing{l in LINK, p in PERIOD: link_existing[l] = 1 and link_capacity[l] < endless}:
    sum{(o, i, s, m) in DIRECT_PIPE: l in STANDING[o, i, m]} direct_free[o, i, s, m, p]
    + sum{(o, k, m) in IN_PIPE: l in STANDING[o, k, m]} in_free[o, k, m, p]
    + sum{(k, i, m) in OUT_PIPE: l in STANDING[k, i, m]} out_free[k, i, m, p]
    <= link_capacity[l] * hours[p] / 8760;

subject to direct_largest{(o, i, s, m) in DIRECT_PIPE, p in PERIOD}:
    hours[p] / 8760 * direct_size[o, i, s, m] >= direct[o, i, s, m, p] - direct_free[o, i, s, m, p];
subject to in_largest{(o, k, m) in IN_PIPE, p in PERIOD}:
    hours[p] / 8760 * in_size[o, k, m] >= treated[o, k, m, p]
    + sum{(o, k, i, s, m) in THROUGH} through[o, k, i, s, m, p] - in_free[o, k, m, p];
subject to out_largest{(k, i, m) in OUT_PIPE, p in PERIOD}:
    hours[p] / 8760 * out_size[k, i, m] >= sum{(k, i, s, m) in HANDS} handed[k, i, s, m, p]
    + sum{(o, k, i, s, m) in THROUGH} arrives[o, k, m] * through[o, k, i, s, m, p]
    - out_free[k, i, m, p];
subject to facility_largest{k in BUILT, p in PERIOD}:
    hours[p] / 8760 * facility_size[k] >= intake[k, p] + passing[k, p];

# The largest rates there can be.
param most_direct{(o, i, s, m) in DIRECT_PIPE} := max{p in PERIOD} min(output_amount[o, p],
    input_amount[i, p] / delivered[o, i, s, m]) * 8760 / hours[p];
param most_in{(o, k, m) in IN_PIPE} := max{p in PERIOD} output_amount[o, p] * 8760 / hours[p];
set INPUT_RATIO{i in INPUT} := {1} union
    (setof{s in SUBSTITUTION: substitution_input[s] = input_resource[i]} substitution_ratio[s]);
param most_out{(k, i, m) in OUT_PIPE} := max{p in PERIOD} (input_amount[i, p] * 8760 / hours[p])
    / reaches[k, i, m]
    / (min{c in INPUT_RATIO[i]} c);
param most_facility{k in BUILT} := min(facility_capacity[k],
    sum{(o, k, m) in TAKES} max{p in PERIOD} output_amount[o, p] * 8760 / hours[p]);

subject to direct_once_built{(o, i, s, m) in DIRECT_PIPE: direct_once[o, i, s, m] > 0}:
    direct_size[o, i, s, m] <= most_direct[o, i, s, m] * direct_built[o, i, s, m];
subject to in_once_built{(o, k, m) in IN_PIPE: in_once[o, k, m] > 0}:
    in_size[o, k, m] <= most_in[o, k, m] * in_built[o, k, m];
subject to out_once_built{(k, i, m) in OUT_PIPE: out_once[k, i, m] > 0}:
    out_size[k, i, m] <= most_out[k, i, m] * out_built[k, i, m];
subject to facility_once_built{k in BUILT: k in INVESTMENT}:
    facility_size[k] <= most_facility[k] * facility_built[k];
# Follows from the row above for whole numbers of facilities and tightens the search.
subject to handed_once_built{(k, i, s, m) in HANDS, p in PERIOD: k in BUILT and k in INVESTMENT}:
    (if s > 0 then substitution_ratio[s] else 1) * reaches[k, i, m] * handed[k, i, s, m, p]
    <= input_amount[i, p] * facility_built[k];

# ---------------------------------------------------------------- what the plan comes to

var investment;
var yearly_investment;
subject to define_investment: investment =
    sum{(o, i, s, m) in DIRECT_PIPE} direct_each[o, i, s, m] * direct_size[o, i, s, m]
    + sum{(o, i, s, m) in DIRECT_PIPE: direct_once[o, i, s, m] > 0}
        direct_once[o, i, s, m] * direct_built[o, i, s, m]
    + sum{(o, k, m) in IN_PIPE} in_each[o, k, m] * in_size[o, k, m]
    + sum{(o, k, m) in IN_PIPE: in_once[o, k, m] > 0} in_once[o, k, m] * in_built[o, k, m]
    + sum{(k, i, m) in OUT_PIPE} out_each[k, i, m] * out_size[k, i, m]
    + sum{(k, i, m) in OUT_PIPE: out_once[k, i, m] > 0} out_once[k, i, m] * out_built[k, i, m]
    + sum{k in BUILT: k in INVESTMENT} (per_unit[k] * facility_size[k] + fixed[k] * facility_built[k]);
subject to define_yearly_investment: yearly_investment =
    sum{(o, i, s, m) in DIRECT_PIPE} yearly[direct_investment[o, i, s, m]]
        * direct_each[o, i, s, m] * direct_size[o, i, s, m]
    + sum{(o, i, s, m) in DIRECT_PIPE: direct_once[o, i, s, m] > 0}
        yearly[direct_investment[o, i, s, m]] * direct_once[o, i, s, m] * direct_built[o, i, s, m]
    + sum{(o, k, m) in IN_PIPE} yearly[leg_investment[k]] * in_each[o, k, m] * in_size[o, k, m]
    + sum{(o, k, m) in IN_PIPE: in_once[o, k, m] > 0}
        yearly[leg_investment[k]] * in_once[o, k, m] * in_built[o, k, m]
    + sum{(k, i, m) in OUT_PIPE} yearly[leg_investment[k]] * out_each[k, i, m] * out_size[k, i, m]
    + sum{(k, i, m) in OUT_PIPE: out_once[k, i, m] > 0}
        yearly[leg_investment[k]] * out_once[k, i, m] * out_built[k, i, m]
    + sum{k in BUILT: k in INVESTMENT} yearly[k]
        * (per_unit[k] * facility_size[k] + fixed[k] * facility_built[k]);

# Elsewhere than at a facility; what is sold today is no waste.
set ELSEWHERE := setof{o in OUTPUT: output_disposed_at[o] = "-"} o;
var emissions;
subject to define_emissions: emissions = 0.001 * (
    sum{i in INPUT, p in PERIOD} bought[i, p] * (if input_emissions[i] >= 0 then input_emissions[i]
        else resource_emissions[input_resource[i]])
    + sum{o in ELSEWHERE, p in PERIOD} left[o, p] * (if output_disposal_emissions[o] >= 0
        then output_disposal_emissions[o] else resource_disposal_emissions[output_resource[o]])
    + sum{(o, k, m) in TODAY, p in PERIOD} left[o, p] * leg_transport_emissions[k] * km[o, k, m]
    + sum{(o, i, s, m) in DIRECT, p in PERIOD} direct_emissions[o, i, s, m] * direct[o, i, s, m, p]
    + sum{(o, k, m) in TREATS, p in PERIOD} treated[o, k, m, p]
        * (output_cost_emissions[o] + leg_transport_emissions[k] * km[o, k, m])
    + sum{(k, i, s, m) in HANDS, p in PERIOD} handed[k, i, s, m, p]
        * (leg_transport_emissions[k] * km[k, i, m]
            + (if s > 0 then substitution_treatment_emissions[s] else 0))
    + sum{(o, k, i, s, m) in THROUGH, p in PERIOD} through[o, k, i, s, m, p]
        * (output_cost_emissions[o] * given[o, i] + leg_transport_emissions[k] * (km[o, k, m]
            + arrives[o, k, m] * km[k, i, m])
            + (if s > 0 then substitution_treatment_emissions[s] else 0))
    + sum{k in FACILITY, p in PERIOD} facility_operating_emissions[k] * intake[k, p]);

var cost;
subject to define_cost: cost = carbon_price * emissions + yearly_investment
    + sum{i in INPUT, p in PERIOD} input_price_in[i, p] * bought[i, p]
    + sum{o in ELSEWHERE, p in PERIOD} output_disposal_price[o, p] * left[o, p]
    + sum{(o, k, m) in TODAY, p in PERIOD} left[o, p] * leg_transport_cost[k] * km[o, k, m]
    + sum{(o, i, s, m) in DIRECT, p in PERIOD} direct_cost[o, i, s, m] * direct[o, i, s, m, p]
    + sum{(o, k, m) in TREATS, p in PERIOD} treated[o, k, m, p]
        * (output_cost[o] + leg_transport_cost[k] * km[o, k, m])
    + sum{(k, i, s, m) in HANDS, p in PERIOD} handed[k, i, s, m, p]
        * (leg_transport_cost[k] * km[k, i, m] + (if s > 0 then substitution_treatment_cost[s] else 0))
    + sum{(o, k, i, s, m) in THROUGH, p in PERIOD} through[o, k, i, s, m, p]
        * (output_cost[o] * given[o, i] + leg_transport_cost[k] * (km[o, k, m] + arrives[o, k, m] * km[k, i, m])
            + (if s > 0 then substitution_treatment_cost[s] else 0))
    + sum{k in FACILITY, p in PERIOD} (facility_operating_cost[k] * intake[k, p]
        + facility_pass_through_cost[k] * passing[k, p]);

# A facility's family is that of what it may take.
set WATERWORKS := setof{(k, r) in ACCEPTS: family[r] = "water"} k;
var water_purchased;
subject to define_water_purchased: water_purchased =
    sum{i in INPUT, p in PERIOD: family[input_resource[i]] = "water"} bought[i, p];
var heat_purchased;
subject to define_heat_purchased: heat_purchased = sum{i in COLD, p in PERIOD} bought[i, p];
var heat_disposed;
subject to define_heat_disposed: heat_disposed = sum{o in HOT, p in PERIOD} left[o, p];
var material_purchased;
subject to define_material_purchased: material_purchased =
    sum{i in INPUT, p in PERIOD: family[input_resource[i]] = "material"} bought[i, p];
var wastewater_discharged;
subject to define_wastewater_discharged: wastewater_discharged =
    sum{o in ELSEWHERE, p in PERIOD: family[output_resource[o]] = "water"
        and output_disposal_price[o, p] >= 0} left[o, p]
    + sum{k in WATERWORKS, p in PERIOD} (intake[k, p]
        - sum{(k, i, s, m) in HANDS} handed[k, i, s, m, p]);
var waste_disposed;
subject to define_waste_disposed: waste_disposed =
    sum{o in ELSEWHERE, p in PERIOD: family[output_resource[o]] = "material"
        and output_disposal_price[o, p] >= 0} left[o, p]
    + sum{k in FACILITY diff WATERWORKS, p in PERIOD} (intake[k, p]
        - sum{(k, i, s, m) in HANDS} handed[k, i, s, m, p]);

# Today: everything bought, everything left where it goes today.
param baseline_emissions := 0.001 * (
    sum{i in INPUT, p in PERIOD} input_amount[i, p] * (if input_emissions[i] >= 0
        then input_emissions[i] else resource_emissions[input_resource[i]])
    + sum{o in ELSEWHERE, p in PERIOD} output_amount[o, p] * (if output_disposal_emissions[o] >= 0
        then output_disposal_emissions[o] else resource_disposal_emissions[output_resource[o]])
    + sum{(o, k, m) in TODAY, p in PERIOD} output_amount[o, p]
        * (leg_transport_emissions[k] * km[o, k, m] + facility_operating_emissions[k] * arrives[o, k, m]));
param baseline_cost := carbon_price * baseline_emissions
    + sum{i in INPUT, p in PERIOD} input_price_in[i, p] * input_amount[i, p]
    + sum{o in ELSEWHERE, p in PERIOD} output_disposal_price[o, p] * output_amount[o, p]
    + sum{(o, k, m) in TODAY, p in PERIOD} output_amount[o, p]
        * (leg_transport_cost[k] * km[o, k, m] + facility_operating_cost[k] * arrives[o, k, m]);

subject to require_investment{1 .. 1: investment_max < endless}: investment <= investment_max;
subject to require_emissions{1 .. 1: emissions_max < endless}: emissions <= emissions_max;
subject to require_water{1 .. 1: water_purchased_max < endless}: water_purchased <= water_purchased_max;
subject to require_discharge{1 .. 1: wastewater_discharged_max < endless}:
    wastewater_discharged <= wastewater_discharged_max;
subject to require_waste{1 .. 1: waste_disposed_max < endless}: waste_disposed <= waste_disposed_max;
subject to require_saving{1 .. 1: net_saving_min > -endless}: baseline_cost - cost >= net_saving_min;

minimize goal: if objective = "cost" then cost
    else if objective = "emissions" then emissions
    else if objective = "water" then water_purchased
    else waste_disposed;

solve;

printf "cost %.15g\n", cost;
printf "emissions %.15g\n", emissions;
printf "water_purchased %.15g\n", water_purchased;
printf "wastewater_discharged %.15g\n", wastewater_discharged;
printf "waste_disposed %.15g\n", waste_disposed;
printf "heat_purchased %.15g\n", heat_purchased;
printf "heat_disposed %.15g\n", heat_disposed;
printf "material_purchased %.15g\n", material_purchased;
printf "investment %.15g\n", investment;
printf "baseline_cost %.15g\n", baseline_cost;
printf "baseline_emissions %.15g\n", baseline_emissions;

end;
