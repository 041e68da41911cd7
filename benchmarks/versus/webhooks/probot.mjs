// Probot with one empty handler: the least that an App can do about a delivery.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { Probot, createNodeMiddleware } from "probot";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
const probot = new Probot({ appId: 1, privateKey, secret: process.env.WEBHOOK_SECRET, logLevel: "fatal" });
const middleware = await createNodeMiddleware((app) => app.on("pull_request", async () => {}), { probot, webhooksPath: "/github/webhooks" });
createServer(middleware).listen(Number(process.argv[2]), "127.0.0.1", () => console.log("listening"));
