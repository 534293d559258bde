/** Masks what differs from run to run the way the recordings are masked. */
export function normalise(text: string, home: string, cwd: string): string {
  return maskAges(
    text
      .replaceAll(cwd, '<PWD>')
      .replaceAll(home, '<HOME>')
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<UID>')
      .replace(/\b(?!1970-)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, '<TIME>')
      .replace(/^(--- |\+\+\+ )(<TMP>|\/tmp\/(LIVE|MERGED)-\d+)(\/[^\t\n]*)\t.*$/gm, '$1<TMP>/$3$4\t<TIME>')
      .replace(/\/tmp\/(LIVE|MERGED)-\d+/g, '<TMP>/$1')
      .replace(/(resourceVersion\\*"?: \\*"?)\d+/g, '$1<RV>')
      .replace(/(Resource Version:\s+)\d+/g, '$1<RV>')
      .replace(/^([WEI])\d{4} \d{2}:\d{2}:\d{2}\.\d+\s+\d+ /gm, '$1<KLOG> ')
      .replace(/kubectl-edit-\d+\.yaml/g, 'kubectl-edit-<N>.yaml'),
  );
}

/** Ages in the columns of a table: at the end of a line, or followed by three spaces exactly. */
function maskAges(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.replace(/(\s{3,}|\s{2,}(?=\d+[smhd]\s*$))\d+[smhd](?:\d+[smh])?(?:\s*$|\s{2,}(?=\S))/, ageMask),
    )
    .join('\n');
}

function ageMask(match: string): string {
  const lead = /^\s+/.exec(match)?.[0] ?? '';
  return /\s$/.test(match) ? `${lead}<AGE>   ` : `${lead}<AGE>`;
}
