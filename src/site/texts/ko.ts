import type { Catalogue } from './shape';

export const ko: Catalogue = {
  canary: {
    checks: {
      outside: '밖에서 보낸 요청 열 번 중 한 번꼴로 risky가 답해요.',
      inside: '메시 안에서 부를 때도 비율이 같아요.',
    },
    hints: {
      1: 'canary.yaml을 보세요. 다 써 두었지만 아직 아무도 적용하지 않았어요.',
      2: 'VirtualService는 요청을 subset에 나눠 줘요. 각 subset이 어떤 파드인지는 DestinationRule이 정해요. 둘 다 있어야 해요.',
      3: '비율은 두 weight 필드에 있어요. safe-group이 90, risky-group이 10이에요.',
      4: '두 weight를 90과 10으로 되돌리고 저장한 다음 실행하세요: kubectl apply -f canary.yaml',
    },
    wrong: {
      'missing-subset':
        '어떤 DestinationRule에도 없는 subset을 라우트가 가리키고 있어요. 부르는 쪽 프록시에 그 이름의 클러스터가 없어서, 그쪽으로 뽑힌 요청에는 프록시가 직접 NC 플래그와 함께 503으로 답해요. 두 이름을 똑같이 맞추세요.',
      'empty-subset':
        'subset은 있는데 그 레이블을 가진 파드가 없어요. 부르는 쪽 프록시는 물어볼 곳이 없어서 UH 플래그와 함께 503으로 답해요. 레이블을 비교해 보세요: kubectl get pods --show-labels',
      'gateway-only':
        'gateways를 적은 VirtualService는 메시 안에서 더는 적용되지 않아요. 버전을 고르는 곳은 api-gateway의 사이드카예요. gateways 필드를 지우세요.',
      'second-virtual-service':
        'VirtualService 두 개가 메시에서 같은 호스트를 맡겠다고 해요. 둘은 합쳐지지 않아요. 오래된 쪽이 이기고 새것은 무시돼요. 필요 없는 쪽을 지우세요.',
      'swapped-weights':
        '열 번 중 아홉 번을 risky가 답하고 있어요. 가중치가 뒤바뀌었어요. 카나리는 작게 시작해요.',
    },
  },
};
