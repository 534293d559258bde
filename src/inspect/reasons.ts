import { tell, type Told, type Telling } from './telling';

/** How the record says what a value must be, and the word for it. */
const DEMANDS: readonly (readonly [said: string, words: Readonly<Record<Told, string>>])[] = [
  ['be in ', { ko: '범위', ja: '範囲' }],
  ['be one of ', { ko: '다음 중 하나', ja: '次のいずれか' }],
  ['be ', { ko: '일치', ja: '完全一致' }],
  ['start with ', { ko: '접두사', ja: '前方一致' }],
  ['end with ', { ko: '접미사', ja: '後方一致' }],
  ['contain ', { ko: '포함', ja: '部分一致' }],
  ['match regex ', { ko: '정규식', ja: '正規表現' }],
];

function demand(said: string, locale: Told): string {
  const known = DEMANDS.find(([verb]) => said.startsWith(verb));
  return known === undefined ? said : `${known[1][locale]} ${said.slice(known[0].length)}`;
}

/** What a request is asked about, at the head of a phrase. */
const NOUNS: readonly (readonly [said: string, words: Readonly<Record<Told, string>>])[] = [
  ['header ', { ko: '헤더 ', ja: 'ヘッダー ' }],
  ['query parameter ', { ko: '쿼리 파라미터 ', ja: 'クエリパラメーター ' }],
  ['method', { ko: '메서드', ja: 'メソッド' }],
  ['prefix ', { ko: '접두사 ', ja: 'プレフィックス ' }],
  ['regex ', { ko: '정규식 ', ja: '正規表現 ' }],
  ['path', { ko: '경로', ja: 'パス' }],
  ['claim ', { ko: '클레임 ', ja: 'クレーム ' }],
  ['caller', { ko: '호출자', ja: '呼び出し元' }],
  ['source IP', { ko: '출발지 IP', ja: '送信元 IP' }],
  ['remote IP', { ko: '원격 IP', ja: 'リモート IP' }],
  ['destination', { ko: '목적지', ja: '宛先' }],
  ['port', { ko: '포트', ja: 'ポート' }],
  ['host', { ko: '호스트', ja: 'ホスト' }],
  ['server name ', { ko: '서버 이름 ', ja: 'サーバー名 ' }],
  ['transport protocol ', { ko: '전송 프로토콜 ', ja: 'トランスポートプロトコル ' }],
  ['application protocol ', { ko: '애플리케이션 프로토콜 ', ja: 'アプリケーションプロトコル ' }],
];

function noun(said: string, locale: Told): string {
  const known = NOUNS.find(([name]) => said.startsWith(name));
  return known === undefined ? said : known[1][locale] + said.slice(known[0].length);
}

/** What the record says about the ones passed over. What is quoted (headers, hosts, paths) stays as it is. */
const TELLINGS: readonly Telling[] = [
  [
    /^(.+), which is excluded$/,
    {
      ko: (fact) => `${factOf(fact, 'ko')}: 제외된 값이에요.`,
      ja: (fact) => `${factOf(fact, 'ja')} は除外されています。`,
    },
  ],
  [
    /^asks for something that is not simulated$/,
    {
      ko: () => '시뮬레이션하지 않는 조건이에요.',
      ja: () => 'シミュレートしない条件です。',
    },
  ],
  [
    /^exp was (\d+), now is (\d+)$/,
    {
      ko: (then, now) => `토큰이 만료됐어요 (exp ${then}, 지금 ${now}).`,
      ja: (then, now) => `トークンの期限が切れています（exp ${then}、現在 ${now}）。`,
    },
  ],
  [
    /^nbf is (\d+), now is (\d+)$/,
    {
      ko: (then, now) => `토큰이 아직 유효하지 않아요 (nbf ${then}, 지금 ${now}).`,
      ja: (then, now) => `トークンはまだ有効ではありません（nbf ${then}、現在 ${now}）。`,
    },
  ],
  [
    /^no key for kid "(.*)" and alg (.+); there are (.+)$/,
    {
      ko: (kid, alg, keys) => `kid "${kid}", alg ${alg}에 맞는 키가 없어요. 있는 키: ${keys}.`,
      ja: (kid, alg, keys) => `kid "${kid}"、alg ${alg} に合う鍵がありません。ある鍵: ${keys}。`,
    },
  ],
  [
    /^the signature is not one of key "(.*)"$/,
    {
      ko: (kid) => `서명이 키 "${kid}"의 것이 아니에요.`,
      ja: (kid) => `署名が鍵 "${kid}" のものではありません。`,
    },
  ],
  [
    /^the key set holds no key that can be read$/,
    { ko: () => '키 집합에 읽을 수 있는 키가 없어요.', ja: () => '鍵セットに読める鍵がありません。' },
  ],
  [
    /^the request carries no token$/,
    { ko: () => '요청에 토큰이 없어요.', ja: () => 'リクエストにトークンがありません。' },
  ],
  [
    /^a better domain matches (.+)$/,
    {
      ko: (host) => `${host}: 더 잘 맞는 도메인이 있어요.`,
      ja: (host) => `${host} によりよく合うドメインがあります。`,
    },
  ],
  [
    /^none of its domains matches (\S+): (.+)$/,
    {
      ko: (host, domains) => `${host}: 맞는 도메인이 없어요 (${domains}).`,
      ja: (host, domains) => `${host} に合うドメインがありません（${domains}）。`,
    },
  ],
  [
    /^its draws are (\d+) to (\d+)$/,
    {
      ko: (from, to) => `${from}번부터 ${to}번까지가 이쪽이에요.`,
      ja: (from, to) => `${from} から ${to} までがこちらです。`,
    },
  ],
  [
    /^not chosen by the load balancer$/,
    { ko: () => '로드 밸런서가 고르지 않았어요.', ja: () => 'ロードバランサーが選びませんでした。' },
  ],
  [
    /^ejected by outlier detection$/,
    { ko: () => '이상 탐지로 빠져 있어요.', ja: () => '外れ値検出で外されています。' },
  ],
  [
    /^destination port (\d+) is not (\d+)$/,
    {
      ko: (own, asked) => `목적지 포트가 ${asked}번이 아니라 ${own}번이에요.`,
      ja: (own, asked) => `宛先ポートが ${asked} ではなく ${own} です。`,
    },
  ],
  [
    /^less specific than the chosen chain$/,
    { ko: () => '고른 체인이 더 구체적이에요.', ja: () => '選ばれたチェーンのほうが具体的です。' },
  ],
  [
    /^less specific than (.+)$/,
    {
      ko: (other) => `${other}: 이쪽이 더 구체적이에요.`,
      ja: (other) => `${other} のほうが具体的です。`,
    },
  ],
  [
    /^ruled out by a more specific chain$/,
    { ko: () => '더 구체적인 체인이 있어요.', ja: () => 'より具体的なチェーンがあります。' },
  ],
  [
    /^(.+) does not match (.+)$/,
    {
      ko: (wanted, found) => `${noun(wanted, 'ko')}: ${noun(found, 'ko')}에 맞지 않아요.`,
      ja: (wanted, found) => `${noun(wanted, 'ja')} は ${noun(found, 'ja')} に合いません。`,
    },
  ],
  [
    /^(.+) missing, must (not )?(.+)$/,
    {
      ko: (name, not, wanted) =>
        `${noun(name, 'ko')}: 없어요. 조건: ${demand(wanted, 'ko')}${not === '' ? '' : ' 제외'}.`,
      ja: (name, not, wanted) =>
        `${noun(name, 'ja')} がありません。条件: ${demand(wanted, 'ja')}${not === '' ? '' : ' 以外'}。`,
    },
  ],
  [
    /^(.+) missing$/,
    { ko: (name) => `${noun(name, 'ko')}: 없어요.`, ja: (name) => `${noun(name, 'ja')} がありません。` },
  ],
  [
    /^(.+) present$/,
    {
      ko: (name) => `${noun(name, 'ko')}: 있으면 안 돼요.`,
      ja: (name) => `${noun(name, 'ja')} はあってはいけません。`,
    },
  ],
  [
    /^(.+?) is (.+), must (not )?(.+)$/,
    {
      ko: (name, found, not, wanted) =>
        `${noun(name, 'ko')}: 값이 ${found}예요. 조건: ${demand(wanted, 'ko')}${not === '' ? '' : ' 제외'}.`,
      ja: (name, found, not, wanted) =>
        `${noun(name, 'ja')} は ${found} です。条件: ${demand(wanted, 'ja')}${not === '' ? '' : ' 以外'}。`,
    },
  ],
];

/** Why something was passed over, in the reader's language; as the record says it where there is no other telling. */
export function reasonOf(reason: string, locale: string): string {
  return tell(TELLINGS, reason, locale);
}

/** Why a rule matches, part by part, in words that fit into a sentence. */
export function factOf(fact: string, locale: Told): string {
  const parts = fact.split(' and ').map((part) => {
    const [, name, found] = /^(.+?) is (.+)$/.exec(part) ?? [];
    return name === undefined ? part : `${noun(name, locale)} = ${found ?? ''}`;
  });
  return parts.join(', ');
}
