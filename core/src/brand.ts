declare const brand: unique symbol;

/** A value that only its parser makes, so that a raw text or number cannot stand in for it. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };
