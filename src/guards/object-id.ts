import type { ObjectIdLaw } from "../types/law.js";
import { type Guard, guard } from "./guard.js";

const text = /^[0-9a-f]{24}$/i;

export function objectId<Name extends string>(name: Name): Guard<Name, ObjectIdLaw> {
  const law = { problem: "is not an ObjectId", expected: "24 hexadecimal characters" } as const;
  return guard<Name, ObjectIdLaw>(name, "string", law, (value) => text.test(value));
}
