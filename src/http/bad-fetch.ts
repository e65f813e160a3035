/** A `fetch` of the user's own broke its contract. */
export class BadFetch extends Error {}
