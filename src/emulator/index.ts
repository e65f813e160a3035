export type { EmulatedRequest, Emulator, EmulatorOptions, Envelope } from "./emulator.js";
export type { Fault } from "./fault.js";
export { createEmulator, type FetchEmulator } from "./fetch-emulator.js";
export { type EmulatorServer, type EmulatorServerOptions, startEmulator } from "./server.js";
