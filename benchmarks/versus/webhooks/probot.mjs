// Probot with one handler. By default it is empty, the least that an App can do about a delivery; with STORE, a file, it appends the delivery to it and waits
// until it is on the disk, the least that an App can do to have it after a crash. Probot answers when its handlers are done.
import { fdatasyncSync, openSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { Probot, createNodeMiddleware } from "probot";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
const probot = new Probot({ appId: 1, privateKey, secret: process.env.WEBHOOK_SECRET, logLevel: "fatal" });
const file = process.env.STORE && openSync(process.env.STORE, "a");
const handle = !file ? async () => {} : async ({ id, name, payload }) => {
  writeSync(file, JSON.stringify({ id, name, payload }) + "\n");
  fdatasyncSync(file);
};
const middleware = await createNodeMiddleware((app) => app.on("pull_request", handle), { probot, webhooksPath: "/github/webhooks" });
createServer(middleware).listen(Number(process.argv[2]), "127.0.0.1", () => console.log("listening"));
