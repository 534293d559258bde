import { escapeHtml } from '../flask';
import { PRODUCT } from './products';

/** What one of the other services answered: its JSON with status 200, or `error` with another status. */
export interface Part {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Review {
  readonly reviewer: string;
  readonly text: string;
  readonly rating?: { readonly stars?: number; readonly color?: string; readonly error?: string };
}

const FACTS = ['ISBN-10', 'publisher', 'pages', 'type', 'language'];
const TITLES = ['ISBN-10', 'Publisher', 'Pages', 'Type', 'Language'];
const STARS = 5;

/** The book's page. It is made whatever the parts say; a part that failed says so in its place. */
export function productPage(user: string | undefined, details: Part, reviews: Part): string {
  return `<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1.0">

<title>Simple Bookstore App</title>
<script src="static/tailwind/tailwind.css"></script>

<nav class="bg-gray-800">
  <a href="#" class="text-white" aria-current="page">BookInfo Sample</a>
${account(user)}
</nav>

<dialog id="dialog">
  <h2>Sign in to BookInfo</h2>
  <form method="post" action='login' name="login_form">
    <label for="username">Username</label>
    <input id="username" name="username" required>
    <label for="password">Password</label>
    <input id="password" name="passwd" type="password" required>
    <button type="submit">Sign in</button>
  </form>
</dialog>

<h1 class="text-5xl text-blue-900">${PRODUCT.title}</h1>
<p class="text-xl text-gray-600">${PRODUCT.descriptionHtml}</p>
<a href="https://istio.io" target="_blank">Learn more about Istio <span aria-hidden="true">→</span></a>

${detailsSection(details)}

${reviewsSection(reviews)}
`;
}

function account(user: string | undefined): string {
  if (user === undefined || user === '')
    return '  <button type="button" id="sign-in-button">\n    Sign in\n  </button>';
  return `  <p class="text-gray-50">${escapeHtml(user)}</p>\n  <a href="logout" class="text-gray-400">Sign out</a>`;
}

function detailsSection({ status, body }: Part): string {
  if (status !== 200) return failure('Error fetching product details', body);
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text) => `      <${tag}>${text}</${tag}>`).join('\n');
  return `<h4 class="text-3xl">Book Details</h4>
<table>
  <thead>
    <tr>
${cells('th', TITLES)}
    </tr>
  </thead>
  <tbody>
    <tr>
${cells(
  'td',
  FACTS.map((fact) => escapeHtml(shown(body[fact]))),
)}
    </tr>
  </tbody>
</table>`;
}

function reviewsSection({ status, body }: Part): string {
  if (status !== 200) return failure('Error fetching product reviews', body);
  const {
    reviews = [],
    podname,
    clustername,
  } = body as {
    readonly reviews?: readonly Review[];
    readonly podname?: string;
    readonly clustername?: string;
  };
  const cluster =
    clustername === 'null' ? '' : `\n    on cluster <div>${escapeHtml(String(clustername))}</div>`;
  const sections = reviews.map(
    (review) => `<section>
${rating(review)}  <blockquote>
    <p>"${escapeHtml(review.text)}"</p>
  </blockquote>
  <img src="/static/img/izzy.png" alt="Izzy">
  <div class="text-gray-900">${escapeHtml(review.reviewer)}</div>
  <div class="font-mono">Reviews served by:
    ${escapeHtml(String(podname))}${cluster}
  </div>
</section>`,
  );
  return `<h4 class="text-3xl">Book Reviews</h4>\n${sections.join('\n')}`;
}

function rating({ rating }: Review): string {
  if (rating?.stars !== undefined) {
    const star = (index: number): string =>
      index < (rating.stars ?? 0)
        ? '    <svg id="glyphicon glyphicon-star" fill="currentColor"></svg>'
        : '    <svg id="glyphicon glyphicon-star-empty" fill="none" stroke="currentColor"></svg>';
    const stars = Array.from({ length: STARS }, (_, index) => star(index)).join('\n');
    return `  <div class="flex text-${escapeHtml(rating.color ?? '')}-500">\n${stars}\n  </div>\n`;
  }
  return rating?.error === undefined ? '' : `  <p class="text-red-500">${escapeHtml(rating.error)}</p>\n`;
}

function failure(title: string, body: Part['body']): string {
  return `<p class="text-2xl text-red-500">${title}</p>
<p class="text-lg text-gray-600">${escapeHtml(shown(body['error']))}</p>`;
}

/** A fact as the template prints it; what is missing prints as nothing. */
function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
