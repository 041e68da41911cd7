// Resolves a list of paths with one of the packages that people use today, through the package's own API, and prints a line for each path.
//
// usage: node peers.mjs PACKAGE RULES PATHS
//   RULES is a folder that holds the file CODEOWNERS: `codeowners` looks for it by itself.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [name, rules, paths] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "peers.cjs"));

// Each loads the file once and returns the owners of a path.
const packages = {
  "codeowners": () => {
    const Codeowners = require("codeowners");
    const file = new Codeowners(rules);
    return (path) => file.getOwner(path);
  },
  "@snyk/github-codeowners": () => {
    const { OwnershipEngine } = require("@snyk/github-codeowners/dist/lib/ownership/OwnershipEngine.js");
    const file = OwnershipEngine.FromCodeownersFile(join(rules, "CODEOWNERS"));
    return (path) => file.calcFileOwnership(path);
  },
  "codeowners-utils": () => {
    const { parse, matchFile } = require("codeowners-utils");
    const file = parse(readFileSync(join(rules, "CODEOWNERS"), "utf8"));
    return (path) => matchFile(path, file)?.owners ?? [];
  },
};

const ownersOf = packages[name]();
const answers = readFileSync(paths, "utf8").trimEnd().split("\n").map((path) => ownersOf(path).join(" "));
process.stdout.write(answers.join("\n") + "\n");
