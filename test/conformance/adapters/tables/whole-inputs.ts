import { judgeNamed as judgeAnalysis } from '../analyze';
import { judgeNamed as judgeConversion } from '../gateway-api';
import { text, texts } from './go-literal';
import type { Table } from './table';

/** Tables whose rows name input files: the corpora with these files judge them. */
export const wholeInputTables: readonly Table[] = [
  {
    source: 'pkg/config/analysis/analyzers/analyzers_test.go',
    func: '',
    check: (row, _, corpusDirectory) =>
      judgeAnalysis(corpusDirectory, text(row['name']), texts(row['inputFiles'])),
  },
  {
    source: 'pilot/pkg/config/kube/gateway/conversion_test.go',
    func: 'TestConvertResources',
    check: (row, _, corpusDirectory) => judgeConversion(corpusDirectory, text(row['name'])),
  },
];
