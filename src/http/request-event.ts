export type RequestEvent = { readonly type: string };
