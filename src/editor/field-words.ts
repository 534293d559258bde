// data table
type FieldWords = Readonly<Record<string, string>>;

const ko: FieldWords = {
  apiVersion: '객체의 API 그룹과 버전이에요.',
  kind: '객체의 종류예요.',
  spec: '원하는 상태예요.',
  'metadata.name': '객체의 이름이에요. 종류와 네임스페이스 안에서 하나뿐이어야 해요.',
  'metadata.namespace': '객체가 속한 네임스페이스예요. 쓰지 않으면 지금의 네임스페이스예요.',
  'metadata.labels': '레이블이에요. 셀렉터가 이것을 보고 객체를 골라요.',
  'metadata.annotations': '도구가 읽는 메모예요.',
  'Gateway spec.selector': '이 레이블을 가진 게이트웨이 파드에 설정해요.',
  'Gateway spec.servers': '게이트웨이가 여는 포트와 그 포트에서 맞이할 호스트예요.',
  'Gateway spec.servers[].port': '여는 포트예요.',
  'Gateway spec.servers[].port.number': '포트 번호예요.',
  'Gateway spec.servers[].port.name': '포트의 이름이에요.',
  'Gateway spec.servers[].port.protocol': '이 포트에서 말하는 프로토콜이에요.',
  'Gateway spec.servers[].hosts': '맞이할 호스트 이름이에요. 앞에 * 를 쓸 수 있어요.',
  'VirtualService spec.hosts': '이 규칙이 맡는 호스트예요. 호출하는 쪽이 부르는 이름이에요.',
  'VirtualService spec.gateways': '이 규칙을 쓰는 게이트웨이예요. 쓰지 않으면 mesh, 곧 모든 사이드카예요.',
  'VirtualService spec.http': 'HTTP 규칙이에요. 위에서부터 처음 맞는 규칙을 써요.',
  'VirtualService spec.http[].match': '이 조건 가운데 하나가 맞으면 규칙을 써요. 없으면 언제나 써요.',
  'VirtualService spec.http[].match[].uri': '요청 경로가 맞아야 해요.',
  'VirtualService spec.http[].match[].uri.prefix': '경로가 이것으로 시작하면 맞아요.',
  'VirtualService spec.http[].match[].headers': '요청 헤더가 맞아야 해요.',
  'VirtualService spec.http[].match[].port': '요청이 향한 포트가 맞아야 해요.',
  'VirtualService spec.http[].route': '요청이 가는 곳이에요. 여럿이면 가중치로 나눠요.',
  'VirtualService spec.http[].route[].destination': '요청을 보낼 서비스와 그 안의 subset이에요.',
  'VirtualService spec.http[].route[].destination.host':
    '서비스의 이름이에요. 짧게 쓰면 규칙의 네임스페이스에서 찾아요.',
  'VirtualService spec.http[].route[].destination.subset': 'DestinationRule이 정의한 파드 묶음의 이름이에요.',
  'VirtualService spec.http[].route[].destination.port': '서비스의 포트예요. 포트가 하나면 쓰지 않아도 돼요.',
  'VirtualService spec.http[].route[].destination.port.number': '서비스의 포트 번호예요.',
  'VirtualService spec.http[].route[].weight': '이곳으로 가는 요청의 비율이에요. 요청마다 새로 뽑아요.',
  'DestinationRule spec.host': '이 규칙이 다루는 서비스예요.',
  'DestinationRule spec.subsets': '서비스의 파드를 레이블로 나눈 묶음이에요.',
  'DestinationRule spec.subsets[].name': '묶음의 이름이에요. VirtualService가 이 이름을 써요.',
  'DestinationRule spec.subsets[].labels': '이 레이블을 가진 파드가 묶음에 들어가요.',
  'DestinationRule spec.trafficPolicy': '이 서비스로 갈 때의 부하 분산, 연결 한도, TLS예요.',
};

const ja: FieldWords = {
  apiVersion: 'オブジェクトの API グループとバージョンです。',
  kind: 'オブジェクトの種類です。',
  spec: '望む状態です。',
  'metadata.name': 'オブジェクトの名前です。種類と名前空間の中で一つだけです。',
  'metadata.namespace': 'オブジェクトの名前空間です。省くと現在の名前空間です。',
  'metadata.labels': 'ラベルです。セレクターがこれを見て選びます。',
  'metadata.annotations': 'ツールが読む覚え書きです。',
  'Gateway spec.selector': 'このラベルを持つゲートウェイのポッドに設定します。',
  'Gateway spec.servers': 'ゲートウェイが開くポートと、そこで受け入れるホストです。',
  'Gateway spec.servers[].port': '開くポートです。',
  'Gateway spec.servers[].port.number': 'ポート番号です。',
  'Gateway spec.servers[].port.name': 'ポートの名前です。',
  'Gateway spec.servers[].port.protocol': 'このポートで話すプロトコルです。',
  'Gateway spec.servers[].hosts': '受け入れるホスト名です。先頭に * を使えます。',
  'VirtualService spec.hosts': 'この規則が受け持つホストです。呼び出す側が使う名前です。',
  'VirtualService spec.gateways':
    'この規則を使うゲートウェイです。省くと mesh、つまりすべてのサイドカーです。',
  'VirtualService spec.http': 'HTTP の規則です。上から見て最初に合うものを使います。',
  'VirtualService spec.http[].match': 'このどれかに合えば規則を使います。なければ必ず使います。',
  'VirtualService spec.http[].match[].uri': 'リクエストのパスの条件です。',
  'VirtualService spec.http[].match[].uri.prefix': 'パスがこれで始まれば合います。',
  'VirtualService spec.http[].match[].headers': 'リクエストのヘッダーの条件です。',
  'VirtualService spec.http[].match[].port': 'リクエストの宛先ポートの条件です。',
  'VirtualService spec.http[].route': 'リクエストの送り先です。複数なら重みで分けます。',
  'VirtualService spec.http[].route[].destination': '送り先のサービスと、その中の subset です。',
  'VirtualService spec.http[].route[].destination.host':
    'サービスの名前です。短い名前は規則の名前空間で探します。',
  'VirtualService spec.http[].route[].destination.subset': 'DestinationRule が決めたポッドの組の名前です。',
  'VirtualService spec.http[].route[].destination.port': 'サービスのポートです。一つしかなければ省けます。',
  'VirtualService spec.http[].route[].destination.port.number': 'サービスのポート番号です。',
  'VirtualService spec.http[].route[].weight': 'ここへ送る割合です。リクエストごとに引き直します。',
  'DestinationRule spec.host': 'この規則が扱うサービスです。',
  'DestinationRule spec.subsets': 'サービスのポッドをラベルで分けた組です。',
  'DestinationRule spec.subsets[].name': '組の名前です。VirtualService がこの名前を使います。',
  'DestinationRule spec.subsets[].labels': 'このラベルを持つポッドが組に入ります。',
  'DestinationRule spec.trafficPolicy': 'このサービスへの負荷分散、接続の上限、TLS です。',
};

const words: Readonly<Record<string, FieldWords>> = { ko, ja };

/**
 * What a field means, in the reader's language; undefined where the schema's own English is all there is.
 * @param path `spec.http[].route`
 */
export function fieldWords(locale: string, kind: string | undefined, path: string): string | undefined {
  return words[locale]?.[`${kind ?? ''} ${path}`] ?? words[locale]?.[path];
}
