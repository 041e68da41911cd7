// Ranks the entities of the search data. SearchText.cs and SearchRanking.cs do the same for the live search: a test compares them.

const VERSION = 1;
const LONGEST_QUERY = 200;
const MOST_WORDS = 8;
const SEVERAL_WORDS = 16;

// A match in a name beats any in the fields after the names, which are the longest.
const LAST_NAME = 3;
const BEST_OF_OTHERS = 12;

// By field (name, title, ref, aliases, owner and tags, description): whole, beginning, word, part.
const RANKS = [[0, 3, 6, 9], [1, 4, 7, 10], [2, 5, 8, 11], [2, 5, 8, 11], [12, 12, 12, 14], [13, 13, 13, 15]];

// Character by character, so that no character depends on its neighbours.
function lower(text) {
  return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : Array.from(text, c => c.toLowerCase()).join("");
}

// One entity per position: its names, and the text that is searched.
export function createIndex(files) {
  const entities = [];
  for (const file of files) {
    if (file.version !== VERSION) {
      throw new Error("The search data has another version.");
    }
    for (let i = 0; i < file.name.length; i++) {
      const name = file.name[i];
      const kind = file.kindTexts[file.kind[i]];
      const namespace = file.namespaceTexts[file.namespace[i]];
      const owner = file.ownerTexts[file.owner[i]];
      const tags = file.tags[i].map(t => file.tagsTexts[t]);
      const aliases = file.aliases[i].map(a => file.aliasesTexts[a]);
      const text = [name, file.title[i], kind + ":" + namespace + "/" + name, aliases.join("\t"), [owner, ...tags].join("\t"), file.description[i]].join("\n");
      entities.push({ kind, namespace, name, title: file.title[i], owner, description: file.description[i], text: lower(text) });
    }
  }
  return entities;
}

function words(query) {
  const found = lower(query.slice(0, LONGEST_QUERY)).split(/[ \t\n\r\f\v\u00a0]+/).filter(w => w);
  return found.length === 0 ? [] : [found.join(" "), ...found.slice(0, MOST_WORDS)];
}

function isLetter(c) {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c >= 128;
}

function isSeparator(c) {
  return c === 10 || c === 9;
}

function place(text, start, end) {
  const begins = start === 0 || isSeparator(text.charCodeAt(start - 1));
  const ends = end === text.length || isSeparator(text.charCodeAt(end));
  return begins ? (ends ? 0 : 1) : isLetter(text.charCodeAt(start - 1)) ? 3 : 2;
}

function rankOfWord(text, word) {
  let at = text.indexOf(word);
  let best = Infinity;
  let field = 0;
  let counted = 0;
  while (at >= 0) {
    for (; counted < at; counted++) {
      if (text.charCodeAt(counted) === 10) {
        field++;
      }
    }
    if (best < BEST_OF_OTHERS && field > LAST_NAME) {
      break;
    }
    best = Math.min(best, RANKS[Math.min(field, RANKS.length - 1)][place(text, at, at + word.length)]);
    at = best === 0 ? -1 : text.indexOf(word, at + 1);
  }
  return best;
}

function rank(text, query) {
  if (query.length === 2) {
    return rankOfWord(text, query[0]);
  }
  // Most texts lack one of the words, and then they lack the whole, too.
  let sum = SEVERAL_WORDS;
  for (let i = 1; i < query.length; i++) {
    sum += rankOfWord(text, query[i]);
    if (sum === Infinity) {
      return sum;
    }
  }
  return Math.min(rankOfWord(text, query[0]), sum);
}

// The best entities in order, and how many match.
export function find(index, query, most) {
  const wanted = words(query);
  const best = [];
  let count = 0;
  if (wanted.length === 0) {
    return { entities: [], count };
  }
  for (let i = 0; i < index.length; i++) {
    const found = rank(index[i].text, wanted);
    if (found === Infinity) {
      continue;
    }
    count++;
    // Rank, then the length of the name, then the position, in one number that is exact.
    const key = (found * 256 + Math.min(index[i].name.length, 255)) * 4194304 + i;
    if (best.length < most || key < best[best.length - 1]) {
      let at = best.length;
      while (at > 0 && best[at - 1] > key) {
        at--;
      }
      best.splice(at, 0, key);
      best.length = Math.min(best.length, most);
    }
  }
  return { entities: best.map(k => index[k % 4194304]), count };
}
