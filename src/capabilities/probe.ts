/** Properties of a probe that calls a public address from outside the cloud. */
export interface ProbeProps {
  readonly hostname: string;
  /** Path that answers without a token. */
  readonly path: string;
  /** Status that means healthy. @default 200 */
  readonly expectedStatus?: number;
}
