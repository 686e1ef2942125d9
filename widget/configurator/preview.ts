/** The page /embed/preview: runs a pasted line in an imitation of a host page, from the same choices that made it. */
import { RUNGS, readSettings } from './settings.ts';
import { formSnippet, snippetOf } from './snippets.ts';

const HOSTS = ['plain', 'old', 'modern', 'dark'];
const asked = new URLSearchParams(location.search);
const rung = RUNGS.filter((one) => one === asked.get('rung'))[0] ?? 'element';
const host = HOSTS.filter((one) => one === asked.get('host'))[0] ?? 'plain';
const source = { base: location.origin, version: ONE_WINDOW_VERSION, integrity: '', isAscii: false };
const settings = readSettings(asked);

document.documentElement.className = host;
const html = snippetOf[rung](source, settings) + (rung === 'link' ? `<p>${formSnippet(source, settings)}</p>` : '');
const policy = window.trustedTypes?.createPolicy('one-window-preview', { createHTML: (text: string) => text });
// Unlike innerHTML it lets the script of the line run. The line is made of checked choices, never of the address itself.
const fragment = document.createRange().createContextualFragment(policy ? policy.createHTML(html) : html);
document.getElementById('place')?.append(fragment);
