import { Construct } from 'constructs';
import { IUserDirectoryBackend } from '../../capabilities/backends';
import { UserDirectoryProps } from '../../capabilities/user-directory';
import { environmentOf } from '../../environment/environment-rules';
import { preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { awsPlace } from './context';
import { ownFunction, pack } from './function';
import { TOKEN_CLAIMS } from './programs/token-claims';
import {
  CognitoResourceServer, CognitoUserPool, CognitoUserPoolClient, CognitoUserPoolDomain, LambdaPermission,
} from './resources';

/** Longest consent list that an attribute holds. */
const ATTRIBUTE_LENGTH = '2048';

class AwsUserDirectory implements IUserDirectoryBackend {
  public constructor(public readonly issuer: string, public readonly audience: string) {}
}

/** A Cognito user pool with sign-up by e-mail, an authenticator app as second factor, and tokens that the edge understands. */
export function userDirectory(scope: Construct, props: UserDirectoryProps): IUserDirectoryBackend {
  const { profile } = environmentOf(scope);
  const place = awsPlace(scope);
  const claims = ownFunction(new Construct(scope, 'claims'), {
    description: `Adds audience and consent to the tokens of ${scope.node.path}`, program: pack(TOKEN_CLAIMS), timeoutSeconds: 5, memory: 128, statements: [],
  });
  const pool = preventDestroy(new CognitoUserPool(scope, 'pool', {
    name: physicalName(scope, 'aws_cognito_user_pool'),
    // Claims in access tokens need this tier at least.
    userPoolTier: 'ESSENTIALS',
    usernameAttributes: ['email'],
    autoVerifiedAttributes: ['email'],
    usernameConfiguration: { caseSensitive: false },
    mfaConfiguration: 'ON',
    softwareTokenMfaConfiguration: { enabled: true },
    passwordPolicy: {
      minimumLength: 14, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true, temporaryPasswordValidityDays: 1, passwordHistorySize: 5,
    },
    accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
    schema: [{
      name: 'consented_purposes', attributeDataType: 'String', mutable: true, developerOnlyAttribute: false,
      stringAttributeConstraints: { minLength: '0', maxLength: ATTRIBUTE_LENGTH },
    }],
    deletionProtection: profile.deletionProtection ? 'ACTIVE' : 'INACTIVE',
    lambdaConfig: { preTokenGenerationConfig: { lambdaArn: claims.function.arn, lambdaVersion: 'V2_0' } },
  }), profile.deletionProtection);
  new LambdaPermission(scope, 'claims-permission', {
    statementId: 'cognito',
    action: 'lambda:InvokeFunction',
    functionName: claims.function.functionName,
    principal: 'cognito-idp.amazonaws.com',
    sourceAccount: place.account,
    sourceArn: pool.arn,
  });
  new CognitoUserPoolDomain(scope, 'domain', { userPoolId: pool.id, domain: physicalName(scope, 'aws_cognito_user_pool_domain'), managedLoginVersion: 2 });
  const scopes = props.scopes ?? [];
  const identifier = physicalName(scope, 'aws_cognito_user_pool_client', 'api');
  const server = scopes.length > 0
    ? new CognitoResourceServer(scope, 'scopes', {
      userPoolId: pool.id, identifier, name: identifier, scope: scopes.map((s) => ({ scopeName: s.replace(/\//g, '.'), scopeDescription: s })),
    })
    : undefined;
  const client = new CognitoUserPoolClient(scope, 'client', {
    name: physicalName(scope, 'aws_cognito_user_pool_client'),
    userPoolId: pool.id,
    // A browser or an app cannot keep a secret: code flow with proof key only.
    generateSecret: false,
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ['code'],
    allowedOauthScopes: ['openid', 'email', ...(server ? scopes.map((s) => `${identifier}/${s.replace(/\//g, '.')}`) : [])],
    callbackUrls: props.callbackUrls,
    supportedIdentityProviders: ['COGNITO'],
    explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
    accessTokenValidity: 15,
    idTokenValidity: 15,
    refreshTokenValidity: 1,
    tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' }],
    // Consent is not the caller's to write.
    readAttributes: ['email', 'email_verified'],
    writeAttributes: ['email'],
    ...(server ? { dependsOn: [server] } : {}),
  });
  return new AwsUserDirectory(`https://cognito-idp.${place.region}.amazonaws.com/${pool.id}`, client.id);
}
