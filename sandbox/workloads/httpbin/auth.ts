import { octetText } from '../../lib/octet-text';
import { decodeBytes } from '../../lib/base64';
import type { HttpRequest, HttpResponse } from '../../net/index';
import { formFields } from '../request-target';
import type { Answers } from './answers';

/** Answers of the paths that are about credentials and cookies; undefined for any other. */
export function authAnswer(
  first: string,
  rest: readonly string[],
  request: HttpRequest,
  answers: Answers,
): HttpResponse | undefined {
  if (first === 'bearer') return bearer(request, answers);
  if (first === 'basic-auth' && rest.length === 2) return basic(rest, request, answers);
  return first === 'cookies' ? cookies(rest[0], request, answers) : undefined;
}

function bearer(request: HttpRequest, answers: Answers): HttpResponse {
  const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return answers.answer(401, '', '', [['www-authenticate', 'Bearer']]);
  return answers.json({ authenticated: true, token });
}

function basic([user, password]: readonly string[], request: HttpRequest, answers: Answers): HttpResponse {
  const encoded = /^Basic (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const given = encoded === undefined ? undefined : decodeBytes(encoded);
  const [givenUser = '', givenPassword] = given ? octetText(given).split(':') : [];
  const ok = givenUser === user && givenPassword === password;
  const challenge = ok ? [] : [['www-authenticate', 'Basic realm="Fake Realm"'] as const];
  return answers.json({ authenticated: ok, authorized: ok, user: givenUser }, ok ? 200 : 401, challenge);
}

function cookies(verb: string | undefined, request: HttpRequest, answers: Answers): HttpResponse | undefined {
  if (verb === undefined) {
    const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => pair.includes('='));
    const entries = pairs.map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1),
    ]);
    return answers.json({ cookies: Object.fromEntries(entries) as object });
  }
  if (verb !== 'set' && verb !== 'delete') return undefined;
  const question = request.path.indexOf('?');
  const fields = formFields(question < 0 ? '' : request.path.slice(question + 1));
  const made = [...fields].map(([name, [value = '']]) => {
    const cookie = verb === 'set' ? `${name}=${value}; HttpOnly` : `${name}=${value}; Max-Age=0; HttpOnly`;
    return ['set-cookie', cookie] as const;
  });
  return answers.redirect('/cookies', 302, made);
}
