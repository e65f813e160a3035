import { fieldOf, type JsonObject } from "../../model/json.js";

/** Where the way leads in the end, if that is set. */
export function leadsTo(data: JsonObject): readonly string[] {
  const url = fieldOf(data, "redirectUrl");
  return typeof url === "string" && url !== "" ? [`leads to ${url}`] : [];
}
