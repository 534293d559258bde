import { httpDate } from '../lib/calendar';
import { httpResponse, type HttpResponse } from '../net/index';
import type { Container } from './app';

/** Answers as Flask behind gunicorn gives them. */

export const HTML = 'text/html; charset=utf-8';

export function flask(
  container: Container,
  status: number,
  type: string,
  body: string,
  headers: readonly (readonly [string, string])[] = [],
): HttpResponse {
  return httpResponse(status, body, [
    ['server', 'gunicorn'],
    ['date', httpDate(container.now())],
    ['content-type', type],
    ...headers,
  ]);
}

export function redirect(container: Container, location: string, cookie: string): HttpResponse {
  const link = `<a href="${escapeHtml(location)}">${escapeHtml(location)}</a>`;
  const body = errorPage(
    'Redirecting...',
    `You should be redirected automatically to the target URL: ${link}. If not, click the link.`,
    'Redirecting...',
  );
  return flask(container, 302, HTML, body, [
    ['location', location],
    ['vary', 'Cookie'],
    ['set-cookie', cookie],
  ]);
}

export function notFound(container: Container): HttpResponse {
  const text =
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';
  return flask(container, 404, HTML, errorPage('404 Not Found', text, 'Not Found'));
}

export function methodNotAllowed(container: Container, allow: string): HttpResponse {
  const text = 'The method is not allowed for the requested URL.';
  const body = errorPage('405 Method Not Allowed', text, 'Method Not Allowed');
  return flask(container, 405, HTML, body, [['allow', allow]]);
}

export function serverError(container: Container): HttpResponse {
  const text =
    'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.';
  const body = errorPage('500 Internal Server Error', text, 'Internal Server Error');
  return flask(container, 500, HTML, body);
}

function errorPage(title: string, text: string, heading: string): string {
  return `<!doctype html>\n<html lang=en>\n<title>${title}</title>\n<h1>${heading}</h1>\n<p>${text}</p>\n`;
}

/** As Jinja does. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;');
}
