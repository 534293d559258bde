import { en } from './en';
import { ja } from './ja';
import { ko } from './ko';
import type { Catalogue } from './shape';

/** What a lab says: sentences of its checks, hints from mild to plain, and what each known mistake is told. */
export interface LabTexts {
  readonly checks: Readonly<Record<string, string>>;
  readonly hints: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
}

const catalogues: Readonly<Record<string, Catalogue>> = { en, ko, ja };

/** The texts of a lab in a language; English where the language is unknown. @throws for an unknown lab */
export function labTexts(locale: string, lab: string): LabTexts {
  const catalogue: Readonly<Record<string, LabTexts>> = catalogues[locale] ?? en;
  const texts = catalogue[lab];
  if (!texts) throw new Error(`no texts for the lab ${lab}`);
  return texts;
}
