import { Lane } from '../model';

/** Our own signs of the lanes, 18 by 18, drawn with one line: no vendor's. */
const SIGNS: { readonly [lane in Lane]: string } = {
  entry: 'M10 2H16V16H10M1 9H11M7.5 5.5L11 9L7.5 12.5',
  network: 'M9 3V9M9 9L3.5 14M9 9L14.5 14M7 1.5H11V5H7ZM1.5 13H5.5V16.5H1.5ZM12.5 13H16.5V16.5H12.5Z',
  compute: 'M4.5 4.5H13.5V13.5H4.5ZM7 1.5V4.5M11 1.5V4.5M7 13.5V16.5M11 13.5V16.5M1.5 7H4.5M1.5 11H4.5M13.5 7H16.5M13.5 11H16.5',
  messaging: 'M1.5 4H16.5V14H1.5ZM1.5 4.5L9 10L16.5 4.5',
  data: 'M3 4C3 1.3 15 1.3 15 4V14C15 16.7 3 16.7 3 14ZM3 4C3 6.7 15 6.7 15 4M3 9C3 11.7 15 11.7 15 9',
  identity: 'M9 6A3.75 3.75 0 1 0 1.5 6A3.75 3.75 0 1 0 9 6M7.9 8.7L15.5 16M12.5 13L15 10.5',
  observability: 'M1.5 9H5L7.5 3L10.5 15L13 9H16.5',
  governance: 'M9 1.5L15.5 4V9C15.5 13 12 15.5 9 16.5C6 15.5 2.5 13 2.5 9V4ZM6 9L8.3 11.3L12.3 6.8',
};

/** The sign of a lane with its upper left corner at a point. */
export function glyphOf(lane: Lane, x: number, y: number): string {
  return `<path class="gw-glyph" transform="translate(${x} ${y})" d="${SIGNS[lane]}" fill="none" stroke="#525d6e" stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round"/>`;
}
