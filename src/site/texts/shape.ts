import type { en } from './en';

/** The shape of `T` with any text at its leaves: a key missing in a language is a compile error. */
export type SameKeys<T> = T extends string ? string : { readonly [Key in keyof T]: SameKeys<T[Key]> };

export type Catalogue = SameKeys<typeof en>;
