/** What the tree of services on the entry page says: who calls whom. */
const SERVICES = [
  ['productpage', 'http://details:9080', 'details'],
  ['details', 'http://details:9080', 'details'],
  ['reviews', 'http://reviews:9080', 'reviews'],
  ['ratings', 'http://ratings:9080', 'ratings'],
] as const;

/** The entry page; the sample's own routing does not let it through the ingress gateway. */
export function indexPage(): string {
  const rows = SERVICES.map(
    ([name, url, endpoint]) => `  <tr><th>${name}</th><td>${url}</td><td>${endpoint}</td></tr>`,
  );
  return `<title>Simple Bookstore App</title>
<h3>Hello! This is a simple bookstore application consisting of three services as shown below</h3>
<table border="1">
${rows.join('\n')}
</table>
<h4>Click on one of the links below to auto generate a request to the backend as a real user or a tester</h4>
<p><a href="/productpage?u=normal">Normal user</a></p>
<p><a href="/productpage?u=test">Test user</a></p>
`;
}
