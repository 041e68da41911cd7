// Writes mutants of descriptors: node mutate.mjs --seed N --count N --out DIR FILE...
// The same seed, count and files give the same mutants.
import fs from 'node:fs';
import path from 'node:path';

const [options, files] = read(process.argv.slice(2));
let state = (Number(options.seed ?? 1) * 2654435761) >>> 0 || 1;

// xorshift32: a generator of our own, so that a seed means the same on every machine.
function random(below) {
  state ^= state << 13; state >>>= 0;
  state ^= state >>> 17;
  state ^= state << 5; state >>>= 0;
  return state % below;
}
const pick = list => list[random(list.length)];

// What means something to a scanner, at any place of the text.
const FRAGMENTS = [
  ':', ': ', ' :', '- ', '-', '? ', '?', '#', ' #', ' # c', '&a ', '*a', '*a:', '!', '!x ', '!!str ', '!!int ', '|', '>', '%', '@', '`', '"', "'", '""', "''",
  '[', ']', '{', '}', ',', '[]', '{}', '\t', ' ', '  ', '\n', '\n\n', '\r\n', '\r', '\\', '...', '---', '\n---\n', '\n...\n', '\n--- ', '<<: ', '~', '$', '{{ x }}', '${{ x }}', '{% if x %}',
  '\u00a0', '\ufeff', '\u2028', '\u0085', '\0', '\ud83d\ude00', '\n\t\n', '\n \t\n', '\n# c\n', '\n    # c\n', '\n      x', '\nx',
];

// What a value may be replaced by.
const VALUES = [
  '', 'null', '~', 'true', 'yes', '12', '1.0', '1e3', '.nan', '0x1f', '2024-01-01', '""', "''", '" "', '[]', '{}', '[a]', '[a, ]', '[a,,b]', '[ , ]', '{a}', '{a: ?}', '{? a : b}', '{a: b, c}', '{a:b}', '{"a":b}',
  '[a: b]', '[? a]', '[-]', '[- a]', '[a]b', '[%a]', '{% if x %}', '{a: !!str}', '[!]', '{t: &a C, u: D}', '&a', '&a x', '*a', '!!str', '!!str 12', '!!int x', '!!binary aGk=', '!!set {a, b}', '!x y', '! y', '!<x> y', '!<x y',
  '|', '>', '|-', '|+', '>2', '|9', '|0', '|x', '| # c', '|\n      a\n\n      b', '>-\n      a\n      b', '|9\n   # c', '"a', "'a", '"a\n    b"', "'a\n      b'", '"a\\\n      b"', '"\\ud800"', '"\\q"', '"\\x4"', '"\\u00e9"',
  'a\n\t\n      b', 'a\n \t\n    b', 'a\n\n\n    b', 'a\n      b', 'a # c\n      b', 'a\n      # c\n      b', '- a', '- a\n    - b', '? a', ': a', 'a: b', 'a:b', 'a :b', '@a', '`a', '%a', ',a', ']', '}', '\ta', 'a\t', 'a\t# c',
  '\n      a: b', '\n      - a', '\n      "a": b', '&a\n      b: "c\n        d"', '!!map\n      b: "c\n        d"', '&a\n      - b', '&a &b c', '!x !y c', '&a !x c', '\n      : a', '\n      - : a', '\n      ? a\n      : b', '\n      ? a',
  '$text: ./a.txt', '\n      $text: ./a.txt', '\n      $json: ./a.json', '\n      $yaml: ../../../a.yaml', '\n      $openapi: ./a.yaml', '\n      $text: https://github.com/x/y/blob/main/a', '\n      $text: 1', '\n      $text:',
  'a/b', 'group:a/b', ':a', 'a:', '/a', 'a b', 'a'.repeat(64), 'é', 'https://x.example/y', 'not a url', 'A_B', 'x--y', 'component:default/x', 'user:x',
];

const KEYS = ['name', 'namespace', 'kind', 'apiVersion', 'metadata', 'spec', 'owner', 'type', 'annotations', 'labels', 'tags', 'links', 'url', '$text', '$x', '__proto__', '<<', '"name"', "'spec'", '? a', '12', 'true', 'null', '', 'relations', 'x y', '*a', '&a b', '!!str c', '[a]', '{a: b}', 'é', 'backstage.io/techdocs-ref', 'dependsOn', 'system', 'definition'];

const lineOf = lines => random(lines.length);
const MUTATIONS = [
  t => insert(t, random(t.length + 1), pick(FRAGMENTS)),
  t => insert(t, random(t.length + 1), pick(FRAGMENTS)),
  t => { const at = random(t.length + 1); return t.slice(0, at) + t.slice(at + 1 + random(3)); },
  t => { const at = random(t.length + 1); return t.slice(0, at) + pick(FRAGMENTS) + t.slice(at + 1); },
  byLine((lines, i) => lines.splice(i, 1)),
  byLine((lines, i) => lines.splice(i, 0, lines[i])),
  byLine((lines, i) => { const j = lineOf(lines); [lines[i], lines[j]] = [lines[j], lines[i]]; }),
  byLine((lines, i) => { lines[i] = ' '.repeat(1 + random(4)) + lines[i]; }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/^ {1,2}/, ''); }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/^ +/, blank => pick(['\t', `${blank}\t`, `\t${blank}`])); }),
  byLine((lines, i) => { lines[i] += pick(FRAGMENTS); }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/^( *)(- )?/, found => found + pick(FRAGMENTS)); }),
  byLine((lines, i) => { if (i + 1 < lines.length) lines.splice(i, 2, lines[i] + lines[i + 1]); }),
  byLine((lines, i) => lines.splice(i, 0, pick(['', ' ', '   ', '\t', '  \t', '# c', '      # c', '---', '...', '--- # c', '--- a', '... # c', '... a', '%YAML 1.1', '%x', '-', '- a', '?', ':', 'a', 'a:', '    a', '    a: b', '  - a']))),
  byLine((lines, i) => { lines[i] = lines[i].replace(/(:|-)( +)([^ ].*)?$/, (_, mark) => `${mark} ${pick(VALUES)}`); }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/(:|-)( *)([^ ].*)?$/, (_, mark) => `${mark} ${pick(VALUES)}`); }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/(:|-) +(\S.*)$/, (_, mark, value) => `${mark} ${wrap(value)}`); }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/^( *(?:- )?)[^ :]+:/, (_, before) => `${before}${pick(KEYS)}:`); }),
  byLine((lines, i) => { lines[i] = lines[i].replace(/^( *(?:- )?)([^ :]+)( *:)/, (_, before, key, colon) => `${before}${pick([`"${key}"`, `'${key}'`, `? ${key}`, `&k ${key}`, `!!str ${key}`, `${key} `, `${key}\t`, `[${key}]`, `*${key}`])}${colon}`); }),
  byLine((lines, i) => { const indent = /^ */.exec(lines[i])[0]; lines.splice(i + 1, 0, `${indent}${pick(KEYS)}: ${pick(VALUES)}`); }),
  t => t.slice(0, random(t.length + 1)),
  t => t.replace(/\n+$/, ''),
  t => t.replace(/\n/g, '\r\n'),
  t => t + pick(['---\n', '...\n', '---\na: 1\n', '--- |\n a', '---', '...', '- a', '  a', '\t', '\n\n\t\n', '%YAML 1.1\n---\na: yes\n', '---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata:\n  name: u\nspec:\n  memberOf: []\n']),
];

function wrap(value) {
  return pick([`"${value}"`, `'${value}'`, `[${value}]`, `{${value}}`, `{a: ${value}}`, `&a ${value}`, `!!str ${value}`, `|\n      ${value}`, `>-\n      ${value}\n\n      ${value}`, `${value}\n      ${value}`, `"${value}\n      ${value}"`, `'${value}\n\n      ${value}'`, `[${value},\n      ${value}]`, `[${value},\n${value}]`, `${value}\n\t\n      ${value}`]);
}
function insert(text, at, what) { return text.slice(0, at) + what + text.slice(at); }
function byLine(change) {
  return text => { const lines = text.split('\n'); change(lines, lineOf(lines)); return lines.join('\n'); };
}
function read(args) {
  const found = {}, rest = [];
  while (args.length) { const a = args.shift(); if (a.startsWith('--')) found[a.slice(2)] = args.shift(); else rest.push(a); }
  return [found, rest];
}

const texts = files.map(f => fs.readFileSync(f, 'utf8')).filter(t => t.length < 6000);
fs.mkdirSync(options.out, { recursive: true });
for (let n = 0; n < Number(options.count ?? 1000); n++) {
  let text = pick(texts);
  for (let i = 1 + random(3); i > 0; i--) text = pick(MUTATIONS)(text);
  fs.writeFileSync(path.join(options.out, `m${String(n).padStart(6, '0')}.yaml`), text);
}
