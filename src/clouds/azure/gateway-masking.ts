/** Headers that never reach a log. */
const SECRET_HEADERS = ['Authorization', 'Cookie', 'Set-Cookie', 'X-Forwarded-For', 'X-Azure-ClientIP', 'X-Azure-SocketIP'];
/** Headers that are logged: nothing of a person is in them. */
const LOGGED_HEADERS = ['content-type', 'traceparent', 'user-agent'];

interface Part {
  readonly bodyBytes: number;
  readonly headersToLog: string[];
  readonly dataMasking: { readonly headers: { mode: string; value: string }[]; readonly queryParams: { mode: string; value: string }[] };
}

/** What a gateway diagnostic records of requests and responses: no bodies, no query values, no tokens; also not those of `fields`. */
export function maskedParts(fields: string[] = []): { frontendRequest: Part; frontendResponse: Part; backendRequest: Part; backendResponse: Part } {
  const mask = (value: string) => ({ mode: 'Mask', value });
  const part: Part = {
    bodyBytes: 0,
    headersToLog: LOGGED_HEADERS,
    dataMasking: { headers: [...SECRET_HEADERS, ...fields].map(mask), queryParams: [mask('*')] },
  };
  return { frontendRequest: part, frontendResponse: part, backendRequest: part, backendResponse: part };
}
