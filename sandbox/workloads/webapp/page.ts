/** The single page of the delivery-tracking app; every path that is not the API gets it. */
export function page(premium: boolean): string {
  const edition = premium ? ' Istio Premium Enterprise Edition' : '';
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Fleet Management${edition}</title>
  <base href="/">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" type="image/png" href="favicon.png">
</head>
<body>
  <nav class="navbar ${premium ? 'bg-danger' : 'bg-dark'}">Fleet Manager${edition}</nav>
  <app-root></app-root>
</body>
</html>
`;
}
