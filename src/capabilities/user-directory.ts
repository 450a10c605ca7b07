/** Properties of a directory of end users (customers), with sign-up and multi-factor authentication. */
export interface UserDirectoryProps {
  /** Where users return to after signing in. */
  readonly callbackUrls: string[];
  /** Scopes the application's tokens can carry. @default - none */
  readonly scopes?: string[];
}
