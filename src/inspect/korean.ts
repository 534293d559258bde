import {
  tell,
  type Demand,
  type Draw,
  type PathPattern,
  type Saying,
  type Subject,
  type Tongue,
} from '../../sandbox/index';

/** The record in Korean. Names, and whatever was sent, stay as they are. */
const korean: Tongue = {
  missing: (what) => `${subject(what)}: 없어요.`,
  present: (what) => `${subject(what)}: 있으면 안 돼요.`,
  unfit: (what, found, wanted, inverted) =>
    `${subject(what)}: 값이 ${found}예요. 조건: ${demand(wanted)}${inverted ? ' 제외' : ''}.`,
  missingUnfit: (what, wanted) => `${subject(what)}: 없어요. 조건: ${demand(wanted)}.`,
  excluded: (fact) => `${inKorean(fact)}: 제외된 값이에요.`,
  unsupportedCondition: () => '시뮬레이션하지 않는 조건이에요.',
  noneOnTcp: (what) => `${subject(what)}: TCP 연결에는 없어요.`,
  oneOf: (reasons) => reasons.map(inKorean).join(' '),
  otherPath: (pattern, path) => `${pathPattern(pattern)}: 경로 ${path}에 맞지 않아요.`,
  matches: () => '맞아요.',

  is: (what, found) => `${subject(what)} = ${found}`,
  claimMatches: (what) => `${subject(what)} 일치`,
  allOf: (facts) => facts.map(inKorean).join(', '),
  everything: () => '모든 요청',

  otherPort: (wanted, dialled) => `목적지 포트가 ${String(dialled)}번이 아니라 ${String(wanted)}번이에요.`,
  otherConnection: (what, seen) => `${subject(what)}: ${seen ?? '값이 없는 연결'}에 맞지 않아요.`,
  lessSpecific: (than) =>
    than === undefined ? '고른 체인이 더 구체적이에요.' : `${than}: 이쪽이 더 구체적이에요.`,
  ruledOut: () => '더 구체적인 체인이 있어요.',
  betterDomain: (host) => `${host}: 더 잘 맞는 도메인이 있어요.`,
  noDomain: (host, domains) => `${host}: 맞는 도메인이 없어요 (${domains.join(', ')}).`,
  otherDraws: (first, last) => `${String(first)}번부터 ${String(last)}번까지가 이쪽이에요.`,
  notChosen: () => '로드 밸런서가 고르지 않았어요.',
  ejected: () => '이상 탐지로 빠져 있어요.',
  unhealthy: (status) => `컨트롤 플레인이 알린 상태가 ${status}예요.`,
  laterPriority: (priority) => `우선순위 ${String(priority)}: 앞의 엔드포인트가 많이 빠져야 쓰여요.`,

  noTokenShown: () => '요청에 토큰이 없어요.',
  unreadableToken: (refusal) => `토큰을 읽을 수 없어요 (${refusal}).`,
  expired: (exp, now) => `토큰이 만료됐어요 (exp ${String(exp)}, 지금 ${String(now)}).`,
  notYetValid: (nbf, now) => `토큰이 아직 유효하지 않아요 (nbf ${String(nbf)}, 지금 ${String(now)}).`,
  noKeys: () => '키 집합에 읽을 수 있는 키가 없어요.',
  keysNotFetched: () => '아무도 키를 보내 주지 않았어요.',
  noMatchingKey: (kid, alg, keys) => `kid "${kid}", alg ${alg}에 맞는 키가 없어요. 있는 키: ${keys}.`,
  otherSignature: (kid) => `서명이 키 "${kid}"의 것이 아니에요.`,

  notSimulated: () => '시뮬레이션하지 않는 필터라, 없는 것처럼 지나가요.',
  dryRun: (story) => `시험 실행이라 강제하지 않아요. ${inKorean(story)}`,
  deniedByDefault: () => '거부: 여기에는 ALLOW 정책이 있는데, 맞는 규칙이 하나도 없어요.',
  allowedBy: (policy, fact) => `${policy} 허용: ${inKorean(fact)}.`,
  deniedBy: (policy, fact) => `${policy} 거부: ${inKorean(fact)}.`,
  auditedBy: (policy, fact) => `${policy} 감사 대상: ${inKorean(fact)}.`,
  noRule: (action) => `맞는 ${action} 규칙이 없어요.`,
  noToken: () => '토큰이 없는 요청이라 주체 없이 지나가요.',
  goodToken: (principal) => `토큰이 유효해요. 주체: ${principal}.`,
  tokenDenied: (refusal, why) => `거부: ${refusal}.${why === undefined ? '' : ` ${inKorean(why)}`}`,
  asked: (cluster, ending) =>
    ending === 'allowed'
      ? `${cluster} 답: 허용.`
      : `${cluster}: 쓸 수 있는 답이 없어서 ${ending === 'denied' ? '거부해요' : '지나가요'}.`,
  askedDenied: (cluster, status) => `${cluster} 답: 거부, 상태 ${String(status)}.`,
  delays: (ms, drawn) => `${String(ms)} ms 지연: ${draw(drawn)} 일어나요.`,
  noDelay: (drawn) => `지연 없음: ${draw(drawn)} 일어나요.`,
  aborts: (status, drawn) => `상태 ${String(status)}(으)로 중단: ${draw(drawn)} 일어나요.`,
  noAbort: (drawn) => `중단 없음: ${draw(drawn)} 일어나요.`,
  mirrors: (cluster, drawn) => `${cluster}: 사본을 보내요. ${draw(drawn)} 보내요.`,
  noMirror: (cluster, drawn) => `${cluster}: 사본을 보내지 않아요. ${draw(drawn)} 보내요.`,
  preflight: (origin, allowed) =>
    `${origin}: 사전 요청에 바로 답해요.${allowed ? '' : ' 허용된 출처가 아니에요.'}`,
  noSession: () => '요청에 세션이 없어요.',
  session: (host) => `세션 상대: ${host}.`,
};

/** What is said, in Korean. */
export function inKorean(saying: Saying): string {
  return tell(korean, saying);
}

const SUBJECTS: Readonly<Record<Exclude<Subject['is'], 'named'>, string>> = {
  method: '메서드',
  path: '경로',
  scheme: '스킴',
  authority: '호스트',
  header: '헤더',
  'query parameter': '쿼리 파라미터',
  claim: '클레임',
  caller: '호출자',
  'source IP': '출발지 IP',
  'remote IP': '원격 IP',
  destination: '목적지',
  'destination IP': '목적지 IP',
  port: '포트',
  'server name': '서버 이름',
  'transport protocol': '전송 프로토콜',
  'application protocol': '애플리케이션 프로토콜',
};

function subject({ is, name = '' }: Subject): string {
  return is === 'named' ? name : `${SUBJECTS[is]} ${name}`.trimEnd();
}

const KINDS = {
  text: '일치',
  prefix: '접두사',
  suffix: '접미사',
  contained: '포함',
  value: '일치',
  range: '범위',
  regex: '정규식',
  template: '경로 틀',
} as const;

function demand(wanted: Demand): string {
  switch (wanted.is) {
    case 'text':
    case 'prefix':
    case 'suffix':
    case 'contained':
      return `${KINDS[wanted.is]} "${wanted.text}"${wanted.anyCase ? ' (대소문자 무시)' : ''}`;
    case 'value':
    case 'range':
    case 'regex':
    case 'template':
      return `${KINDS[wanted.is]} ${wanted.text}`;
    case 'broken regex':
      return `잘못된 정규식 (${wanted.error})`;
    case 'listed':
      return `다음 중 하나 ${wanted.texts.join(', ')}`;
    case 'either':
      return wanted.demands.map(demand).join(' 또는 ');
    case 'element':
      return `원소 중 하나가 ${demand(wanted.demand)}`;
    case 'absent':
      return '없음';
    case 'present':
      return '있음';
    case 'nothing':
      return '맞는 값 없음';
  }
}

const PATTERNS: Readonly<Record<PathPattern['is'], string>> = {
  exact: '정확한 경로',
  prefix: '접두사',
  pathSeparatedPrefix: '경로 단위 접두사',
  regex: '정규식',
  any: '모든 경로',
};

function pathPattern({ is, text, anyCase }: PathPattern): string {
  return `${PATTERNS[is]} ${text}`.trimEnd() + (anyCase ? ' (대소문자 무시)' : '');
}

function draw([drawn, of, below]: Draw): string {
  return `${String(of)} 중 ${String(drawn)}번을 뽑았고 ${String(below)} 미만이면`;
}
