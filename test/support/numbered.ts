import { type Flow, FlowVersion, flow } from "verifik-flow";

const base = flow().project("507f1f77bcf86cd799439013");

/** So many flows, which differ in their version: 1, 2, 3, … */
export function numbered(count: number): readonly Flow[] {
  return Array.from({ length: count }, (_, index) => base.version(FlowVersion(index + 1)));
}
