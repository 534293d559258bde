import MDXComponents from '@theme-original/MDXComponents';
import { Binomial, Choice, Fields, Predict, Reveal, Solution, Try, Why } from '@site/src/lab/index';
import { Check, Hints, Mistakes } from '@site/src/site/lesson/parts';
import { VersionPill } from '@site/src/ui/VersionPill';

/** What a lesson may use without importing it. */
export default {
  ...MDXComponents,
  Binomial,
  Check,
  Choice,
  Fields,
  Hints,
  Mistakes,
  Predict,
  Reveal,
  Solution,
  Try,
  VersionPill,
  Why,
};
