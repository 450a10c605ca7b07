import { ReviewModel } from '../model';
import { safeMarkup } from '../redact';
import { drawOverview } from './index';
import { PICTURE_BASE, PICTURE_DARK } from './style';

const STYLE = `${PICTURE_BASE}@media (prefers-color-scheme:dark){${PICTURE_DARK}}`;
const GROUND = '<rect class="gw-ground" x="0" y="0" width="100%" height="100%" fill="#ffffff"/>';

/** The overview as a file beside the page: light and dark by itself, its cards lead into the page. No secret is in it, as in the page. */
export function standaloneSvg(model: ReviewModel): string {
  return `${safeMarkup(drawOverview(model)).replace('</title>', `</title>\n<style>${STYLE}</style>\n${GROUND}`).replace(/href="#/g, 'href="index.html#')}\n`;
}
