import { IControl } from '../control';

/** Architecture, cost, tags, runtimes, what is unresolved or unread. */
export const PLATFORM_CONTROLS: readonly IControl[] = [];
