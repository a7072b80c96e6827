// SPDX-License-Identifier: GPL-3.0-or-later
// npm's HiGHS (WebAssembly, one thread) on a program in free MPS: node peer_highs.mjs FILE SECONDS.
import loader from "highs";
import { readFileSync } from "node:fs";

const [file, seconds] = process.argv.slice(2);
const highs = await loader();
const model = highs.createModel({ format: "mps", data: readFileSync(file, "utf8") });
model.options.set({ output_flag: false, time_limit: Number(seconds), mip_rel_gap: 1e-6 });
const begun = performance.now();
model.run();
const took = (performance.now() - begun) / 1000;
const OPTIMAL = 7; // HiGHS's own number for a model status
const optimal = model.getModelStatus() === OPTIMAL;
const whole = Number(model.info.get("mip_node_count")) >= 0;
const told = optimal || whole;
console.log(JSON.stringify({
  state: optimal ? "optimal" : "limit",
  objective: told ? model.getObjectiveValue() : null,
  bound: whole ? model.info.get("mip_dual_bound") : null,
  seconds: took,
}));
model.dispose();
