// node benchmarks/portal/search.mjs FOLDER COUNT: times the script of the site over the search data that Program.cs wrote.
import { copyFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, count] = process.argv.slice(2);
const module = join(folder, "ranking.mjs");
copyFileSync(new URL("../../src/Automation.Portal/Searching/ranking.js", import.meta.url), module);
const { createIndex, find } = await import(pathToFileURL(module));
const texts = readdirSync(join(folder, count)).map(f => readFileSync(join(folder, count, f), "utf8"));
let start = performance.now();
const index = createIndex(texts.map(t => JSON.parse(t)));
console.log(`${index.length} entities: read in ${(performance.now() - start).toFixed(0)} ms`);
const queries = readFileSync(join(folder, "queries.txt"), "utf8").trim().split("\n");
const times = [...queries, ...queries].map(q => {
  start = performance.now();
  find(index, q, 12);
  return performance.now() - start;
}).slice(queries.length).sort((a, b) => a - b);
console.log(`${queries.length} queries: median ${times[times.length >> 1].toFixed(2)} ms, p99 ${times[Math.floor(times.length * 0.99)].toFixed(2)} ms`);
