/** The shape of a message tree with any text in its leaves: what the other language must have, no more and no less. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
