/** What a lesson's MDX may use. */
export { Binomial } from './Binomial';
export { Check } from './Check';
export { Fields } from './Fields';
export { Feedback } from './Feedback';
export { Hint } from './Hint';
export { Lab } from './Lab';
export { Choice, Predict, Reveal } from './Predict';
export { Solution } from './Solution';
export { Try } from './Try';
export { Why } from './Why';
