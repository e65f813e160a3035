import { ObjectId } from "verifik-flow";
import { defineConfig } from "verifik-flow/config";
import { onboarding } from "../../examples/onboarding.js";

const numbers = Array.from({ length: 500 }, (_, number) => number.toString(16).padStart(6, "0"));

/** 500 flows, each of a project of its own. */
export default defineConfig({
  environments: {
    staging: {
      baseUrl: process.env["VERIFIK_BASE_URL"] ?? "",
      token: { env: "VERIFIK_TOKEN" },
      requestsPerMinute: 10_000,
    },
  },
  flows: Object.fromEntries(
    numbers.map((number) => [
      `flow${number}`,
      onboarding.project(ObjectId(`507f1f77bcf86cd799${number}`)),
    ]),
  ),
});
