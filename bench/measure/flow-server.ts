/** Answers every request on loopback with the same stored flow; sends its URL to its parent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onboarding } from "../../examples/onboarding.js";

const stored = JSON.stringify({ _id: "507f1f77bcf86cd799439011", ...onboarding.build() });
const head = {
  "content-type": "application/json",
  "content-length": Buffer.byteLength(stored),
};

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on("end", () => response.writeHead(200, head).end(stored));
});
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on("disconnect", () => process.exit());
