import { ReviewModel } from '../model';
import { fitted } from './index';
import { PICTURE_BASE, PICTURE_DARK } from './style';

/** The overview as a file beside the page: light and dark by itself, its cards lead into the page. */
export function standaloneSvg(model: ReviewModel): string {
  return `${fitted(model, { page: 'index.html' }, `${PICTURE_BASE}@media (prefers-color-scheme:dark){${PICTURE_DARK}}`)}\n`;
}
