/**
 * Adds to Cognito's access tokens what the edge checks: the audience, and the purposes that the person consented to, which
 * the directory keeps in an attribute that only an administrator changes.
 */
export const TOKEN_CLAIMS = `'use strict';
exports.handler = async (event) => {
  const consented = (event.request.userAttributes && event.request.userAttributes['custom:consented_purposes']) || '';
  event.response = {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: {
        claimsToAddOrOverride: {
          aud: event.callerContext.clientId,
          consented_purposes: consented.split(/[\\s,]+/).filter((purpose) => purpose !== ''),
        },
        // Cognito writes scopes as server/scope; the API document names the scope alone.
        scopesToAdd: (event.request.scopes || []).filter((scope) => scope.includes('/')).map((scope) => scope.slice(scope.indexOf('/') + 1)),
      },
    },
  };
  return event;
};
`;
