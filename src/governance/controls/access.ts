import { IControl } from '../control';

/** Authentication, least privilege, networks, the edge, input, limits, consent, workloads and images. */
export const ACCESS_CONTROLS: readonly IControl[] = [];
