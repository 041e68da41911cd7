// Renders templates with the engine of Backstage's scaffolder.
//
// usage: node render.mjs < REQUESTS
//   Each line is {"template": …, "context": {…}, "options": {…}}; each is answered with {"text"} or {"error"}.

import { createInterface } from "node:readline";
import { createTemplateRenderer } from "nunjitsu";

for await (const line of createInterface({ input: process.stdin })) {
  const { template, context, options } = JSON.parse(line);
  let answer;
  try {
    answer = { text: createTemplateRenderer({ allowRegexExecution: true, ...options }).render(template, context) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
