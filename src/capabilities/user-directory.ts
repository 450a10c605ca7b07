import { Construct } from 'constructs';
import { IUserDirectoryBackend } from './backends';
import { Capability } from './capability';

/** Properties of a directory of end users (customers), with sign-up and multi-factor authentication. */
export interface UserDirectoryProps {
  /** Where users return to after signing in. */
  readonly callbackUrls: string[];
  /** Scopes the application's tokens can carry. @default - none */
  readonly scopes?: string[];
}

/** A directory of end users. */
export class UserDirectory extends Capability {
  public readonly backend: IUserDirectoryBackend;

  public constructor(scope: Construct, id: string, props: UserDirectoryProps) {
    super(scope, id);
    this.backend = this.environment.cloud.userDirectory(this, props);
  }
}
