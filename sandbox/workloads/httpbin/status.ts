import type { HttpResponse } from '../../net/index';
import type { RandomStream } from '../../sim/index';
import { JSON_TYPE, TEXT_TYPE, type Answers } from './answers';

interface SpecialCase {
  readonly type?: string;
  readonly body?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

const REDIRECT: SpecialCase = { headers: [['location', '/redirect/1']] };

/** Statuses that come with more than their number. */
const SPECIAL: Readonly<Record<number, SpecialCase>> = {
  300: { headers: [['location', '/image/jpeg']] },
  301: REDIRECT,
  302: REDIRECT,
  303: REDIRECT,
  305: REDIRECT,
  307: REDIRECT,
  308: { headers: [['location', '/image/jpeg']] },
  401: { headers: [['www-authenticate', 'Basic realm="Fake Realm"']] },
  402: { headers: [['x-more-info', 'http://vimeo.com/22053820']] },
  406: {
    type: JSON_TYPE,
    body: `${JSON.stringify(
      {
        message: 'Client did not request a supported media type',
        accept: ['image/webp', 'image/svg+xml', 'image/jpeg', 'image/png', 'image/'],
      },
      undefined,
      2,
    )}\n`,
  },
  407: { headers: [['proxy-authenticate', 'Basic realm="Fake Realm"']] },
  418: { body: "I'm a teapot!", headers: [['x-more-info', 'http://tools.ietf.org/html/rfc2324']] },
};

/** `/status/503`, or a choice by weight: `/status/200:0.7,503:0.3`. */
export function statusAnswer(text: string, answers: Answers, random: RandomStream): HttpResponse {
  const chosen = text.includes(',') ? choose(text, random) : parseCode(text);
  if (typeof chosen === 'string') return answers.error(400, chosen);
  const { type = TEXT_TYPE, body = '', headers = [] } = SPECIAL[chosen] ?? {};
  return answers.answer(chosen, type, body, headers);
}

/** The code, or what is wrong with it. */
function parseCode(text: string): number | string {
  if (!/^[+-]?\d+$/.test(text))
    return `invalid status code: ${JSON.stringify(text)}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
  const code = Number(text);
  return code < 100 || code > 599 ? `invalid status code: ${String(code)} not in range [100, 599]` : code;
}

function choose(text: string, random: RandomStream): number | string {
  const choices: { readonly code: number; readonly weight: number }[] = [];
  for (const pair of text.split(',')) {
    const [code = '', weight = '1'] = pair.split(':');
    if (!/^\d+(\.\d*)?$/.test(weight)) return `invalid weight value: ${JSON.stringify(weight)}`;
    if (!/^[+-]?\d+$/.test(code)) return `invalid choice value: ${JSON.stringify(code)}`;
    choices.push({ code: Number(code), weight: Number(weight) });
  }
  let left = random.float() * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const { code, weight } of choices) {
    left -= weight;
    if (left < 0) return code;
  }
  return choices.at(-1)?.code ?? 200;
}
